package io.pressrun.deliver;

import io.pressrun.fetch.Asset;
import io.pressrun.fetch.ObjectReader;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** The objects that jobs may read: {@code s3:} addresses by one reader, relative paths by another. */
public record StoredObjects(ObjectReader buckets, ObjectReader directory) implements ObjectReader {
    @Override
    public CompletableFuture<Asset> read(URI object, long maxBytes) {
        return (object.isAbsolute() ? buckets : directory).read(object, maxBytes);
    }
}
