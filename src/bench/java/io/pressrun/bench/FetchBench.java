package io.pressrun.bench;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import io.pressrun.deliver.MemoryStore;
import io.pressrun.document.DocumentLimits;
import io.pressrun.document.DocumentParser;
import io.pressrun.fetch.AssetFetcher;
import io.pressrun.fetch.ObjectReader;
import io.pressrun.job.Deadline;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.Outcome;
import io.pressrun.job.RenderJob;
import io.pressrun.job.RenderJob.Source;
import io.pressrun.job.json.JobCodec;
import io.pressrun.press.Outputs;
import io.pressrun.press.Press;
import io.pressrun.press.PressLimits;
import io.pressrun.render.EngineLimits;
import io.pressrun.render.PdfEngine;
import io.pressrun.render.RenderPool;
import io.pressrun.render.RenderPool.Step;
import io.pressrun.render.RenderRequest;
import io.pressrun.render.Styles;
import io.pressrun.render.font.FontLibrary;
import io.pressrun.testing.FetchLimits;
import io.pressrun.url.ReferenceResolver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;

/**
 * What it is worth to know what a page needs before the engine asks: the time to the PDF of a {@link Catalogue} from a
 * server that takes its time, by the engine alone and by the ways around it.
 */
final class FetchBench implements AutoCloseable {
    private static final Duration DELAY = Duration.ofMillis(40);
    private static final String ALONE = "engine alone, its own HTTP";
    private static final String PRESS = "press, scanned and fetched at once";
    private static final String AGAIN = "press, printed before";
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 15;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final SlowSite site = new SlowSite(DELAY, Catalogue.files());
    private final String base = "http://" + site.hostAndPort() + "/";
    private final String html = Catalogue.html();
    private final RenderJob job;
    private final RenderJob again;
    private final DocumentParser parser = new DocumentParser(DocumentLimits.DEFAULT);
    private final PdfEngine engine =
            new PdfEngine(new FontLibrary(List.of(), false), EngineLimits.DEFAULT, Styles.ENGINE);
    private final RenderPool pool = new RenderPool(1, 16 << 20);
    private final AssetFetcher fetcher =
            new AssetFetcher(FetchLimits.of(Set.of(site.hostAndPort()), PATIENCE), ObjectReader.none());
    private final MemoryStore store = new MemoryStore();
    private final Press press;

    private FetchBench() throws IOException, JobFailedException {
        var codec = new JobCodec();
        job = job(codec, base);
        again = job(codec, base + "kept/");
        press = new Press(
                codec,
                parser,
                fetcher,
                pool,
                engine,
                new Outputs(store, null, false),
                PressLimits.DEFAULT,
                Clock.systemUTC());
    }

    private RenderJob job(JobCodec codec, String baseUrl) throws JobFailedException {
        byte[] template = ("{\"baseUrl\": \"" + baseUrl + "\"}").getBytes(StandardCharsets.UTF_8);
        return codec.decodeTemplate(template, new Source.Html(html), Map.of(), "bench");
    }

    static void run() throws Exception {
        try (var bench = new FetchBench()) {
            bench.measure();
        }
    }

    private void measure() throws Exception {
        Map<String, Callable<byte[]>> ways = new LinkedHashMap<>();
        ways.put(ALONE, this::engineAlone);
        ways.put("bridge, fetched as the engine asks", this::bridge);
        ways.put(PRESS, () -> press(job));
        ways.put(AGAIN, this::pressAgain);
        press(again);
        Map<String, Samples> times = new LinkedHashMap<>();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            for (var way : ways.entrySet()) {
                long start = System.nanoTime();
                byte[] pdf = way.getValue().call();
                long nanos = System.nanoTime() - start;
                Catalogue.check(way.getKey(), pdf);
                if (round >= WARM_UP) {
                    times.computeIfAbsent(way.getKey(), _ -> new Samples()).add(nanos);
                }
            }
        }
        print(times);
    }

    private static void print(Map<String, Samples> times) {
        System.out.printf(
                "%n%d files in %d waves, each answered after %d ms; one document at a time, %d rounds after %d%n%n",
                Catalogue.FILES, Catalogue.WAVES, DELAY.toMillis(), ROUNDS, WARM_UP);
        System.out.printf("%-36s %7s %11s %11s %11s%n", "time to PDF", "ratio", "median", "least", "most");
        double alone = median(times, ALONE);
        times.forEach((way, samples) -> System.out.printf(
                "%-36s %7.2f %8.1f ms %8.1f ms %8.1f ms%n",
                way, samples.medianMillis() / alone, samples.medianMillis(), samples.minMillis(), samples.maxMillis()));
        double bound = Catalogue.WAVES * DELAY.toMillis() + median(times, AGAIN);
        System.out.printf(
                "%nThe press takes 1/%.1f of the engine alone, and %.2f times the delays and the rendering (%.0f ms).%n"
                        + "Printed before, it sent no request.%n%n",
                alone / median(times, PRESS), median(times, PRESS) / bound, bound);
    }

    private static double median(Map<String, Samples> times, String way) {
        return Objects.requireNonNull(times.get(way)).medianMillis();
    }

    private byte[] engineAlone() throws IOException {
        var pdf = new ByteArrayOutputStream();
        new PdfRendererBuilder()
                .withW3cDocument(new W3CDom().fromJsoup(Jsoup.parse(html, base)), base)
                .toStream(pdf)
                .run();
        return pdf.toByteArray();
    }

    private byte[] bridge() throws Exception {
        var references = new ReferenceResolver(job.baseUrl(), Set.of());
        var deadline = Deadline.after(PATIENCE);
        try (var assets = fetcher.open(job, references, deadline)) {
            return pool.submit(Step.RENDER, () -> {
                        var document = parser.parse(html, references);
                        return engine.render(new RenderRequest(job, document, assets, deadline, () -> false));
                    })
                    .get()
                    .bytes();
        }
    }

    private byte[] pressAgain() {
        int before = site.answers();
        byte[] pdf = press(again);
        if (site.answers() != before) {
            throw new IllegalStateException("the page printed before made " + (site.answers() - before) + " requests");
        }
        return pdf;
    }

    private byte[] press(RenderJob wanted) {
        var outcome = press.print(wanted).outcome();
        if (!(outcome instanceof Outcome.Printed printed) || !printed.warnings().isEmpty()) {
            throw new IllegalStateException("the press printed otherwise than it should: " + outcome);
        }
        return store.bytes();
    }

    @Override
    public void close() {
        pool.close();
        fetcher.close();
        site.close();
    }
}
