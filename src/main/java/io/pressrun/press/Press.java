package io.pressrun.press;

import io.pressrun.deliver.Delivery;
import io.pressrun.deliver.PdfFile;
import io.pressrun.document.AssetKind;
import io.pressrun.document.DocumentParser;
import io.pressrun.document.HtmlText;
import io.pressrun.document.ParsedDocument;
import io.pressrun.document.ReferenceResolver;
import io.pressrun.fetch.Asset;
import io.pressrun.fetch.AssetFetcher;
import io.pressrun.fetch.JobAssets;
import io.pressrun.job.Deadline;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobCodec;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.Outcome;
import io.pressrun.job.RenderJob;
import io.pressrun.job.RenderJob.Source;
import io.pressrun.job.Warning;
import io.pressrun.render.PdfEngine;
import io.pressrun.render.RenderPool;
import io.pressrun.render.RenderPool.Step;
import io.pressrun.render.RenderRequest;
import io.pressrun.render.RenderedPdf;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one job: decode, parse, fetch, render, deliver. It runs on the calling thread, which should be a virtual
 * one, since it waits for the pool, the network and the store; interrupting it interrupts the job.
 */
public final class Press {
    private static final Logger log = LoggerFactory.getLogger(Press.class);

    private final JobCodec codec;
    private final DocumentParser parser;
    private final AssetFetcher fetcher;
    private final RenderPool pool;
    private final PdfEngine engine;
    private final Outputs outputs;
    private final PressLimits limits;
    private final Clock clock;

    public Press(
            JobCodec codec,
            DocumentParser parser,
            AssetFetcher fetcher,
            RenderPool pool,
            PdfEngine engine,
            Outputs outputs,
            PressLimits limits,
            Clock clock) {
        this.codec = codec;
        this.parser = parser;
        this.fetcher = fetcher;
        this.pool = pool;
        this.engine = engine;
        this.outputs = outputs;
        this.limits = limits;
        this.clock = clock;
    }

    /** Prints one submission. Whatever goes wrong is in the outcome; nothing is thrown but defects of the JVM. */
    public Printing print(Submission submission) {
        var stages = new StageClock(System::nanoTime);
        try {
            var job = codec.decode(submission.value(), submission.headers(), submission.fallbackId());
            stages.mark("decode");
            return print(job, stages);
        } catch (JobFailedException e) {
            String id = codec.idOf(submission.value(), submission.headers(), submission.fallbackId());
            return new Printing(id, Map.of(), failed(e, null, List.of(), stages), null, stackOf(e));
        } catch (RuntimeException e) {
            log.error("Decoding the record {} failed with a defect", submission.position(), e);
            return new Printing(
                    submission.fallbackId(), Map.of(), defect(e, List.of(), stages), null, StackSummary.of(e));
        }
    }

    /** Prints a job that is decoded already. */
    public Printing print(RenderJob job) {
        return print(job, new StageClock(System::nanoTime));
    }

    private Printing print(RenderJob job, StageClock stages) {
        var warnings = new ArrayList<Warning>();
        Outcome outcome;
        @Nullable Delivery delivery = null;
        @Nullable String stack = null;
        try {
            checkExpiry(job);
            var target = outputs.targetOf(job);
            var pdf = typeset(job, stages, warnings);
            checkExpiry(job);
            var file = PdfFile.of(job.id(), pdf.bytes(), pdf.pages());
            delivery = await(target.store().put(file, target.key()));
            stages.mark("deliver");
            outcome = new Outcome.Printed(
                    delivery.receipt(), pdf.pages(), pdf.bytes().length, file.sha256(), warnings, stages.timings());
        } catch (JobFailedException e) {
            outcome = failed(unlessExpired(job, e), job.notAfter(), warnings, stages);
            stack = stackOf(e);
        } catch (InterruptedException e) {
            outcome = new Outcome.Interrupted();
        } catch (RuntimeException e) {
            log.error("Job {} failed with a defect", job.id(), e);
            outcome = defect(e, warnings, stages);
            stack = StackSummary.of(e);
        }
        return new Printing(job.id(), job.labels(), outcome, delivery == null ? null : delivery.record(), stack);
    }

    private RenderedPdf typeset(RenderJob job, StageClock stages, List<Warning> warnings)
            throws JobFailedException, InterruptedException {
        var fetchDeadline = deadline(job, limits.fetch());
        var source = source(job, fetchDeadline);
        stages.mark("source");
        var references = new ReferenceResolver(source.base(), job.assets().keySet());
        var document = onPool(Step.PARSE, "parse", stages, () -> parser.parse(source.html(), references));
        warnings.addAll(document.warnings());
        try (var assets = fetcher.open(job, references, fetchDeadline)) {
            await(assets.prefetch(document.assets()));
            stages.mark("fetch");
            MissingAssets.check(job, assets);
            var pdf = render(job, document, assets, stages);
            MissingAssets.check(job, assets);
            warnings.addAll(MissingAssets.warnings(assets));
            warnings.addAll(pdf.warnings());
            return pdf;
        }
    }

