package io.pressrun.intake.letters;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads what is committed on a topic from its beginning to its end at the time, as no member of any group. */
final class TopicScan {
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(2);

    private final DeadLetterSettings settings;
    private final String topic;

    TopicScan(DeadLetterSettings settings, String topic) {
        this.settings = settings;
        this.topic = topic;
    }

    /** Waits for transactions that are open, but not for one that hangs: what is behind that is left out. */
    void read(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        read(reader, true);
    }

    /**
     * Waits for all transactions that are open.
     *
     * @throws TimeoutException when one does not end
     */
    void readAll(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        read(reader, false);
    }

    private void read(Consumer<ConsumerRecord<byte[], byte[]>> reader, boolean mayLeaveOut) {
        Map<TopicPartition, Long> ends;
        try (var uncommitted = settings.newConsumer("read_uncommitted", Map.of())) {
            ends = uncommitted.endOffsets(partitions(uncommitted), ANSWER);
        }
        try (var consumer = settings.newConsumer("read_committed", Map.of())) {
            read(consumer, ends, reader, mayLeaveOut);
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        var partitions = consumer.partitionsFor(topic, ANSWER);
        if (partitions == null || partitions.isEmpty()) {
            throw new KafkaException("the topic " + topic + " does not exist");
        }
        return partitions.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private void read(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> reader,
            boolean mayLeaveOut) {
        Set<TopicPartition> open = new HashSet<>(ends.keySet());
        consumer.assign(open);
        consumer.seekToBeginning(open);
        long reached = -1;
        long since = System.nanoTime();
        while (true) {
            long position = 0;
            for (var partition : ends.keySet()) {
                long next = consumer.position(partition, ANSWER);
                position += next;
                if (next >= ends.get(partition) && open.remove(partition)) {
                    consumer.pause(Set.of(partition));
                }
            }
            if (open.isEmpty()) {
                return;
            }
            long now = System.nanoTime();
            if (position > reached) {
                reached = position;
                since = now;
            } else if (mayLeaveOut && now - since > SHORT_PATIENCE.toNanos() && isAtTheCommittedEnd(consumer, open)) {
                return;
            } else if (now - since > PATIENCE.toNanos()) {
                throw new TimeoutException("nothing more of " + topic + " came within " + PATIENCE.toSeconds()
                        + " s, though its end is not reached: does a transaction on it hang?");
            }
            for (var record : consumer.poll(POLL)) {
                var partition = new TopicPartition(topic, record.partition());
                if (record.offset() < ends.getOrDefault(partition, 0L)) {
                    reader.accept(record);
                }
            }
        }
    }

    private static boolean isAtTheCommittedEnd(KafkaConsumer<byte[], byte[]> consumer, Set<TopicPartition> partitions) {
        return consumer.endOffsets(partitions, ANSWER).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey(), ANSWER) >= end.getValue());
    }
}
