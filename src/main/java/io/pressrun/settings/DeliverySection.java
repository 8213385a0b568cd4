package io.pressrun.settings;

import io.pressrun.deliver.S3Settings;
import io.pressrun.deliver.S3Settings.Credentials;
import io.pressrun.deliver.StoreSettings;
import io.pressrun.settings.DeliverySettings.Objects;
import io.pressrun.settings.DeliverySettings.OutputKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where PDFs go, and where jobs may read objects from. */
final class DeliverySection {
    /** Kinds of stores. */
    enum StoreKind {
        DIRECTORY,
        S3,
        NONE
    }

    private final Group objects = new Group("Objects");
    private final Setting<List<String>> objectsBuckets = objects.setting(
            "objects.buckets",
            "",
            Kind.list(Kind.bucket()),
            "Buckets that jobs may read `s3://` sources and assets from, separated by commas.");
    private final Setting<Path> objectsDirectory = objects.setting(
            "objects.directory",
            "",
            Kind.path(),
            "Directory that jobs may read objects from: `source.object` and assets may name files "
                    + "below it by their relative path.");

    private final Group output = new Group("Output");
    final Setting<OutputKind> outputDefault = output.setting(
            "output.default",
            "store",
            Kind.choice(OutputKind.class),
            "Where a PDF goes when the job does not say: `store` or `topic`.");
    final Setting<Long> outputMaxPdfSize =
            output.setting("output.max-pdf-size", "64MiB", Kind.size("1KiB", "1GiB"), "Size of one PDF.");
    private final Setting<Long> outputMaxRecordSize = output.setting(
            "output.max-record-size",
            "21MiB",
            Kind.size("1KiB", "1GiB"),
            "Size of one record when the output is the topic. The topic's `max.message.bytes` must " + "allow it.");

    private final Group store = new Group("Store");
    final Setting<StoreKind> storeKind = store.setting(
            "store.kind", "directory", Kind.choice(StoreKind.class), "Kind of store: `directory`, `s3` or `none`.");
    final Setting<Path> storeDirectory = store.setting(
            "store.directory", "./pressrun-out", Kind.path(), "Directory of the store of kind `directory`.");
    final Setting<String> storeS3Bucket =
            store.setting("store.s3.bucket", "", Kind.bucket(), "Bucket of the store of kind `s3`.");
    private final Setting<URI> storeS3Endpoint = store.setting(
            "store.s3.endpoint", "", Kind.httpUri(), "Address of an S3-compatible service; AWS when empty.");
    private final Setting<String> storeS3Region = store.setting(
            "store.s3.region",
            "us-east-1",
            Kind.text("[a-z0-9-]+", "region such as eu-central-1"),
            "Region of the bucket.");
    private final Setting<Boolean> storeS3PathStyle = store.setting(
            "store.s3.path-style",
            "false",
            Kind.flag(),
            "Whether the bucket stands in the path of the address instead of in its host name.");
    final Setting<String> storeS3Prefix = store.setting(
            "store.s3.prefix",
            "",
            Kind.text("[^\\s/][^\\s]*", "text without spaces or leading slash"),
            "What every key begins with.");
    final Setting<String> storeS3AccessKeyId = store.setting(
            "store.s3.access-key-id",
            "",
            Kind.text("\\S+", "text without spaces"),
            "Access key id; when empty, credentials are found as AWS clients do (environment, web "
                    + "identity, instance).");
    final Setting<Secret> storeS3SecretAccessKey =
            store.setting("store.s3.secret-access-key", "", Kind.secret(), "Secret of the access key.");
    final Setting<Duration> storeS3Timeout = store.setting(
            "store.s3.timeout", "30s", Kind.duration("100ms", "1h"), "Time for one request to S3, retries included.");

    List<Group> groups() {
        return List.of(objects, output, store);
    }

    DeliverySettings read(SettingsReader from) {
        return new DeliverySettings(
                from.value(outputDefault),
                Math.toIntExact(from.value(outputMaxRecordSize)),
                store(from),
                s3(from),
                new Objects(from.list(objectsBuckets), from.optional(objectsDirectory)));
    }

    /** A store whose place is not named is none: that it must be is told by the checks of settings with each other. */
    private StoreSettings store(SettingsReader from) {
        String bucket = from.optional(storeS3Bucket);
        Path directory = from.optional(storeDirectory);
        var none = new StoreSettings.None();
        return switch (from.value(storeKind)) {
            case S3 -> bucket == null ? none : new StoreSettings.Bucket(bucket, prefix(from));
            case DIRECTORY -> directory == null ? none : new StoreSettings.Directory(directory);
            case NONE -> none;
        };
    }

    private S3Settings s3(SettingsReader from) {
        return S3Settings.of(
                from.optional(storeS3Endpoint),
                from.value(storeS3Region),
                from.value(storeS3PathStyle),
                credentials(from),
                from.value(storeS3Timeout));
    }

    private String prefix(SettingsReader from) {
        String prefix = from.optional(storeS3Prefix);
        return prefix == null ? "" : prefix;
    }

    private @Nullable Credentials credentials(SettingsReader from) {
        String id = from.optional(storeS3AccessKeyId);
        Secret secret = from.optional(storeS3SecretAccessKey);
        return id == null || secret == null ? null : new Credentials(id, secret.value());
    }
}
