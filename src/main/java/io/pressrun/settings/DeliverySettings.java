package io.pressrun.settings;

import io.pressrun.deliver.S3Settings;
import io.pressrun.deliver.StoreSettings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where PDFs go, and where jobs may read objects from.
 *
 * @param byDefault where a PDF goes when its job does not say
 * @param maxRecordBytes of a record with a PDF
 * @param s3 the one object store, for PDFs and for what jobs read
 */
public record DeliverySettings(
        OutputKind byDefault, int maxRecordBytes, StoreSettings store, S3Settings s3, Objects objects) {
    public enum OutputKind {
        STORE,
        TOPIC
    }

    /**
     * What jobs may read as sources and assets.
     *
     * @param buckets of the object store
     * @param directory of files that are named by their relative path; {@code null}: none
     */
    public record Objects(List<String> buckets, @Nullable Path directory) {
        public Objects {
            buckets = List.copyOf(buckets);
        }
    }
}
