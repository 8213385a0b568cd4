package io.pressrun.press;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.deliver.TopicStore;
import io.pressrun.document.DocumentLimits;
import io.pressrun.document.DocumentParser;
import io.pressrun.fetch.AssetFetcher;
import io.pressrun.fetch.ObjectReader;
import io.pressrun.job.Outcome;
import io.pressrun.job.RenderJob;
import io.pressrun.job.ResultEvent.InputPosition;
import io.pressrun.job.json.JobCodec;
import io.pressrun.render.EngineLimits;
import io.pressrun.render.PdfEngine;
import io.pressrun.render.RenderPool;
import io.pressrun.render.Styles;
import io.pressrun.render.font.FontLibrary;
import io.pressrun.testing.FetchLimits;
import io.pressrun.testing.WireServer;
import io.pressrun.testing.WireServer.Handler;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.text.PDFTextStripper;

/** A press with all its real parts, one render thread, a store in memory, and a site that jobs may reach. */
final class TestPress implements AutoCloseable {
    static final InputPosition POSITION = new InputPosition("render-requests", 0, 42);
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    static final PressLimits LIMITS = new PressLimits(PATIENCE.multipliedBy(2), PATIENCE);
    private static final PdfEngine ENGINE =
            new PdfEngine(new FontLibrary(List.of(), false), EngineLimits.DEFAULT, Styles.ENGINE);

    final FailingStore store = new FailingStore();
    final RenderPool pool = new RenderPool(1, 16L << 20);
    final WireServer site;
    final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final Map<String, Handler> pages = new ConcurrentHashMap<>();
    private final AssetFetcher fetcher;
    /** What the clock that measures jobs is ahead of the time. */
    private final AtomicLong ahead = new AtomicLong();

    private Outputs outputs = new Outputs(store, new TopicStore("render-pdfs", 10 << 20), false);

    TestPress() throws IOException {
        this(ObjectReader.none());
    }

    TestPress(ObjectReader objects) throws IOException {
        this(site -> new AssetFetcher(FetchLimits.of(Set.of(site.hostAndPort()), PATIENCE), objects));
    }

    TestPress(Function<WireServer, AssetFetcher> fetcherFor) throws IOException {
        site = WireServer.start((request, wire) -> pages.getOrDefault(
                        request.target(), (asked, answer) -> answer.status("404 Not Found"))
                .answer(request, wire));
        fetcher = fetcherFor.apply(site);
    }

    /** Answers the path of the site in this way; every other path is 404. */
    TestPress at(String path, Handler answer) {
        pages.put(path, answer);
        return this;
    }

    TestPress image(String path) {
        return at(path, (request, wire) -> wire.respond("200 OK", Map.of("Content-Type", "image/png"), PIXEL));
    }

    TestPress html(String path, String html) {
        return at(path, (request, wire) -> wire.ok("text/html; charset=utf-8", html));
    }

    /** Answers only when the client has gone. */
    TestPress hanging(String path) {
        return at(path, (request, wire) -> wire.awaitHangUp());
    }

    TestPress to(Outputs other) {
        outputs = other;
        return this;
    }

    /** Lets as much time of a job under way pass at once. */
    void pass(Duration time) {
        ahead.addAndGet(time.toNanos());
    }

    URI url(String path) {
        return site.uri(path);
    }

    /** Prints a record whose value is the job's JSON, written with single quotes. */
    Completion print(String job) {
        return print(new Submission(
                job.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
                Map.of("content-type", "application/json"),
                POSITION));
    }

    Completion print(Submission submission) {
        return press().print(submission);
    }

    /** Prints a job that no record asked for. */
    Completion print(RenderJob job) {
        return press().print(job);
    }

    private Press press() {
        return new Press(
                new JobCodec(),
                new DocumentParser(DocumentLimits.DEFAULT),
                fetcher,
                pool,
                ENGINE,
                outputs,
                LIMITS,
                ((InstantSource) now::get).withZone(ZoneOffset.UTC),
                () -> System.nanoTime() + ahead.get());
    }

    /** The outcome of a job that must be printed. */
    Outcome.Printed printed(String job) {
        var outcome = print(job).outcome();
        assertThat(outcome).isInstanceOf(Outcome.Printed.class);
        return (Outcome.Printed) outcome;
    }

    Outcome.Failed failed(String job) {
        var outcome = print(job).outcome();
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return (Outcome.Failed) outcome;
    }

    Outcome.RetryLater postponed(String job) {
        var outcome = print(job).outcome();
        assertThat(outcome).isInstanceOf(Outcome.RetryLater.class);
        return (Outcome.RetryLater) outcome;
    }

    /** A job that runs on a virtual thread of its own. */
    Running start(String job) {
        var printing = new CompletableFuture<Completion>();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                printing.complete(print(job));
            } catch (Throwable e) {
                printing.completeExceptionally(e);
            }
        });
        return new Running(thread, printing);
    }

    record Running(Thread thread, CompletableFuture<Completion> printing) {
        void interrupt() {
            thread.interrupt();
        }

        Outcome outcome() {
            try {
                return printing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).outcome();
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new AssertionError("the job did not end", e);
            }
        }
    }

    /** The text of the one PDF in the store. */
    String text() throws IOException {
        try (var document = Loader.loadPDF(onlyPdf())) {
            return new PDFTextStripper().getText(document).strip();
        }
    }

    /** How many images the one PDF in the store has. */
    int images() throws IOException {
        try (var document = Loader.loadPDF(onlyPdf())) {
            int images = 0;
            for (var page : document.getPages()) {
                for (COSName name : page.getResources().getXObjectNames()) {
                    images += page.getResources().isImageXObject(name) ? 1 : 0;
                }
            }
            return images;
        }
    }

    /** The fonts on the first page of the one PDF in the store, without what tells subsets apart. */
    Set<String> fonts() throws IOException {
        var names = new TreeSet<String>();
        try (var document = Loader.loadPDF(onlyPdf())) {
            var resources = document.getPage(0).getResources();
            for (var name : resources.getFontNames()) {
                names.add(resources.getFont(name).getName().replaceFirst("^[A-Z]{6}\\+", ""));
            }
        }
        return names;
    }

    byte[] onlyPdf() {
        assertThat(store.pdfs).hasSize(1);
        return store.pdfs.values().iterator().next().bytes();
    }

    @Override
    public void close() throws IOException {
        pool.close();
        fetcher.close();
        site.close();
    }
}
