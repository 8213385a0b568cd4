package io.pressrun.deliver;

import io.pressrun.fetch.Asset;
import io.pressrun.fetch.ObjectReader;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Sends {@code s3:} addresses to one reader and relative paths to another. */
public record StoredObjects(ObjectReader buckets, ObjectReader directory) implements ObjectReader {
    @Override
    public CompletableFuture<Asset> read(URI object, long maxBytes) {
        return (object.isAbsolute() ? buckets : directory).read(object, maxBytes);
    }
}
