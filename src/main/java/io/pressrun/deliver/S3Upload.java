package io.pressrun.deliver;

import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.Receipt;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** One PDF on its way to its place in a bucket. */
final class S3Upload {
    private static final Logger log = LoggerFactory.getLogger(S3Upload.class);
    private static final String SHA256 = "pressrun-sha256";
    private static final String PAGES = "pressrun-pages";
    private static final String ORIGIN = "pressrun-origin";
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    /** User metadata may be 2 KiB in all. */
    private static final int MAX_ID_LENGTH = 1024;

    private final S3Connection connection;
    private final AtomicBoolean conditional;
    private final PdfFile pdf;
    private final S3Address place;
    private final Receipt receipt;

    /**
     * @param receipt for the PDF at its place
     * @param conditional set to {@code false} when the store turns out not to know conditional writes
     */
    S3Upload(S3Connection connection, AtomicBoolean conditional, PdfFile pdf, S3Address place, Receipt receipt) {
        this.connection = connection;
        this.conditional = conditional;
        this.pdf = pdf;
        this.place = place;
        this.receipt = receipt;
    }

    /** @return the receipt for what lies there then; completes exceptionally only with a {@link JobFailedException} */
    CompletableFuture<Receipt> put() {
        return put(1);
    }

    private CompletableFuture<Receipt> put(int attempt) {
        return conditional.get() ? putWhereNothingIs(attempt) : lookAndPut(attempt);
    }

    private CompletableFuture<Receipt> putWhereNothingIs(int attempt) {
        return recovering(send(request().ifNoneMatch("*"), attempt), problem -> switch (problem.kind()) {
            case PRECONDITION_FAILED -> compare(() -> again(attempt, problem));
            case CONFLICT -> again(attempt, problem);
            case NOT_IMPLEMENTED -> {
                noteUnconditional();
                yield lookAndPut(attempt);
            }
            default -> failed(problem);
        });
    }

    private void noteUnconditional() {
        if (conditional.getAndSet(false)) {
            log.warn("The object store does not implement If-None-Match. It is asked before each write instead, so two"
                    + " workers that write one key at the same moment may both succeed");
        }
    }

    private CompletableFuture<Receipt> lookAndPut(int attempt) {
        return compare(() -> recovering(
                send(request(), attempt),
                problem -> problem.kind() == S3Problem.Kind.CONFLICT ? again(attempt, problem) : failed(problem)));
    }

    private CompletableFuture<Receipt> again(int attempt, S3Problem problem) {
        if (attempt == ATTEMPTS) {
            return failed(problem);
        }
        Executor later =
                CompletableFuture.delayedExecutor(FIRST_PAUSE.toMillis() << (attempt - 1), TimeUnit.MILLISECONDS);
        return CompletableFuture.runAsync(() -> {}, later).thenCompose(waited -> put(attempt + 1));
    }

    private PutObjectRequest.Builder request() {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(place.bucket())
                .key(place.key())
                .contentType("application/pdf")
                .metadata(metadata());
        return connection.checksums()
                ? request.checksumSHA256(
                        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(pdf.sha256())))
                : request;
    }

    private Map<String, String> metadata() {
        Map<String, String> metadata = new HashMap<>();
        metadata.put(SHA256, pdf.sha256());
        metadata.put(PAGES, Integer.toString(pdf.pages()));
        metadata.put("pressrun-id", OutputKeys.headerValue(pdf.jobId(), MAX_ID_LENGTH));
        if (pdf.origin() != null) {
            metadata.put(ORIGIN, pdf.origin());
        }
        return metadata;
    }

    /** The client takes an answer that breaks off within its headers for a whole one, so a success must have a tag. */
    private CompletableFuture<Receipt> send(PutObjectRequest.Builder request, int attempt) {
        return connection
                .client()
                .putObject(request.build(), AsyncRequestBody.fromBytesUnsafe(pdf.bytes()))
                .thenCompose(answer ->
                        answer.eTag() == null ? compare(() -> again(attempt, S3Problem.brokenOff())) : done());
    }

    /** Succeeds when the same bytes lie there already, or other bytes of the same origin. */
    private CompletableFuture<Receipt> compare(Supplier<CompletableFuture<Receipt>> whenNothingIsThere) {
        CompletableFuture<HeadObjectResponse> head = connection
                .client()
                .headObject(object -> object.bucket(place.bucket()).key(place.key()));
        return recovering(
                head.thenCompose(this::judge),
                problem -> problem.kind() == S3Problem.Kind.NOT_FOUND ? whenNothingIsThere.get() : failed(problem));
    }

    private CompletableFuture<Receipt> judge(HeadObjectResponse existing) {
        Long length = existing.contentLength();
        if (length == null || existing.eTag() == null) {
            return failed(S3Problem.brokenOff());
        }
        return isSame(existing, length).thenCompose(same -> same ? done() : adopt(existing, length));
    }

    private CompletableFuture<Boolean> isSame(HeadObjectResponse existing, long length) {
        if (length != pdf.bytes().length) {
            return CompletableFuture.completedFuture(false);
        }
        String sha256 = existing.metadata().get(SHA256);
        return sha256 == null ? hasSameBytes() : CompletableFuture.completedFuture(sha256.equals(pdf.sha256()));
    }

    private CompletableFuture<Boolean> hasSameBytes() {
        return connection
                .client()
                .getObject(
                        object -> object.bucket(place.bucket()).key(place.key()), new BoundedBody(pdf.bytes().length))
                .thenApply(content -> Arrays.equals(content.bytes(), pdf.bytes()));
    }

    private CompletableFuture<Receipt> done() {
        return CompletableFuture.completedFuture(receipt);
    }

    private CompletableFuture<Receipt> adopt(HeadObjectResponse existing, long length) {
        Integer pages = PdfFile.pages(existing.metadata().get(PAGES));
        String sha256 = existing.metadata().get(SHA256);
        if (!pdf.hasOrigin(existing.metadata().get(ORIGIN)) || pages == null || sha256 == null) {
            return conflict();
        }
        log.info("An earlier run of job {} stored {}, which stays", pdf.jobId(), place);
        return CompletableFuture.completedFuture(receipt.withContents(pages, length, sha256));
    }

    private CompletableFuture<Receipt> conflict() {
        return CompletableFuture.failedFuture(new JobFailedException(
                FailureCode.OUTPUT_CONFLICT,
                "Another object lies under " + OutputKeys.quoted(place.key())
                        + " already, and nothing is overwritten. Choose another output key, or remove the object."));
    }

    private CompletableFuture<Receipt> failed(S3Problem problem) {
        log.debug("Could not store {}", place, problem.cause());
        return CompletableFuture.failedFuture(problem.failure("store the PDF " + OutputKeys.quoted(place.key())));
    }

    /** Hands a problem of the store to its recovery; a failure that is final already stays. */
    private static CompletableFuture<Receipt> recovering(
            CompletableFuture<Receipt> request, Function<S3Problem, CompletableFuture<Receipt>> recovery) {
        return request.exceptionallyCompose(error -> {
            Throwable cause =
                    error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
            return cause instanceof JobFailedException
                    ? CompletableFuture.failedFuture(cause)
                    : recovery.apply(S3Problem.of(cause));
        });
    }
}
