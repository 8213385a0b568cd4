package io.pressrun.intake;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes consumers: bytes only, so that no record can throw inside {@code poll}, and no commits of their own. */
final class ConsumerFactory {
    private static final int MAX_POLL_RECORDS = 500;
    private static final int READER_POLL_RECORDS = 5000;
    private static final List<String> OF_GROUPS = List.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG);

    private ConsumerFactory() {}

    static Consumer<byte[], byte[]> create(IntakeSettings settings) {
        Map<String, Object> config = new HashMap<>(settings.clients().consumer());
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.member().groupId());
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, settings.member().classicProtocol() ? "classic" : "consumer");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.putIfAbsent(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                Math.min(MAX_POLL_RECORDS, settings.inFlight().maxJobs()));
        config.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, settings.member().workerId());
        if (settings.member().classicProtocol()) {
            config.putIfAbsent(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, TopicwiseStickyAssignor.class.getName());
        } else {
            // The brokers' default, uniform, counts partitions of all topics alike: one worker might get all requests,
            // and another all that wait for a retry.
            config.putIfAbsent(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "range");
        }
        return new KafkaConsumer<>(config);
    }

    /**
     * A consumer of no group, for partitions that the caller assigns.
     *
     * @param name behind the worker's, for the client id
     * @param fetchWait how long the broker may hold back a fetch that finds nothing; no other one is sent meanwhile,
     *     even for a partition or a position that was chosen since
     */
    static Consumer<byte[], byte[]> reader(IntakeSettings settings, String name, String isolation, Duration fetchWait) {
        Map<String, Object> config = new HashMap<>(settings.clients().consumer());
        OF_GROUPS.forEach(config::remove);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, READER_POLL_RECORDS);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Math.toIntExact(fetchWait.toMillis()));
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.member().workerId() + "-" + name);
        return new KafkaConsumer<>(config);
    }
}
