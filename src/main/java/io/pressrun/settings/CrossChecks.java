package io.pressrun.settings;

import io.pressrun.settings.PressrunSettings.OutputKind;
import io.pressrun.settings.PressrunSettings.StoreKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Settings that are right alone and wrong together. */
final class CrossChecks {
    private CrossChecks() {}

    static void apply(SettingsReader reader, PressrunSettings settings) {
        topics(reader, settings.topics());
        retries(reader, settings);
        store(reader, settings);
        proxy(reader, settings.fetch());
        times(reader, settings);
        sizes(reader, settings);
    }

    private static void topics(SettingsReader reader, PressrunSettings.Topics topics) {
        int different = Set.copyOf(List.of(
                        topics.requests(), topics.results(), topics.pdfs(), topics.deadLetters(), topics.printed()))
                .size();
        reader.check(
                different == 5,
                "give every topic a name of its own",
                "topics.requests",
                "topics.results",
                "topics.pdfs",
                "topics.dead-letters",
                "topics.printed");
    }

    private static void retries(SettingsReader reader, PressrunSettings settings) {
        var delays = settings.retry().delays();
        reader.check(
                delays.size() == Set.copyOf(delays).size(),
                "two delays are equal, and each has a topic of its own; make them different",
                "retry.delays");
        var window = settings.duplicates().window();
        reader.check(
                window.isZero() || delays.stream().allMatch(delay -> delay.compareTo(window) < 0),
                "a job must be remembered for longer than it waits before its next attempt",
                "duplicates.window",
                "retry.delays");
    }

    private static void store(SettingsReader reader, PressrunSettings settings) {
        PressrunSettings.Store store = settings.store();
        reader.check(
                settings.output().byDefault() != OutputKind.STORE || store.kind() != StoreKind.NONE,
                "there is no store to put PDFs in; choose a kind of store or the output topic",
                "output.default",
                "store.kind");
        reader.check(
                store.kind() != StoreKind.S3 || store.s3().bucket() != null,
                "the store needs a bucket; name one",
                "store.kind",
                "store.s3.bucket");
        reader.check(
                store.kind() != StoreKind.DIRECTORY || store.directory() != null,
                "the store needs a directory; name one",
                "store.kind",
                "store.directory");
        reader.check(
                (store.s3().accessKeyId() == null) == (store.s3().secretAccessKey() == null),
                "an access key has an id and a secret; set both or neither",
                "store.s3.access-key-id",
                "store.s3.secret-access-key");
    }

    private static void proxy(SettingsReader reader, PressrunSettings.Fetch fetch) {
        reader.check(
                (fetch.proxyUser() == null) == (fetch.proxyPassword() == null),
                "the proxy takes a user with a password; set both or neither",
                "fetch.proxy-user",
                "fetch.proxy-password");
        reader.check(
                fetch.proxyUser() == null || fetch.proxy() != null,
                "there is no proxy to log in to; name one",
                "fetch.proxy",
                "fetch.proxy-user");
    }

    private static void times(SettingsReader reader, PressrunSettings settings) {
        before(
                reader,
                "render.timeout",
                settings.render().timeout(),
                "job.timeout",
                settings.job().timeout());
        before(
                reader,
                "fetch.request-timeout",
                settings.fetch().requestTimeout(),
                "job.timeout",
                settings.job().timeout());
        before(
                reader,
                "store.s3.timeout",
                settings.store().s3().timeout(),
                "job.timeout",
                settings.job().timeout());
        before(
                reader,
                "intake.publish-interval",
                settings.intake().publishInterval(),
                "intake.transaction-timeout",
                settings.intake().transactionTimeout());
        reader.check(
                settings.intake().revokeTimeout().toMillis() < maxPollInterval(settings.kafka()),
                "it must be shorter than max.poll.interval.ms of the Kafka consumer",
                "intake.revoke-timeout");
        reader.check(
                settings.fetch().connectTimeout().compareTo(settings.fetch().requestTimeout()) <= 0,
                "connecting is part of the request; the first must not be longer than the second",
                "fetch.connect-timeout",
                "fetch.request-timeout");
    }

    /** Milliseconds; a value that is no number is the client's to refuse. */
    private static long maxPollInterval(PressrunSettings.Kafka kafka) {
        String interval = kafka.consumerProperties()
                .getOrDefault("max.poll.interval.ms", "300000")
                .toString()
                .strip();
        return interval.matches("\\d{1,18}") ? Long.parseLong(interval) : Long.MAX_VALUE;
    }

    private static void before(SettingsReader reader, String name, Duration part, String limitName, Duration limit) {
        reader.check(part.compareTo(limit) < 0, "the first must be shorter than the second", name, limitName);
    }

    private static void sizes(SettingsReader reader, PressrunSettings settings) {
        reader.check(
                settings.fetch().maxAssetSize().compareTo(settings.fetch().maxJobSize()) <= 0,
                "one asset cannot be allowed more than all of a job together",
                "fetch.max-asset-size",
                "fetch.max-job-size");
        reader.check(
                settings.document().maxSize().compareTo(settings.intake().maxInFlightSize()) <= 0,
                "the largest document must fit into the memory for jobs",
                "document.max-size",
                "intake.max-in-flight-size");
    }
}
