package io.pressrun.intake.duplicates;

import io.pressrun.intake.topic.TopicClients;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads single records of the topic of printed jobs. Thread-safe; one read at a time. */
final class FirstResults implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final String topic;
    private final TopicClients clients;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by lock
    private @Nullable Consumer<byte[], byte[]> consumer;

    FirstResults(String topic, TopicClients clients) {
        this.topic = topic;
        this.clients = clients;
    }

    /**
     * The value of the record, or {@code null} when it is not there any more.
     *
     * @throws org.apache.kafka.common.KafkaException when it cannot be read for now
     */
    byte @Nullable [] read(int partition, long offset, byte[] key) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (consumer == null) {
                consumer = clients.reader("first-results", "read_committed", Duration.ZERO);
            }
            return read(consumer, new TopicPartition(topic, partition), offset, key);
        } catch (InterruptException e) {
            Thread.interrupted();
            var interrupted = new InterruptedException();
            interrupted.initCause(e);
            throw interrupted;
        } finally {
            lock.unlock();
        }
    }

    private static byte @Nullable [] read(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long offset, byte[] key) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (end - System.nanoTime() > 0) {
            for (var record : consumer.poll(Duration.ofMillis(500))) {
                boolean found = record.offset() == offset && Arrays.equals(record.key(), key);
                return found ? record.value() : null;
            }
            if (consumer.position(partition) != offset) {
                return null;
            }
        }
        throw new TimeoutException("the record " + partition + "-" + offset + " cannot be read");
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (consumer != null) {
                consumer.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
