package io.pressrun.deliver;

import io.pressrun.job.JobFailedException;
import io.pressrun.job.Receipt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * PDFs as objects of one bucket. An object is written only where there is none ({@code If-None-Match: *}, RFC 9110,
 * 13.1.2). A store that does not implement the condition is asked first (HEAD) and then written to, which leaves a
 * moment in which two workers may both find nothing.
 */
public final class S3Store implements PdfStore {
    private final S3Connection connection;
    private final String bucket;
    private final String prefix;
    /** Whether the store knows the condition, as far as is known. */
    private final AtomicBoolean conditional = new AtomicBoolean(true);

    /**
     * @param connection closed by its owner
     * @param prefix stands before every key; empty, or ends with a slash, which is added when it is missing
     */
    public S3Store(S3Connection connection, String bucket, String prefix) {
        this.connection = connection;
        this.bucket = bucket;
        this.prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }

    @Override
    public CompletableFuture<Delivery> put(PdfFile pdf, String key) {
        try {
            OutputKeys.check(key);
            OutputKeys.checkLength(prefix + key);
            var place = new S3Address(bucket, prefix + key);
            Receipt receipt = pdf.receipt("store", place.toString(), key);
            return new S3Upload(connection, conditional, pdf, place, receipt)
                    .put()
                    .thenApply(stored -> new Delivery(stored, null));
        } catch (JobFailedException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<Void> probe() {
        return connection
                .client()
                .headBucket(head -> head.bucket(bucket))
                .<Void>thenApply(found -> null)
                .exceptionallyCompose(error -> CompletableFuture.failedFuture(
                        S3Problem.of(error).failure("use the bucket \"" + bucket + "\"")));
    }

    @Override
    public void close() {}
}
