package io.pressrun.deliver;

import io.pressrun.fetch.Asset;
import io.pressrun.fetch.ObjectReader;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The objects in the buckets that the operator lets jobs read, by {@code s3://bucket/key}. */
public final class S3Objects implements ObjectReader {
    private static final Logger log = LoggerFactory.getLogger(S3Objects.class);

    private final S3Connection connection;
    private final Set<String> buckets;

    /** @param connection closed by its owner */
    public S3Objects(S3Connection connection, Set<String> buckets) {
        this.connection = connection;
        this.buckets = Set.copyOf(buckets);
    }

    @Override
    public CompletableFuture<Asset> read(URI object, long maxBytes) {
        S3Address address = S3Address.of(object);
        if (address == null || !buckets.contains(address.bucket()) || !address.isPlain()) {
            return CompletableFuture.completedFuture(
                    new Asset.Missing(object, true, false, Asset.Missing.BLOCKED_MESSAGE));
        }
        CompletableFuture<BoundedBody.Content> get = connection
                .client()
                .getObject(request -> request.bucket(address.bucket()).key(address.key()), new BoundedBody(maxBytes));
        CompletableFuture<Asset> answer = get.thenApply(content -> found(object, content, maxBytes))
                .exceptionally(error -> missing(object, S3Problem.of(error)));
        var _ = answer.whenComplete((asset, failure) -> {
            if (answer.isCancelled()) {
                get.cancel(true);
            }
        });
        return answer;
    }

    private static Asset found(URI object, BoundedBody.Content content, long maxBytes) {
        byte[] bytes = content.bytes();
        return bytes == null
                ? absent(object, "The object is larger than the " + maxBytes + " bytes allowed.")
                : new Asset.Found(object, object, bytes, content.contentType());
    }

    private static Asset missing(URI object, S3Problem problem) {
        log.debug("Could not read {}", object, problem.cause());
        return switch (problem.kind()) {
            case NOT_FOUND, NO_SUCH_BUCKET -> absent(object, "The object does not exist.");
            case REFUSED, NO_CREDENTIALS, PRECONDITION_FAILED, NOT_IMPLEMENTED, TOO_LARGE, DEFECT ->
                absent(
                        object,
                        "The object does not exist, or the worker may not read it (" + problem.detail()
                                + "). Check the key, and that the worker has s3:GetObject on the bucket.");
            case UNAVAILABLE, CONFLICT, TIMED_OUT, UNREACHABLE ->
                new Asset.Missing(
                        object, false, true, "The object store cannot be read for now (" + problem.detail() + ").");
        };
    }

    private static Asset absent(URI object, String message) {
        return new Asset.Missing(object, false, false, message);
    }
}
