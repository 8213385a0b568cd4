package io.pressrun.settings;

import io.pressrun.intake.IntakeSettings;
import io.pressrun.intake.topic.Topics;
import io.pressrun.settings.DeliverySection.StoreKind;
import io.pressrun.settings.DeliverySettings.OutputKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Settings that are right alone and wrong together. */
final class CrossChecks {
    private final IntakeSection intake;
    private final PipelineSection pipeline;
    private final FetchSection fetch;
    private final DeliverySection delivery;
    private final SettingsReader reader;

    CrossChecks(Catalogue catalogue, SettingsReader reader) {
        this.intake = catalogue.intake;
        this.pipeline = catalogue.pipeline;
        this.fetch = catalogue.fetch;
        this.delivery = catalogue.delivery;
        this.reader = reader;
    }

    void apply(PressrunSettings settings) {
        topics(settings.intake());
        retries(settings.intake());
        store();
        proxy();
        times(settings.kafka());
        sizes();
    }

    private void topics(IntakeSettings settings) {
        Topics topics = settings.topics();
        int different = Set.copyOf(List.of(
                        topics.requests(),
                        topics.results(),
                        topics.pdfs(),
                        topics.deadLetters(),
                        settings.duplicates().topic()))
                .size();
        reader.check(
                different == 5,
                "give every topic a name of its own",
                intake.topicsRequests,
                intake.topicsResults,
                intake.topicsPdfs,
                intake.topicsDeadLetters,
                intake.topicsPrinted);
    }

    private void retries(IntakeSettings settings) {
        List<Duration> delays = settings.retryDelays();
        reader.check(
                delays.size() == Set.copyOf(delays).size(),
                "two delays are equal, and each has a topic of its own; make them different",
                intake.retryDelays);
        Duration window = settings.duplicates().window();
        reader.check(
                window.isZero() || delays.stream().allMatch(delay -> delay.compareTo(window) < 0),
                "a job must be remembered for longer than it waits before its next attempt",
                intake.duplicatesWindow,
                intake.retryDelays);
    }

    private void store() {
        StoreKind kind = reader.value(delivery.storeKind);
        reader.check(
                reader.value(delivery.outputDefault) != OutputKind.STORE || kind != StoreKind.NONE,
                "there is no store to put PDFs in; choose a kind of store or the output topic",
                delivery.outputDefault,
                delivery.storeKind);
        reader.check(
                kind != StoreKind.S3 || isSet(delivery.storeS3Bucket),
                "the store needs a bucket; name one",
                delivery.storeKind,
                delivery.storeS3Bucket);
        reader.check(
                kind != StoreKind.DIRECTORY || isSet(delivery.storeDirectory),
                "the store needs a directory; name one",
                delivery.storeKind,
                delivery.storeDirectory);
        reader.check(
                isSet(delivery.storeS3AccessKeyId) == isSet(delivery.storeS3SecretAccessKey),
                "an access key has an id and a secret; set both or neither",
                delivery.storeS3AccessKeyId,
                delivery.storeS3SecretAccessKey);
    }

    private void proxy() {
        reader.check(
                isSet(fetch.fetchProxyUser) == isSet(fetch.fetchProxyPassword),
                "the proxy takes a user with a password; set both or neither",
                fetch.fetchProxyUser,
                fetch.fetchProxyPassword);
        reader.check(
                !isSet(fetch.fetchProxyUser) || isSet(fetch.fetchProxy),
                "there is no proxy to log in to; name one",
                fetch.fetchProxy,
                fetch.fetchProxyUser);
    }

    private void times(PressrunSettings.Kafka kafka) {
        before(pipeline.renderTimeout, pipeline.jobTimeout);
        before(fetch.fetchRequestTimeout, pipeline.jobTimeout);
        before(delivery.storeS3Timeout, pipeline.jobTimeout);
        before(intake.intakePublishInterval, intake.intakeTransactionTimeout);
        reader.check(
                reader.value(intake.intakeRevokeTimeout).toMillis() < maxPollInterval(kafka),
                "it must be shorter than max.poll.interval.ms of the Kafka consumer",
                intake.intakeRevokeTimeout);
        reader.check(
                reader.value(fetch.fetchConnectTimeout).compareTo(reader.value(fetch.fetchRequestTimeout)) <= 0,
                "connecting is part of the request; the first must not be longer than the second",
                fetch.fetchConnectTimeout,
                fetch.fetchRequestTimeout);
    }

    /** Milliseconds; a value that is no number is the client's to refuse. */
    private static long maxPollInterval(PressrunSettings.Kafka kafka) {
        String interval = kafka.consumerProperties()
                .getOrDefault("max.poll.interval.ms", "300000")
                .toString()
                .strip();
        return interval.matches("\\d{1,18}") ? Long.parseLong(interval) : Long.MAX_VALUE;
    }

    private void before(Setting<Duration> part, Setting<Duration> limit) {
        reader.check(
                reader.value(part).compareTo(reader.value(limit)) < 0,
                "the first must be shorter than the second",
                part,
                limit);
    }

    private void sizes() {
        reader.check(
                reader.value(fetch.fetchMaxAssetSize) <= reader.value(fetch.fetchMaxJobSize),
                "one asset cannot be allowed more than all of a job together",
                fetch.fetchMaxAssetSize,
                fetch.fetchMaxJobSize);
        reader.check(
                reader.value(pipeline.documentMaxSize) <= reader.value(intake.intakeMaxInFlightSize),
                "the largest document must fit into the memory for jobs",
                pipeline.documentMaxSize,
                intake.intakeMaxInFlightSize);
    }

    private boolean isSet(Setting<?> setting) {
        return reader.optional(setting) != null;
    }
}
