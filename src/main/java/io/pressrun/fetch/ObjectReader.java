package io.pressrun.fetch;

import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Reads the stored objects that the operator lets jobs read. Thread-safe. */
@FunctionalInterface
public interface ObjectReader {
    /**
     * Reads one object. Cancelling the future gives it up.
     *
     * @param object {@code s3://bucket/key}, or a path relative to the object directory
     * @param maxBytes an object that is longer is {@link Asset.Missing}
     */
    CompletableFuture<Asset> read(URI object, long maxBytes);

    /** Answers every request with a refusal. */
    static ObjectReader none() {
        return (object, maxBytes) -> CompletableFuture.completedFuture(Asset.Missing.blocked(object));
    }
}
