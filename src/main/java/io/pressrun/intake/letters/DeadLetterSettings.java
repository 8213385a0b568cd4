package io.pressrun.intake.letters;

import io.pressrun.intake.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * @param consumer settings of the consumers, {@code bootstrap.servers} among them
 * @param producer settings of the producer
 * @param groupId the workers' group; two runs for the same group exclude each other
 * @param transactionTimeout after how long the broker gives up a run that died amidst a transaction
 */
public record DeadLetterSettings(
        Map<String, Object> consumer,
        Map<String, Object> producer,
        Topics topics,
        String groupId,
        Duration transactionTimeout) {
    public DeadLetterSettings {
        consumer = Map.copyOf(consumer);
        producer = Map.copyOf(producer);
    }

    KafkaConsumer<byte[], byte[]> newConsumer(String isolation, Map<String, Object> more) {
        var config = new HashMap<>(consumer);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Closing waits for the fetch that is under way.
        config.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
        config.putAll(more);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "pressrun-dead-letters");
        return new KafkaConsumer<>(config);
    }
}
