package io.pressrun.bench;

import io.pressrun.deliver.MemoryStore;
import io.pressrun.document.DocumentLimits;
import io.pressrun.document.DocumentParser;
import io.pressrun.fetch.AssetFetcher;
import io.pressrun.fetch.ObjectReader;
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
import io.pressrun.render.Styles;
import io.pressrun.render.font.FontLibrary;
import io.pressrun.testing.FetchLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What it costs the other jobs when many wait for a server that takes connections and never answers: 64 jobs at once,
 * half of which do, on 2 render threads, against the other half by itself.
 */
final class IsolationBench implements AutoCloseable {
    private static final int JOBS = 32;
    private static final int PICTURES = 6;
    private static final Duration DELAY = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int WARM_UP = 6;
    private static final int ROUNDS = 12;

    private final SlowSite site;
    private final ServerSocket hanging = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    private final String hangingHost = "127.0.0.1:" + hanging.getLocalPort();
    private final JobCodec codec = new JobCodec();
    private final RenderPool pool = new RenderPool(2, 16 << 20);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AssetFetcher fetcher;
    private final Press press;
    private int tenants;

    private IsolationBench() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (int number = 0; number < PICTURES; number++) {
            files.put(number + ".png", Catalogue.picture(number));
        }
        site = new SlowSite(DELAY, files);
        fetcher = new AssetFetcher(
                FetchLimits.of(Set.of(site.hostAndPort(), hangingHost), PATIENCE), ObjectReader.none());
        press = new Press(
                codec,
                new DocumentParser(DocumentLimits.DEFAULT),
                fetcher,
                pool,
                new PdfEngine(new FontLibrary(List.of(), false), EngineLimits.DEFAULT, Styles.ENGINE),
                new Outputs(new MemoryStore(), null, false),
                PressLimits.DEFAULT,
                Clock.systemUTC());
    }

    static void run() throws Exception {
        try (var bench = new IsolationBench()) {
            bench.measure();
        }
    }

    private void measure() throws Exception {
        var undisturbed = new Samples();
        var disturbed = new Samples();
        var later = new Samples();
        var lag = new Samples();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            boolean counts = round >= WARM_UP;
            round(false, counts ? undisturbed : new Samples(), new Samples());
            try (var loops = new LoopLag(fetcher)) {
                round(true, counts ? disturbed : new Samples(), counts ? later : new Samples());
                if (counts) {
                    lag.addAll(loops.samples());
                }
            }
        }
        print(undisturbed, disturbed, later, lag);
    }

    /** Prints all jobs at once, and then one more for the tenant whose jobs met the server that hangs. */
    private void round(boolean withHanging, Samples times, Samples later) throws Exception {
        String tenant = "tenant-" + tenants++;
        List<Future<Long>> well = new ArrayList<>();
        List<Future<Long>> hung = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            if (withHanging) {
                hung.add(threads.submit(printing(job("http://" + hangingHost + "/" + i + "/", tenant), false)));
            }
            well.add(threads.submit(printing(job("http://" + site.hostAndPort() + "/" + i + "/", "well"), true)));
        }
        for (Future<Long> job : well) {
            times.add(job.get());
        }
        for (Future<Long> job : hung) {
            if (job.get() < PATIENCE.toNanos() / 2) {
                throw new IllegalStateException("a job did not wait for the server that hangs");
            }
        }
        if (withHanging) {
            later.add(printing(job("http://" + hangingHost + "/later/", tenant), false)
                    .call());
        }
    }

    private Callable<Long> printing(RenderJob job, boolean whole) {
        return () -> {
            long start = System.nanoTime();
            var outcome = press.print(job).outcome();
            if (!(outcome instanceof Outcome.Printed printed)
                    || printed.warnings().isEmpty() != whole) {
                throw new IllegalStateException("the press printed otherwise than it should: " + outcome);
            }
            return System.nanoTime() - start;
        };
    }

    private RenderJob job(String baseUrl, String tenant) throws JobFailedException {
        String html = IntStream.range(0, PICTURES)
                .mapToObj(number -> "<p><img src='" + number + ".png' alt=''> Article " + number + "</p>")
                .collect(Collectors.joining());
        String template = "{\"baseUrl\": \"" + baseUrl + "\", \"labels\": {\"tenant\": \"" + tenant + "\"}}";
        return codec.decodeTemplate(
                template.getBytes(StandardCharsets.UTF_8), new Source.Html(html), Map.of(), "bench");
    }

    private static void print(Samples undisturbed, Samples disturbed, Samples later, Samples lag) {
        System.out.printf(
                "%n%d jobs at once on 2 render threads, with and without %d more whose server never answers; %d rounds%n%n",
                JOBS, JOBS, ROUNDS);
        System.out.printf("%-36s %11s %11s %11s%n", "time to PDF of those jobs", "median", "p95", "most");
        row("by themselves", undisturbed);
        row("beside those that hang", disturbed);
        System.out.printf(
                "%nratio of the p95: %.2f%n", disturbed.percentileMillis(95) / undisturbed.percentileMillis(95));
        System.out.printf(
                "lag of the event loops: median %.2f ms, p99 %.2f ms, most %.2f ms%n",
                lag.medianMillis(), lag.percentileMillis(99), lag.maxMillis());
        System.out.printf(
                "the next job for the server that hangs: median %.1f ms, most %.1f ms%n%n",
                later.medianMillis(), later.maxMillis());
    }

    private static void row(String name, Samples samples) {
        System.out.printf(
                "%-36s %8.1f ms %8.1f ms %8.1f ms%n",
                name, samples.medianMillis(), samples.percentileMillis(95), samples.maxMillis());
    }

    @Override
    public void close() throws IOException {
        threads.close();
        pool.close();
        fetcher.close();
        hanging.close();
        site.close();
    }
}
