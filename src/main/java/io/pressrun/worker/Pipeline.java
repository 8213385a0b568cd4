package io.pressrun.worker;

import io.pressrun.document.DocumentLimits;
import io.pressrun.document.DocumentParser;
import io.pressrun.fetch.AssetFetcher;
import io.pressrun.fetch.FetchListener;
import io.pressrun.fetch.FetchSettings;
import io.pressrun.fetch.ObjectReader;
import io.pressrun.fetch.cache.CacheSettings;
import io.pressrun.fetch.exchange.RecoverySettings;
import io.pressrun.fetch.exchange.RequestLimits;
import io.pressrun.fetch.http.ClientSettings;
import io.pressrun.fetch.http.ProxySettings;
import io.pressrun.fetch.policy.PolicySettings;
import io.pressrun.fetch.share.JobLimits;
import io.pressrun.job.json.JobCodec;
import io.pressrun.press.Outputs;
import io.pressrun.press.Press;
import io.pressrun.press.PressLimits;
import io.pressrun.render.EngineLimits;
import io.pressrun.render.FontLibrary;
import io.pressrun.render.PdfEngine;
import io.pressrun.render.RenderPool;
import io.pressrun.settings.PressrunSettings;
import io.pressrun.settings.Secret;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The way of a job from its JSON to its delivery, made of the settings. A process has one. */
public final class Pipeline implements AutoCloseable {
    private final OpenParts open;
    private final RenderPool pool;
    private final JobCodec codec = new JobCodec();
    private final Press press;

    /** @param outputs closed by their maker, as what {@code objects} reads from */
    public static Pipeline open(
            PressrunSettings settings, Outputs outputs, ObjectReader objects, FetchListener listener) {
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
            PressrunSettings settings, Outputs outputs, ObjectReader objects, FetchListener listener, OpenParts open) {
        this.open = open;
        var fetcher = open.add(new AssetFetcher(fetchSettings(settings.fetch()), objects, listener));
        pool = open.add(new RenderPool(
                settings.render().threads(), settings.render().stackSize().bytes()));
        var document = settings.document();
        var parser = new DocumentParser(new DocumentLimits(
                document.maxSize().bytes(),
                document.maxElements(),
                document.maxDepth(),
                // One more than may be fetched, so that the job hears of it.
                1 + settings.fetch().maxAssets()));
        var library =
                new FontLibrary(settings.fonts().directories(), settings.fonts().system());
        var engine = new PdfEngine(
                library,
                new EngineLimits(
                        settings.render().maxPages(),
                        settings.render().maxImagePixels(),
                        settings.render().maxJobImagePixels(),
                        settings.render().maxFontSize().bytes(),
                        settings.output().maxPdfSize().bytes()));
        press = new Press(codec, parser, fetcher, pool, engine, outputs, pressLimits(settings), Clock.systemUTC());
    }

    private static PressLimits pressLimits(PressrunSettings settings) {
        return new PressLimits(
                settings.job().timeout().minus(settings.render().timeout()),
                settings.render().timeout(),
                settings.job().timeout());
    }

    private static FetchSettings fetchSettings(PressrunSettings.Fetch fetch) {
        return new FetchSettings(
                new PolicySettings(
                        Set.copyOf(fetch.allowedPrivateHosts()),
                        Set.copyOf(fetch.refusedNetworks()),
                        Set.copyOf(fetch.allowedOrigins()),
                        Set.copyOf(fetch.ports())),
                new JobLimits(fetch.maxJobSize().bytes(), fetch.maxAssets(), JobLimits.DEFAULT.connections()),
                new RequestLimits(fetch.requestTimeout(), fetch.maxAssetSize().bytes(), fetch.maxRedirects()),
                new ClientSettings(
                        fetch.connectTimeout(),
                        fetch.connectionsPerOrigin(),
                        fetch.http2(),
                        fetch.userAgent(),
                        proxy(fetch)),
                new CacheSettings(fetch.cacheSize().bytes()),
                new RecoverySettings(fetch.maxRetries(), fetch.breakerFailures(), fetch.breakerPause()));
    }

    private static @Nullable ProxySettings proxy(PressrunSettings.Fetch fetch) {
        if (fetch.proxy() == null) {
            return null;
        }
        Secret password = fetch.proxyPassword();
        return new ProxySettings(fetch.proxy(), fetch.proxyUser(), password == null ? null : password.value());
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
