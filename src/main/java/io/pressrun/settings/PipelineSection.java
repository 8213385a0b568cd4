package io.pressrun.settings;

import io.pressrun.document.DocumentLimits;
import io.pressrun.fetch.FetchSettings;
import io.pressrun.press.PressLimits;
import io.pressrun.render.EngineLimits;
import io.pressrun.render.Styles;
import io.pressrun.settings.PipelineSettings.Fonts;
import io.pressrun.settings.PipelineSettings.Pool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What printing a job may take, apart from its assets. */
final class PipelineSection {
    private final Group jobs = new Group("Jobs");
    final Setting<Duration> jobTimeout = jobs.setting(
            "job.timeout",
            "60s",
            Kind.duration("1s", "1h"),
            "Time for all that is done for one job: getting its document and assets, which leave "
                    + "`pressrun.render.timeout` of it, rendering, and delivery, which has the rest. "
                    + "Waiting for a render thread is not counted.");

    private final Group rendering = new Group("Rendering");
    private final Setting<Integer> renderThreads = rendering.setting(
            "render.threads", "0", Kind.integer(0, 1024), "Threads that parse and render; 0 means one per core.");
    private final Setting<Long> renderStackSize = rendering.setting(
            "render.stack-size",
            "16MiB",
            Kind.size("512KiB", "1GiB"),
            "Stack of each of those threads. Deeply nested documents need it.");
    private final Setting<Styles> renderStyles = rendering.setting(
            "render.styles",
            "engine",
            Kind.choice(Styles.class),
            "Who finds the styles of a document: `engine`, by CSS 2.1 and some of what came later, or `own`, by "
                    + "today's cascade, selectors and values. `own` is a preview: try it on your documents, and stay "
                    + "with `engine` for what must print as it did.");
    final Setting<Duration> renderTimeout = rendering.setting(
            "render.timeout",
            "30s",
            Kind.duration("100ms", "1h"),
            "Time for the engine, once the assets are there, out of `pressrun.job.timeout`.");
    private final Setting<Integer> renderMaxPages =
            rendering.setting("render.max-pages", "2000", Kind.integer(1, 1_000_000), "Pages of one document.");
    private final Setting<Integer> renderMaxImagePixels = rendering.setting(
            "render.max-image-pixels",
            "50000000",
            Kind.integer(1, 1_000_000_000),
            "Pixels of one image. An image that has more is left out, with a warning.");
    private final Setting<Integer> renderMaxJobImagePixels = rendering.setting(
            "render.max-job-image-pixels",
            "500000000",
            Kind.integer(1, 2_000_000_000),
            "Pixels of all images of one document together, each counted once. Images beyond that are"
                    + " left out, with a warning.");
    private final Setting<Long> renderMaxFontSize = rendering.setting(
            "render.max-font-size", "32MiB", Kind.size("1KiB", "1GiB"), "Size of one font when unpacked.");

    private final Group documents = new Group("Documents");
    final Setting<Long> documentMaxSize = documents.setting(
            "document.max-size", "16MiB", Kind.size("1KiB", "1GiB"), "Size of the HTML of one document.");
    private final Setting<Integer> documentMaxElements = documents.setting(
            "document.max-elements", "200000", Kind.integer(1, 100_000_000), "Elements in one document.");
    private final Setting<Integer> documentMaxDepth = documents.setting(
            "document.max-depth", "250", Kind.integer(1, 100_000), "Nesting of elements in one document.");

    private final Group fonts = new Group("Fonts");
    private final Setting<List<Path>> fontsDirectories = fonts.setting(
            "fonts.directories",
            "",
            Kind.list(Kind.path()),
            "Directories whose fonts documents may use, separated by commas.");
    private final Setting<Boolean> fontsSystem = fonts.setting(
            "fonts.system", "true", Kind.flag(), "Whether documents may use the fonts installed on the machine.");

    List<Group> groups() {
        return List.of(jobs, rendering, documents, fonts);
    }

    /** @param maxPdfBytes of the finished file */
    PipelineSettings read(SettingsReader from, FetchSettings fetch, long maxPdfBytes) {
        Duration job = from.value(jobTimeout);
        Duration render = from.value(renderTimeout);
        return new PipelineSettings(
                fetch,
                new DocumentLimits(
                        from.value(documentMaxSize),
                        from.value(documentMaxElements),
                        from.value(documentMaxDepth),
                        // One more than may be fetched, so that the job hears of it.
                        1 + fetch.job().maxAssets()),
                new EngineLimits(
                        from.value(renderMaxPages),
                        from.value(renderMaxImagePixels),
                        from.value(renderMaxJobImagePixels),
                        from.value(renderMaxFontSize),
                        maxPdfBytes),
                from.value(renderStyles),
                // The checks of settings together tell of a job that has less time than its render.
                render.compareTo(job) < 0 ? new PressLimits(job, render) : PressLimits.DEFAULT,
                new Pool(threads(from.value(renderThreads)), from.value(renderStackSize)),
                new Fonts(from.list(fontsDirectories), from.value(fontsSystem)));
    }

    private static int threads(int setting) {
        return setting == 0 ? Runtime.getRuntime().availableProcessors() : setting;
    }
}
