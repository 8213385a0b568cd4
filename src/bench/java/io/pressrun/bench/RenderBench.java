package io.pressrun.bench;

import com.sun.management.OperatingSystemMXBean;
import io.pressrun.document.DocumentLimits;
import io.pressrun.document.DocumentParser;
import io.pressrun.fetch.AssetFetcher;
import io.pressrun.fetch.FetchSettings;
import io.pressrun.fetch.ObjectReader;
import io.pressrun.job.Deadline;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.RenderJob;
import io.pressrun.job.RenderJob.Source;
import io.pressrun.job.json.JobCodec;
import io.pressrun.render.EngineLimits;
import io.pressrun.render.PdfEngine;
import io.pressrun.render.RenderPool;
import io.pressrun.render.RenderPool.Step;
import io.pressrun.render.RenderRequest;
import io.pressrun.render.Styles;
import io.pressrun.render.font.FontLibrary;
import io.pressrun.url.ReferenceResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The CPU time of one document, parsed and rendered on one render thread with everything at hand. The process's time
 * has the compiler and the collector in it; its clock ticks only every 10 ms, so it is a mean.
 */
final class RenderBench implements AutoCloseable {
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final int ROUNDS = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final JobCodec codec = new JobCodec();
    private final DocumentParser parser = new DocumentParser(DocumentLimits.DEFAULT);
    private final PdfEngine engine =
            new PdfEngine(new FontLibrary(List.of(), true), EngineLimits.DEFAULT, Styles.ENGINE);
    private final AssetFetcher fetcher = new AssetFetcher(FetchSettings.DEFAULT, ObjectReader.none());
    private final RenderPool pool = new RenderPool(1, 16 << 20);

    private static final class Example {
        private final String name;
        private final RenderJob job;
        private final Samples thread = new Samples();
        private final Samples process = new Samples();
        private int pages;

        Example(String name, RenderJob job) {
            this.name = name;
            this.job = job;
        }
    }

    private record Cost(long threadNanos, long processNanos, int pages) {}

    static void run(Path directory) throws Exception {
        try (var bench = new RenderBench()) {
            bench.measure(bench.examples(directory));
        }
    }

    private void measure(List<Example> examples) throws Exception {
        long end = System.nanoTime() + WARM_UP.toNanos();
        while (end - System.nanoTime() > 0) {
            for (var example : examples) {
                cost(example.job);
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (var example : examples) {
                var cost = cost(example.job);
                example.thread.add(cost.threadNanos());
                example.process.add(cost.processNanos());
                example.pages = cost.pages();
            }
        }
        System.out.printf(
                "%nCPU time of one document on one render thread, %d rounds after %d s to warm up%n%n",
                ROUNDS, WARM_UP.toSeconds());
        System.out.printf(
                "%-14s %6s %7s %18s %12s %12s%n",
                "document", "pages", "ratio", "documents/s, core", "thread", "process");
        double least = examples.stream()
                .mapToDouble(example -> example.thread.medianMillis())
                .min()
                .orElseThrow();
        for (var example : examples) {
            System.out.printf(
                    "%-14s %6d %7.2f %18.1f %9.1f ms %9.1f ms%n",
                    example.name,
                    example.pages,
                    example.thread.medianMillis() / least,
                    1000 / example.thread.medianMillis(),
                    example.thread.medianMillis(),
                    example.process.meanMillis());
        }
        System.out.println();
    }

    private Cost cost(RenderJob job) throws Exception {
        var references = new ReferenceResolver(job.baseUrl(), job.assets().keySet());
        try (var assets = fetcher.open(job, references, Deadline.after(PATIENCE))) {
            String html = ((Source.Html) job.source()).html();
            // What is carried is decoded beforehand, as the press has it when the engine starts.
            assets.prefetch(parser.parse(html, references)).get();
            return pool.submit(Step.RENDER, () -> {
                        long ofProcess = process.getProcessCpuTime();
                        long ofThread = threads.getCurrentThreadCpuTime();
                        var document = parser.parse(html, references);
                        var pdf = engine.render(
                                new RenderRequest(job, document, assets, Deadline.after(PATIENCE), () -> false));
                        return new Cost(
                                threads.getCurrentThreadCpuTime() - ofThread,
                                process.getProcessCpuTime() - ofProcess,
                                pdf.pages());
                    })
                    .get();
        }
    }

    /** Every {@code NAME/NAME.html} with its {@code job.json}; all other files of the folder travel with the job. */
    private List<Example> examples(Path directory) throws IOException, JobFailedException {
        List<Path> folders;
        try (var found = Files.list(directory)) {
            folders = found.filter(Files::isDirectory).sorted().toList();
        }
        List<Example> examples = new ArrayList<>();
        for (Path folder : folders) {
            String name = folder.getFileName().toString();
            var html = new Source.Html(Files.readString(folder.resolve(name + ".html"), StandardCharsets.UTF_8));
            byte[] template = Files.readAllBytes(folder.resolve("job.json"));
            examples.add(new Example(name, codec.decodeTemplate(template, html, files(folder), name)));
        }
        return examples;
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (var found = Files.walk(folder)) {
            found.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().matches(".*\\.(html|json|txt|md)"))
                    .forEach(file -> files.put(
                            folder.relativize(file).toString().replace('\\', '/'),
                            "data:" + mediaType(file) + ";base64," + base64(file)));
        }
        return files;
    }

    private static String base64(Path file) {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String mediaType(Path file) {
        String name = file.getFileName().toString();
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "css" -> "text/css";
            case "svg" -> "image/svg+xml";
            case "png" -> "image/png";
            case "jpg" -> "image/jpeg";
            default -> "application/octet-stream";
        };
    }

    @Override
    public void close() {
        pool.close();
        fetcher.close();
    }
}
