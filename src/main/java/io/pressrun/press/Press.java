package io.pressrun.press;

import io.pressrun.css.PageSize;
import io.pressrun.deliver.Delivery;
import io.pressrun.deliver.PdfFile;
import io.pressrun.document.DocumentParser;
import io.pressrun.document.ParsedDocument;
import io.pressrun.fetch.AssetFetcher;
import io.pressrun.fetch.JobAssets;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.Outcome;
import io.pressrun.job.RenderJob;
import io.pressrun.job.Stage;
import io.pressrun.job.json.JobCodec;
import io.pressrun.render.PdfEngine;
import io.pressrun.render.RenderPool;
import io.pressrun.render.RenderPool.Step;
import io.pressrun.render.RenderRequest;
import io.pressrun.render.RenderedPdf;
import io.pressrun.render.bridge.Attachments;
import io.pressrun.url.ReferenceResolver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The way of one job: decode, parse, fetch, render, deliver. It runs on the calling thread, which should be a virtual
 * one, since it waits for the pool, the network and the store; interrupting it interrupts the job.
 */
public final class Press {
    private static final Logger log = LoggerFactory.getLogger(Press.class);

    /** The key of the log's context (MDC) under which a job's id stands while something is done for it. */
    public static final String JOB_IN_LOG = "job";

    private final JobCodec codec;
    private final DocumentParser parser;
    private final AssetFetcher fetcher;
    private final Sources sources;
    private final HandOver pool;
    private final PdfEngine engine;
    private final Outputs outputs;
    private final PressLimits limits;
    private final Clock clock;
    private final LongSupplier nanoClock;

    /** What belongs to the work on one job. */
    private record Work(RenderJob job, WorkNotes notes, JobTime time) {}

    public Press(
            JobCodec codec,
            DocumentParser parser,
            AssetFetcher fetcher,
            RenderPool pool,
            PdfEngine engine,
            Outputs outputs,
            PressLimits limits,
            Clock clock) {
        this(codec, parser, fetcher, pool, engine, outputs, limits, clock, System::nanoTime);
    }

