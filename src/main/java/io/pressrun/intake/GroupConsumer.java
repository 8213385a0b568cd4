package io.pressrun.intake;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes the consumer that is a member of the group: bytes only, so that no record can throw inside {@code poll}. */
final class GroupConsumer {
    private static final int MAX_POLL_RECORDS = 500;

    private GroupConsumer() {}

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
}
