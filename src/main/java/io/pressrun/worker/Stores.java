package io.pressrun.worker;

import io.pressrun.deliver.DirectoryObjects;
import io.pressrun.deliver.DirectoryStore;
import io.pressrun.deliver.PdfStore;
import io.pressrun.deliver.S3Connection;
import io.pressrun.deliver.S3Objects;
import io.pressrun.deliver.S3Store;
import io.pressrun.deliver.StoreSettings;
import io.pressrun.deliver.StoredObjects;
import io.pressrun.fetch.Asset;
import io.pressrun.fetch.ObjectReader;
import io.pressrun.settings.DeliverySettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The store and the readable objects that the settings ask for, and what must be closed with them. */
public final class Stores implements AutoCloseable {
    private static final int CONCURRENT_FILES = 16;

    private final DeliverySettings settings;
    private final OpenParts open;
    private final @Nullable PdfStore store;
    private final ObjectReader objects;
    private @Nullable S3Connection connection;

    private Stores(DeliverySettings settings, OpenParts open) throws IOException {
        this.settings = settings;
        this.open = open;
        this.store = openStore();
        this.objects = new StoredObjects(openBuckets(), openDirectory());
    }

    /** @throws IOException when a directory cannot be used; then nothing is left open */
    public static Stores open(DeliverySettings settings) throws IOException {
        var open = new OpenParts();
        try {
            return new Stores(settings, open);
        } catch (Throwable e) {
            try (open) {
                throw e;
            }
        }
    }

    @Nullable
    PdfStore store() {
        return store;
    }

    ObjectReader objects() {
        return objects;
    }

    /** Reads a PDF back that a worker with these settings has put into its bucket. */
    public Asset readBack(URI uri, long maxBytes) {
        Set<String> buckets =
                settings.store() instanceof StoreSettings.Bucket bucket ? Set.of(bucket.name()) : Set.of();
        return new S3Objects(s3(), buckets).read(uri, maxBytes).join();
    }

    private @Nullable PdfStore openStore() throws IOException {
        return switch (settings.store()) {
            case StoreSettings.None _ -> null;
            case StoreSettings.Bucket(String name, String prefix) -> open.add(new S3Store(s3(), name, prefix));
            case StoreSettings.Directory(Path path) ->
                open.add(DirectoryStore.open(path, CONCURRENT_FILES, Clock.systemUTC()));
        };
    }

    private ObjectReader openBuckets() {
        List<String> buckets = settings.objects().buckets();
        return buckets.isEmpty() ? ObjectReader.none() : new S3Objects(s3(), Set.copyOf(buckets));
    }

    private ObjectReader openDirectory() throws IOException {
        Path directory = settings.objects().directory();
        return directory == null ? ObjectReader.none() : open.add(new DirectoryObjects(directory, CONCURRENT_FILES));
    }

    private S3Connection s3() {
        if (connection == null) {
            // Opened before the store that uses it, so closed after that.
            connection = open.add(S3Connection.open(settings.s3()));
        }
        return connection;
    }

    @Override
    public void close() {
        open.close();
    }
}
