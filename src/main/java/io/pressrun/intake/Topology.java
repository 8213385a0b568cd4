package io.pressrun.intake;

import io.pressrun.intake.duplicates.DuplicateSettings;
import io.pressrun.intake.letters.DeadLetterHeaders;
import io.pressrun.intake.topic.KafkaFailedException;
import io.pressrun.intake.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics as the broker has them: looked at, and made where that is wanted, before a worker starts. */
public final class Topology implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Topology.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int DEFAULT_METADATA_BYTES = 4096;

    private final Admin admin;
    private final Topics topics;
    private final List<Duration> retryDelays;
    private final DuplicateSettings duplicates;

    /**
     * @param config of the admin client, {@code bootstrap.servers} among it
     * @param retryDelays each with a topic of its own
     * @param duplicates with a topic of its own when it is on
     * @throws KafkaFailedException when the settings are not those of a client
     */
    public Topology(
            Map<String, Object> config, Topics topics, List<Duration> retryDelays, DuplicateSettings duplicates) {
        this.topics = topics;
        this.duplicates = duplicates;
        this.retryDelays = List.copyOf(retryDelays);
        try {
            this.admin = Admin.create(config);
        } catch (KafkaException e) {
            throw new KafkaFailedException(e);
        }
    }

    /** A topic is missing, or the brokers do not answer. The message says how to mend it. */
    public static final class TopologyException extends Exception {
        private static final long serialVersionUID = 1;

        TopologyException(String message) {
            super(message);
        }

        TopologyException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** @throws TopologyException naming each topic that does not exist, or has too few partitions */
    public void requireTopics() throws TopologyException {
        var missing = missing();
        if (!missing.isEmpty()) {
            throw new TopologyException(
                    "These topics do not exist, or the user may not describe them: " + String.join(", ", missing)
                            + ". Create them, or let the worker do it with pressrun.intake.create-topics=true.");
        }
        if (duplicates.on() && partitions(duplicates.topic()) < partitions(topics.requests())) {
            throw new TopologyException("The topic " + duplicates.topic() + " has " + partitions(duplicates.topic())
                    + " partitions, fewer than " + topics.requests() + " with " + partitions(topics.requests())
                    + ". Give it as many.");
        }
    }

    /**
     * Makes the topics that do not exist, with the brokers' default replication.
     *
     * @param partitions of the request topic, if that does not exist; the others get as many
     * @param maxRecordBytes what the topics that carry jobs and PDFs take; those of retries and dead letters take added
     *     headers, too
     */
    public void createTopics(int partitions, int maxRecordBytes) throws TopologyException {
        var missing = missing();
        var create = new ArrayList<NewTopic>();
        for (String name : missing) {
            if (name.equals(duplicates.topic())) {
                create.add(
                        indexTopic(missing.contains(topics.requests()) ? partitions : partitions(topics.requests())));
                continue;
            }
            var topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
            if (!name.equals(topics.results())) {
                boolean asItCame = name.equals(topics.requests()) || name.equals(topics.pdfs());
                int bytes = asItCame ? maxRecordBytes : DeadLetterHeaders.roomFor(maxRecordBytes);
                topic.configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes)));
            }
            create.add(topic);
        }
        for (var result : admin.createTopics(create).values().entrySet()) {
            try {
                result.getValue().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new TopologyException("The topic " + result.getKey() + " cannot be created: " + reason(e), e);
                }
            } catch (TimeoutException e) {
                throw unreachable(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unreachable(e);
            }
        }
        awaitVisible();
    }

    /** A broker may learn of a topic a moment after the controller has made it. */
    private void awaitVisible() throws TopologyException {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        boolean visible = missing().isEmpty();
        while (!visible && end - System.nanoTime() > 0) {
            visible = missing().isEmpty();
        }
    }

    private NewTopic indexTopic(int partitions) {
        return new NewTopic(duplicates.topic(), Optional.of(partitions), Optional.empty())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(duplicates.window().toMillis())));
    }

    private int partitions(String topic) throws TopologyException {
        var description = get(admin.describeTopics(List.of(topic)).allTopicNames());
        return description.values().iterator().next().partitions().size();
    }

    /** What the topic takes in one record, from its {@code max.message.bytes}. */
    public int maxRecordBytes(String topic) throws TopologyException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var config = get(admin.describeConfigs(List.of(resource)).all()).get(resource);
        var entry = config == null ? null : config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        return entry == null ? Integer.MAX_VALUE : Integer.parseInt(entry.value());
    }

    /**
     * What the brokers take as metadata of a commit ({@code offset.metadata.max.bytes}); the broker's default when they
     * do not let us ask.
     */
    public int commitMetadataBytes() throws TopologyException {
        var nodes = get(admin.describeCluster().nodes());
        if (nodes.isEmpty()) {
            return DEFAULT_METADATA_BYTES;
        }
        var broker = new ConfigResource(
                ConfigResource.Type.BROKER, nodes.iterator().next().idString());
        try {
            var config = admin.describeConfigs(List.of(broker)).all().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            var all = config.get(broker);
            var entry = all == null ? null : all.get("offset.metadata.max.bytes");
            return entry == null || entry.value() == null ? DEFAULT_METADATA_BYTES : Integer.parseInt(entry.value());
        } catch (ExecutionException e) {
            log.info("The brokers do not tell offset.metadata.max.bytes: {}", reason(e));
            return DEFAULT_METADATA_BYTES;
        } catch (TimeoutException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    /** The retry topics of delays that are not set any more: jobs may wait there, and whoever made them may be gone. */
    public Set<String> formerRetryTopics() throws TopologyException {
        var former = new TreeSet<>(get(admin.listTopics().names()));
        former.removeIf(topic -> !topics.isRetry(topic));
        retryDelays.forEach(delay -> former.remove(topics.retry(delay)));
        if (!former.isEmpty()) {
            log.info("Jobs that wait on retry topics of former delays are taken, too: {}", former);
        }
        return former;
    }

    private List<String> missing() throws TopologyException {
        Set<String> present = get(admin.listTopics().names());
        var wanted = new LinkedHashMap<String, Boolean>();
        for (String name : List.of(topics.requests(), topics.results(), topics.pdfs(), topics.deadLetters())) {
            wanted.put(name, present.contains(name));
        }
        if (duplicates.on()) {
            wanted.put(duplicates.topic(), present.contains(duplicates.topic()));
        }
        for (var delay : retryDelays) {
            wanted.put(topics.retry(delay), present.contains(topics.retry(delay)));
        }
        return wanted.entrySet().stream()
                .filter(entry -> !entry.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static <T> T get(KafkaFuture<T> future) throws TopologyException {
        try {
            return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private static TopologyException unreachable(Exception e) {
        String hint = KafkaFailedException.hint(e.getCause() == null ? e : e.getCause());
        if (!hint.isEmpty()) {
            return new TopologyException("Kafka refuses: " + reason(e) + hint, e);
        }
        return new TopologyException(
                "Kafka does not answer: " + reason(e)
                        + ". Are KAFKA_BOOTSTRAP_SERVERS and the security settings right, and do the brokers run?",
                e);
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
