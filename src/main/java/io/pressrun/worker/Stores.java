package io.pressrun.worker;

import io.pressrun.deliver.DirectoryObjects;
import io.pressrun.deliver.DirectoryStore;
import io.pressrun.deliver.PdfStore;
import io.pressrun.deliver.S3Connection;
import io.pressrun.deliver.S3Objects;
import io.pressrun.deliver.S3Settings;
import io.pressrun.deliver.S3Settings.Credentials;
import io.pressrun.deliver.S3Store;
import io.pressrun.deliver.StoredObjects;
import io.pressrun.fetch.Asset;
import io.pressrun.fetch.ObjectReader;
import io.pressrun.settings.PressrunSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The store and the readable objects that the settings ask for, and what must be closed with them. */
public final class Stores implements AutoCloseable {
    private static final int CONCURRENT_FILES = 16;

    private final PressrunSettings settings;
    private final OpenParts open;
    private final @Nullable PdfStore store;
    private final ObjectReader objects;
    private @Nullable S3Connection connection;

    private Stores(PressrunSettings settings, OpenParts open) throws IOException {
        this.settings = settings;
        this.open = open;
        this.store = openStore();
        this.objects = new StoredObjects(openBuckets(), openDirectory());
    }

    /** @throws IOException when a directory cannot be used; then nothing is left open */
    public static Stores open(PressrunSettings settings) throws IOException {
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
    public Asset readBack(URI uri) {
        String bucket = settings.store().s3().bucket();
        return new S3Objects(s3(), bucket == null ? Set.of() : Set.of(bucket))
                .read(uri, settings.output().maxPdfSize().bytes())
                .join();
    }

    private @Nullable PdfStore openStore() throws IOException {
        return switch (settings.store().kind()) {
            case NONE -> null;
            case S3 ->
                open.add(new S3Store(
                        s3(),
                        required(settings.store().s3().bucket(), "pressrun.store.s3.bucket"),
                        settings.store().s3().prefix()));
            case DIRECTORY ->
                open.add(DirectoryStore.open(
                        required(settings.store().directory(), "pressrun.store.directory"),
                        CONCURRENT_FILES,
                        Clock.systemUTC()));
        };
    }

    private ObjectReader openBuckets() {
        var buckets = settings.objects().buckets();
        return buckets.isEmpty() ? ObjectReader.none() : new S3Objects(s3(), Set.copyOf(buckets));
    }

    private ObjectReader openDirectory() throws IOException {
        Path directory = settings.objects().directory();
        if (directory == null) {
            return ObjectReader.none();
        }
        return open.add(new DirectoryObjects(directory, CONCURRENT_FILES));
    }

    private S3Connection s3() {
        if (connection == null) {
            var s3 = settings.store().s3();
            var credentials = s3.accessKeyId() == null || s3.secretAccessKey() == null
                    ? null
                    : new Credentials(s3.accessKeyId(), s3.secretAccessKey().value());
            // Opened before the store that uses it, so closed after that.
            connection = open.add(S3Connection.open(
                    S3Settings.of(s3.endpoint(), s3.region(), s3.pathStyle(), credentials, s3.timeout())));
        }
        return connection;
    }

    /** The settings were checked together when they were loaded. */
    private static <T> T required(@Nullable T value, String key) {
        if (value == null) {
            throw new IllegalStateException(key + " is not set");
        }
        return value;
    }

    @Override
    public void close() {
        open.close();
    }
}