    /** @param nanoClock by which the time of a job is measured */
    Press(
            JobCodec codec,
            DocumentParser parser,
            AssetFetcher fetcher,
            RenderPool pool,
            PdfEngine engine,
            Outputs outputs,
            PressLimits limits,
            Clock clock,
            LongSupplier nanoClock) {
        this.codec = codec;
        this.parser = parser;
        this.fetcher = fetcher;
        this.sources = new Sources(fetcher);
        this.pool = new HandOver(pool, JOB_IN_LOG);
        this.engine = engine;
        this.outputs = outputs;
        this.limits = limits;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    /** Prints one submission. Whatever goes wrong is in the outcome; nothing is thrown but defects of the JVM. */
    public Completion print(Submission submission) {
        var notes = new WorkNotes();
        try {
            var job = codec.decode(submission.value(), submission.headers(), submission.fallbackId());
            notes.stages().mark(Stage.DECODE);
            return print(job, submission.origin(), notes);
        } catch (JobFailedException e) {
            String id = codec.idOf(submission.value(), submission.headers(), submission.fallbackId());
            return new Completion(id, Map.of(), failed(e, null, notes), null, stackOf(e));
        } catch (RuntimeException e) {
            log.error("Decoding the record {} failed with a defect", submission.position(), e);
            return new Completion(submission.fallbackId(), Map.of(), defect(e, notes), null, StackSummary.of(e));
        }
    }

    /** Prints a job that is decoded already and that no record asked for. */
    public Completion print(RenderJob job) {
        return print(job, null, new WorkNotes());
    }

    private Completion print(RenderJob job, @Nullable String origin, WorkNotes notes) {
        try (var _ = MDC.putCloseable(JOB_IN_LOG, job.id())) {
            return printNamed(job, origin, notes);
        }
    }

    private Completion printNamed(RenderJob job, @Nullable String origin, WorkNotes notes) {
        var time = new JobTime(limits, nanoClock);
        Outcome outcome;
        @Nullable Delivery delivery = null;
        @Nullable String stack = null;
        try {
            checkExpiry(job);
            var target = outputs.targetOf(job);
            var pdf = typeset(new Work(job, notes, time));
            checkExpiry(job);
            var file = PdfFile.of(job.id(), pdf.bytes(), pdf.pages(), origin);
            delivery = put(target, file, time);
            notes.stages().mark(Stage.DELIVER);
            outcome = new Outcome.Printed(delivery.receipt(), notes.report());
        } catch (JobFailedException e) {
            outcome = failed(unlessExpired(job, e), job.notAfter(), notes);
            stack = stackOf(e);
        } catch (InterruptedException e) {
            outcome = new Outcome.Interrupted();
        } catch (RuntimeException e) {
            log.error("Job {} failed with a defect", job.id(), e);
            outcome = defect(e, notes);
            stack = StackSummary.of(e);
        }
        return new Completion(job.id(), job.labels(), outcome, delivery == null ? null : delivery.record(), stack);
    }

    /** A PDF that arrives after its time is adopted by the next attempt. */
    private Delivery put(Outputs.Target target, PdfFile file, JobTime time)
            throws JobFailedException, InterruptedException {
        try {
            return Waiting.on(target.store().put(file, target.key()), time.left());
        } catch (TimeoutException e) {
            throw new JobFailedException(
                    FailureCode.STORE_UNAVAILABLE,
                    "The store did not say that it has the PDF before the job's "
                            + limits.job().toSeconds() + " s (pressrun.job.timeout) were over.",
                    e);
        }
    }

    private RenderedPdf typeset(Work work) throws JobFailedException, InterruptedException {
        var job = work.job;
        var stages = work.notes.stages();
        var source = sources.of(job, work.time.fetch(untilExpiry(job)));
        stages.mark(Stage.SOURCE);
        var references = new ReferenceResolver(source.base(), job.assets().keySet());
        var document = pool.run(
                Step.PARSE,
                Stage.PARSE,
                stages,
                work.time,
                () -> parser.parse(source.text(), references, PageSize.of(job.page())));
        work.notes.warn(document.warnings());
        try (var assets = fetcher.open(job, references, work.time.fetch(untilExpiry(job)))) {
            try {
                var attachments = Attachments.of(job, assets);
                Waiting.on(CompletableFuture.allOf(attachments.settled(), assets.prefetch(document)));
                stages.mark(Stage.FETCH);
                attachments.check();
                return render(work, document, assets);
            } finally {
                work.notes.assets(assets);
            }
        }
    }

    private RenderedPdf render(Work work, ParsedDocument document, JobAssets assets)
            throws JobFailedException, InterruptedException {
        MissingAssets.check(work.job, assets);
        var pdf = onTheRenderThread(work, document, assets);
        // The engine may have found more.
        MissingAssets.check(work.job, assets);
        work.notes.warnFirst(MissingAssets.warnings(assets));
        work.notes.warn(pdf.warnings());
        return pdf;
    }

    private RenderedPdf onTheRenderThread(Work work, ParsedDocument document, JobAssets assets)
            throws JobFailedException, InterruptedException {
        var cancelled = new AtomicBoolean();
        try {
            return pool.run(
                    Step.RENDER,
                    Stage.RENDER,
                    work.notes.stages(),
                    work.time,
                    () -> engine.render(
                            new RenderRequest(work.job, document, assets, work.time.render(), cancelled::get)));
        } catch (InterruptedException e) {
            cancelled.set(true);
            throw e;
        }
    }

    private void checkExpiry(RenderJob job) throws JobFailedException {
        if (job.notAfter() != null && clock.instant().isAfter(job.notAfter())) {
            throw new JobFailedException(FailureCode.EXPIRED, "notAfter (" + job.notAfter() + ") has passed.");
        }
    }

    /** What may pass later will not pass in time when the time is over. */
    private JobFailedException unlessExpired(RenderJob job, JobFailedException failure) {
        if (failure.code().kind() != FailureCode.Kind.TRANSIENT) {
            return failure;
        }
        try {
            checkExpiry(job);
            return failure;
        } catch (JobFailedException expired) {
            return expired;
        }
    }

    private Duration untilExpiry(RenderJob job) {
        return job.notAfter() == null ? limits.job() : Duration.between(clock.instant(), job.notAfter());
    }

    private static Outcome failed(JobFailedException e, @Nullable Instant notAfter, WorkNotes notes) {
        return e.code().kind() == FailureCode.Kind.TRANSIENT
                ? new Outcome.RetryLater(e.code(), messageOf(e), notes.report(), notAfter)
                : new Outcome.Failed(e.code(), messageOf(e), notes.report());
    }

    private static Outcome defect(RuntimeException e, WorkNotes notes) {
        return new Outcome.Failed(
                FailureCode.INTERNAL_ERROR,
                "Pressrun failed with a defect (" + e.getClass().getSimpleName()
                        + "); the worker's log has the details.",
                notes.report());
    }

    /** What lies behind a failure; its message alone says as much when nothing does. */
    private static @Nullable String stackOf(JobFailedException e) {
        return e.getCause() == null ? null : StackSummary.of(e);
    }

    private static String messageOf(JobFailedException e) {
        return e.getMessage() == null ? e.code().meaning() : e.getMessage();
    }
}
