package io.pressrun.chaos;

import io.pressrun.chaos.History.Header;
import io.pressrun.chaos.History.Output;
import io.pressrun.chaos.History.Sighting;
import io.pressrun.chaos.History.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the output topics from their beginning, on a thread of its own, until it is told that nothing more comes. */
final class Reader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FINISH_LIMIT = Duration.ofMinutes(2);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Topic> topics;
    private final List<Sighting> sightings = new ArrayList<>();
    private final Thread thread;
    private volatile boolean finishing;
    private volatile boolean closing;

    Reader(String bootstrapServers, String isolation, Map<String, Topic> topics) {
        this.topics = topics;
        this.consumer = consumer(bootstrapServers, isolation, topics.keySet());
        this.thread = Thread.ofPlatform().daemon().name("reader").start(this::run);
    }

    private static KafkaConsumer<byte[], byte[]> consumer(
            String bootstrapServers, String isolation, Collection<String> topics) {
        var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        isolation,
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest",
                        "default.api.timeout.ms",
                        5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var partitions = new ArrayList<TopicPartition>();
        for (String topic : topics) {
            var found = consumer.partitionsFor(topic);
            if (found.isEmpty()) {
                throw new IllegalStateException("the broker knows no partitions of " + topic);
            }
            found.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private void run() {
        boolean ended = false;
        try (consumer) {
            while (!ended && !closing) {
                try {
                    // Asked before the poll: what is read then was written before.
                    ended = finishing && isAtEnd(consumer);
                    consumer.poll(POLL).forEach(this::see);
                } catch (KafkaException e) {
                    ended = false;
                }
            }
        }
    }

    private void see(ConsumerRecord<byte[], byte[]> record) {
        var topic = topics.get(record.topic());
        if (topic != null) {
            var sighting = new Sighting(
                    topic,
                    record.partition(),
                    record.offset(),
                    Hashes.sha256(record.value()),
                    System.currentTimeMillis());
            synchronized (sightings) {
                sightings.add(sighting);
            }
        }
    }

    private static boolean isAtEnd(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    int count(Topic topic) {
        synchronized (sightings) {
            return (int) sightings.stream()
                    .filter(sighting -> sighting.topic() == topic)
                    .count();
        }
    }

    /** Reads to the end and says what it has seen. */
    List<Sighting> finish() throws InterruptedException {
        finishing = true;
        if (!thread.join(FINISH_LIMIT)) {
            throw new IllegalStateException("the reader does not come to the end of the topics");
        }
        return List.copyOf(sightings);
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        thread.join(CLOSE_LIMIT);
    }

    /** All committed records that lie on the topics now. */
    static void readAll(
            String bootstrapServers, Collection<String> topics, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        try (var consumer = consumer(bootstrapServers, "read_committed", topics)) {
            long end = System.nanoTime() + FINISH_LIMIT.toNanos();
            while (!isAtEnd(consumer)) {
                if (System.nanoTime() - end > 0) {
                    throw new IllegalStateException("there is no coming to the end of " + topics);
                }
                consumer.poll(POLL).forEach(taker);
            }
        }
    }

    static Output output(Topic topic, ConsumerRecord<byte[], byte[]> record) {
        return new Output(
                topic,
                record.partition(),
                record.offset(),
                record.timestamp(),
                latin(record.key()),
                record.value(),
                headers(record));
    }

    static List<Header> headers(ConsumerRecord<byte[], byte[]> record) {
        var headers = new ArrayList<Header>();
        record.headers().forEach(header -> headers.add(new Header(header.key(), latin(header.value()))));
        return headers;
    }

    /** A character for each byte. */
    static @Nullable String latin(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
