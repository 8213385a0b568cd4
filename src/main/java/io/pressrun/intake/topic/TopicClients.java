package io.pressrun.intake.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Makes clients that read a topic beside the group.
 *
 * @param consumer settings of the worker's consumers
 * @param workerId with which their client ids begin
 */
public record TopicClients(Map<String, Object> consumer, String workerId) {
    private static final int POLL_RECORDS = 5000;
    private static final List<String> OF_GROUPS = List.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG);

    public TopicClients {
        consumer = Map.copyOf(consumer);
    }

    /**
     * A consumer of no group, for partitions that the caller assigns: bytes only, and no commits.
     *
     * @param name behind the worker's, for the client id
     * @param fetchWait how long the broker may hold back a fetch that finds nothing; no other one is sent meanwhile,
     *     even for a partition or a position that was chosen since
     */
    public Consumer<byte[], byte[]> reader(String name, String isolation, Duration fetchWait) {
        Map<String, Object> config = new HashMap<>(consumer);
        OF_GROUPS.forEach(config::remove);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Math.toIntExact(fetchWait.toMillis()));
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, workerId + "-" + name);
        return new KafkaConsumer<>(config);
    }

    /** @param name behind the worker's, for the client id */
    public Admin admin(String name) {
        Map<String, Object> config = new HashMap<>(consumer);
        config.keySet().retainAll(AdminClientConfig.configNames());
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, workerId + "-" + name);
        return Admin.create(config);
    }
}
