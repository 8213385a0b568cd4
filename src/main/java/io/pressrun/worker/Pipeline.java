package io.pressrun.worker;

import io.pressrun.document.DocumentParser;
import io.pressrun.fetch.AssetFetcher;
import io.pressrun.fetch.FetchListener;
import io.pressrun.fetch.ObjectReader;
import io.pressrun.job.json.JobCodec;
import io.pressrun.press.Outputs;
import io.pressrun.press.Press;
import io.pressrun.render.PdfEngine;
import io.pressrun.render.RenderPool;
import io.pressrun.render.font.FontLibrary;
import io.pressrun.settings.PipelineSettings;
import java.time.Clock;

/** The way of a job from its JSON to its delivery, made of the settings. A process has one. */
public final class Pipeline implements AutoCloseable {
    private final OpenParts open;
    private final RenderPool pool;
    private final JobCodec codec = new JobCodec();
    private final Press press;

    /** @param outputs closed by their maker, as what {@code objects} reads from */
    public static Pipeline open(
            PipelineSettings settings, Outputs outputs, ObjectReader objects, FetchListener listener) {
        var open = new OpenParts();
        try {
            return new Pipeline(settings, outputs, objects, listener, open);
        } catch (Throwable e) {
            try (open) {
                throw e;
            }
        }
    }

    private Pipeline(
            PipelineSettings settings, Outputs outputs, ObjectReader objects, FetchListener listener, OpenParts open) {
        this.open = open;
        var fetcher = open.add(new AssetFetcher(settings.fetch(), objects, listener));
        pool = open.add(
                new RenderPool(settings.pool().threads(), settings.pool().stackBytes()));
        var parser = new DocumentParser(settings.document());
        var library =
                new FontLibrary(settings.fonts().directories(), settings.fonts().system());
        var engine = new PdfEngine(library, settings.engine(), settings.styles());
        press = new Press(codec, parser, fetcher, pool, engine, outputs, settings.press(), Clock.systemUTC());
    }

    public Press press() {
        return press;
    }

    RenderPool pool() {
        return pool;
    }

    JobCodec codec() {
        return codec;
    }

    @Override
    public void close() {
        open.close();
    }
}
