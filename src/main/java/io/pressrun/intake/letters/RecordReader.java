package io.pressrun.intake.letters;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads single records by their position. Fastest for rising offsets of one partition. Not thread-safe. */
final class RecordReader implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;

    RecordReader(DeadLetterSettings settings) {
        consumer = settings.newConsumer(
                "read_committed",
                Map.of(
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1,
                        // A leap costs what was read ahead.
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        64 << 10));
    }

    /** Empty when no record is there, or no longer. */
    Optional<ConsumerRecord<byte[], byte[]>> at(TopicPartition partition, long offset) {
        if (!exists(partition)) {
            return Optional.empty();
        }
        moveTo(partition, offset);
        long end = consumer.endOffsets(Set.of(partition), ANSWER).getOrDefault(partition, 0L);
        long since = System.nanoTime();
        while (offset < end && consumer.position(partition, ANSWER) <= offset) {
            try {
                for (var record : consumer.poll(POLL)) {
                    return Optional.of(record).filter(found -> found.offset() == offset);
                }
            } catch (OffsetOutOfRangeException e) {
                return Optional.empty();
            }
            if (System.nanoTime() - since > ANSWER.toNanos()) {
                throw new TimeoutException("the record " + partition + "-" + offset + " did not come");
            }
        }
        return Optional.empty();
    }

    private boolean exists(TopicPartition wanted) {
        var partitions = consumer.partitionsFor(wanted.topic(), ANSWER);
        return partitions != null && partitions.stream().anyMatch(info -> info.partition() == wanted.partition());
    }

    private void moveTo(TopicPartition partition, long offset) {
        if (!consumer.assignment().equals(Set.of(partition))) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
        } else if (consumer.position(partition, ANSWER) != offset) {
            consumer.seek(partition, offset);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