    private RenderedPdf render(RenderJob job, ParsedDocument document, JobAssets assets, StageClock stages)
            throws JobFailedException, InterruptedException {
        var cancelled = new AtomicBoolean();
        try {
            return onPool(
                    Step.RENDER,
                    "render",
                    stages,
                    () -> engine.render(
                            new RenderRequest(job, document, assets, Deadline.after(limits.render()), cancelled::get)));
        } catch (InterruptedException e) {
            cancelled.set(true);
            throw e;
        }
    }

    /** The HTML and what its relative references resolve against. */
    private record Html(String html, @Nullable URI base) {}

    private Html source(RenderJob job, Deadline deadline) throws JobFailedException, InterruptedException {
        return switch (job.source()) {
            case Source.Html(var html) -> new Html(html, job.baseUrl());
            case Source.Url(var url) -> {
                var found = fetchSource(job, url, "source.url", deadline);
                yield new Html(HtmlText.decode(found.bytes(), found.contentType()), baseOf(job, found.location()));
            }
            case Source.StoredObject(var object) -> {
                var found = fetchSource(job, objectUri(object), "source.object", deadline);
                yield new Html(HtmlText.decode(found.bytes(), found.contentType()), job.baseUrl());
            }
        };
    }

    private static URI baseOf(RenderJob job, URI url) {
        return job.baseUrl() == null ? url : job.baseUrl();
    }

    private Asset.Found fetchSource(RenderJob job, URI uri, String field, Deadline deadline)
            throws JobFailedException, InterruptedException {
        var references = new ReferenceResolver(null, job.assets().keySet());
        try (var assets = fetcher.open(job, references, deadline)) {
            return switch (await(assets.fetchNamedByJob(uri, AssetKind.OTHER))) {
                case Asset.Found found -> found;
                case Asset.Missing missing ->
                    throw new JobFailedException(
                            missing.blocked()
                                    ? FailureCode.RESOURCE_BLOCKED
                                    : missing.transientFailure()
                                            ? FailureCode.SOURCE_UNAVAILABLE
                                            : FailureCode.SOURCE_NOT_FOUND,
                            field + " cannot be had: " + missing.message());
            };
        }
    }

    /** {@code s3://bucket/key}, percent-encoded already, or a relative path, whatever characters it has. */
    private static URI objectUri(String object) throws JobFailedException {
        try {
            return object.startsWith("s3://") ? new URI(object) : new URI(null, null, object, null);
        } catch (URISyntaxException e) {
            throw new JobFailedException(
                    FailureCode.JOB_INVALID,
                    "source.object: \"" + object + "\" is neither s3://bucket/key nor a relative path.",
                    e);
        }
    }

    private <T> T onPool(Step step, String stage, StageClock stages, Callable<T> work)
            throws JobFailedException, InterruptedException {
        long submitted = System.nanoTime();
        var started = new AtomicLong(submitted);
        var task = submit(step, () -> {
            started.set(System.nanoTime());
            return work.call();
        });
        try {
            return task.get();
        } catch (InterruptedException e) {
            task.cancel(false);
            throw e;
        } catch (CancellationException e) {
            throw new InterruptedException("the pool was closed");
        } catch (ExecutionException e) {
            throw unwrap(e);
        } finally {
            stages.mark(stage, started.get() - submitted);
        }
    }

    private <T> FutureTask<T> submit(Step step, Callable<T> work) throws InterruptedException {
        try {
            return pool.submit(step, work);
        } catch (RejectedExecutionException e) {
            throw new InterruptedException("the pool was closed");
        }
    }

    private static <T> T await(CompletableFuture<T> future) throws JobFailedException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw unwrap(e);
        }
    }

    private static RuntimeException unwrap(ExecutionException e) throws JobFailedException, InterruptedException {
        return switch (e.getCause()) {
            case JobFailedException failure -> throw failure;
            case InterruptedException interruption -> throw interruption;
            case RuntimeException defect -> defect;
            case null -> new IllegalStateException(e);
            default -> new IllegalStateException(e.getCause());
        };
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

    private Deadline deadline(RenderJob job, Duration limit) {
        if (job.notAfter() == null) {
            return Deadline.after(limit);
        }
        var left = Duration.between(clock.instant(), job.notAfter());
        return Deadline.after(left.compareTo(limit) < 0 ? left : limit);
    }

    private static Outcome failed(
            JobFailedException e, @Nullable Instant notAfter, List<Warning> warnings, StageClock stages) {
        return e.code().kind() == FailureCode.Kind.TRANSIENT
                ? new Outcome.RetryLater(e.code(), messageOf(e), warnings, stages.timings(), notAfter)
                : new Outcome.Failed(e.code(), messageOf(e), warnings, stages.timings());
    }

    private static Outcome defect(RuntimeException e, List<Warning> warnings, StageClock stages) {
        return new Outcome.Failed(
                FailureCode.INTERNAL_ERROR,
                "Pressrun failed with a defect (" + e.getClass().getSimpleName()
                        + "); the worker's log has the details.",
                warnings,
                stages.timings());
    }

    /** What lies behind a failure; its message alone says as much when nothing does. */
    private static @Nullable String stackOf(JobFailedException e) {
        return e.getCause() == null ? null : StackSummary.of(e);
    }

    private static String messageOf(JobFailedException e) {
        return e.getMessage() == null ? e.code().meaning() : e.getMessage();
    }
}
