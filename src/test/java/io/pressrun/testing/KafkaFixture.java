package io.pressrun.testing;

import static java.util.Objects.requireNonNull;

import io.pressrun.dev.EmbeddedBroker;
import io.pressrun.intake.IntakeSettings.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A real broker. The shared one runs in a container where a Docker engine answers, and else inside the test JVM;
 * {@code -Dtest.broker=embedded} forces the latter.
 */
public final class KafkaFixture implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KafkaFixture.class);

    /** The image of a broker of the client's version. */
    public static final String IMAGE = "apache/kafka:" + version();

    /** The retry topics that the tests have. */
    public static final List<Duration> RETRY_DELAYS = List.of(Duration.ofMillis(300), Duration.ofSeconds(1));

    private final String bootstrapServers;
    private final AutoCloseable broker;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    private KafkaFixture(String bootstrapServers, AutoCloseable broker) {
        this.bootstrapServers = bootstrapServers;
        this.broker = broker;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.producer = producer(Map.of());
    }

    private static final class Shared {
        static final KafkaFixture INSTANCE = start();

        private Shared() {}

        private static KafkaFixture start() {
            boolean embedded = "embedded".equals(System.getProperty("test.broker"))
                    || !DockerClientFactory.instance().isDockerAvailable();
            var fixture = embedded ? embedded() : containerIfItStarts();
            Runtime.getRuntime().addShutdownHook(new Thread(fixture::close, "stop-kafka"));
            return fixture;
        }

        private static KafkaFixture containerIfItStarts() {
            try {
                return container();
            } catch (ContainerLaunchException | ContainerFetchException e) {
                log.warn("No container of {} could be started, so the broker runs in this process", IMAGE, e);
                return embedded();
            }
        }
    }

    /** The broker of this JVM, started when first asked for and stopped with the JVM. */
    public static KafkaFixture shared() {
        return Shared.INSTANCE;
    }

    /** Reaches a broker that the caller starts and stops. */
    public static KafkaFixture of(String bootstrapServers) {
        return new KafkaFixture(bootstrapServers, () -> {});
    }

    private static String version() {
        try (var file = KafkaProducer.class.getResourceAsStream("/kafka/kafka-version.properties")) {
            var properties = new Properties();
            properties.load(requireNonNull(file));
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KafkaFixture embedded() {
        try {
            var broker = EmbeddedBroker.start(
                    0,
                    Files.createTempDirectory("pressrun-kafka"),
                    Map.of("group.consumer.heartbeat.interval.ms", "200"));
            log.info("The tests' Kafka broker runs in this process");
            return new KafkaFixture(broker.bootstrapServers(), broker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("resource") // the fixture closes it
    private static KafkaFixture container() {
        var container = new KafkaContainer(IMAGE)
                .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000")
                .withEnv("KAFKA_GROUP_CONSUMER_MIN_SESSION_TIMEOUT_MS", "1000")
                .withEnv("KAFKA_GROUP_CONSUMER_MIN_HEARTBEAT_INTERVAL_MS", "200")
                .withEnv("KAFKA_GROUP_CONSUMER_HEARTBEAT_INTERVAL_MS", "200")
                .withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4")
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_MESSAGE_MAX_BYTES", Integer.toString(32 << 20))
                // It does not live long.
                .withEnv("KAFKA_HEAP_OPTS", "-Xmx512m -XX:TieredStopAtLevel=1");
        container.start();
        log.info("The tests' Kafka broker runs in a container of {}", IMAGE);
        return new KafkaFixture(container.getBootstrapServers(), container);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Names no other test uses. */
    public static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Topics of names no other test uses, the one for requests with that many partitions. */
    public Topics topics(int partitions) {
        return topics(partitions, Map.of());
    }

    /** @param outputConfig of the topics for results, PDFs and dead letters */
    public Topics topics(int partitions, Map<String, String> outputConfig) {
        String name = unique("t");
        var topics = new Topics(name + "-requests", name + "-results", name + "-pdfs", "dlq." + name);
        var create = new ArrayList<NewTopic>();
        create.add(new NewTopic(topics.requests(), partitions, (short) 1));
        for (var delay : RETRY_DELAYS) {
            create.add(new NewTopic(topics.retry(delay), 2, (short) 1));
        }
        for (String topic : List.of(topics.results(), topics.pdfs(), topics.deadLetters())) {
            create.add(new NewTopic(topic, 2, (short) 1).configs(outputConfig));
        }
        create(create);
        return topics;
    }

    public void createTopic(String topic, int partitions, Map<String, String> config) {
        create(List.of(new NewTopic(topic, partitions, (short) 1).configs(config)));
    }

    /** Returns when the broker serves them, which it does a moment after the controller has made them. */
    private void create(List<NewTopic> topics) {
        await(admin.createTopics(topics).all().toCompletionStage().toCompletableFuture());
        var names = topics.stream().map(NewTopic::name).toList();
        Awaitility.await().until(() -> serves(names));
    }

    private boolean serves(List<String> topics) {
        return admin.describeTopics(topics).topicNameValues().values().stream()
                .map(description ->
                        description.toCompletionStage().toCompletableFuture().handle((topic, missing) -> topic))
                .map(KafkaFixture::await)
                .allMatch(topic ->
                        topic != null && topic.partitions().stream().allMatch(partition -> partition.leader() != null));
    }

    /** Returns when the broker knows of it, which it does a moment after the controller has written it. */
    public void alterTopic(String topic, String key, String value) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var op = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
        await(admin.incrementalAlterConfigs(Map.of(resource, List.of(op)))
                .all()
                .toCompletionStage()
                .toCompletableFuture());
        Awaitility.await().until(() -> value.equals(config(resource).get(key).value()));
    }

    private Config config(ConfigResource resource) {
        return await(admin.describeConfigs(List.of(resource))
                        .all()
                        .toCompletionStage()
                        .toCompletableFuture())
                .get(resource);
    }

    /** Deletes what lies before an offset, as retention does. */
    public void deleteRecords(String topic, int partition, long beforeOffset) {
        await(admin.deleteRecords(
                        Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(beforeOffset)))
                .all()
                .toCompletionStage()
                .toCompletableFuture());
    }

    /** Commits for a group that has no members. */
    public void commit(String group, String topic, int partition, OffsetAndMetadata commit) {
        await(admin.alterConsumerGroupOffsets(group, Map.of(new TopicPartition(topic, partition), commit))
                .all()
                .toCompletionStage()
                .toCompletableFuture());
    }

    /** The partitions of the topic that each member of the group has, by client id. */
    public Map<String, Set<Integer>> assignment(String group, String topic) {
        var description = await(admin.describeConsumerGroups(List.of(group))
                .all()
                .toCompletionStage()
                .toCompletableFuture());
        var assignment = new TreeMap<String, Set<Integer>>();
        for (var member : description.get(group).members()) {
            assignment.put(
                    member.clientId(),
                    member.assignment().topicPartitions().stream()
                            .filter(partition -> partition.topic().equals(topic))
                            .map(TopicPartition::partition)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return assignment;
    }

    /** How far the group's commits are behind the end of the topic, over all partitions. */
    public long lag(String group, String topic) {
        var committed = await(admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .toCompletionStage()
                .toCompletableFuture());
        var description = await(admin.describeTopics(List.of(topic))
                .allTopicNames()
                .toCompletionStage()
                .toCompletableFuture());
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        description
                .values()
                .iterator()
                .next()
                .partitions()
                .forEach(info -> latest.put(new TopicPartition(topic, info.partition()), OffsetSpec.latest()));
        var ends = await(admin.listOffsets(latest).all().toCompletionStage().toCompletableFuture());
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue().offset()
                        - Optional.ofNullable(committed.get(end.getKey()))
                                .map(OffsetAndMetadata::offset)
                                .orElse(0L))
                .sum();
    }

    /** @param config over the defaults: bytes, and all acknowledgements */
    public KafkaProducer<byte[], byte[]> producer(Map<String, Object> config) {
        var all = new HashMap<String, Object>();
        all.put("bootstrap.servers", bootstrapServers);
        all.put("key.serializer", ByteArraySerializer.class);
        all.put("value.serializer", ByteArraySerializer.class);
        all.put("max.request.size", 32 << 20);
        all.putAll(config);
        return new KafkaProducer<>(all);
    }

    /** Sends all and returns where they lie. */
    public List<RecordMetadata> send(Collection<ProducerRecord<byte[], byte[]>> records) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        records.forEach(record -> sent.add(producer.send(record)));
        return sent.stream().map(KafkaFixture::await).toList();
    }

    /** Sends texts, each under itself as key. */
    public List<RecordMetadata> send(String topic, Collection<String> values) {
        return send(values.stream()
                .map(value -> new ProducerRecord<>(topic, bytes(value), bytes(value)))
                .toList());
    }

    public TopicReader read(String topic) {
        return new TopicReader(bootstrapServers, topic);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static String valueOf(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        admin.close();
        try {
            broker.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A directory for a broker of one's own. */
    public static Path directory() throws IOException {
        return Files.createTempDirectory("pressrun-kafka");
    }
}
