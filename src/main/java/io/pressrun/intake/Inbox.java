package io.pressrun.intake;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * What reaches the poll thread: records from the consumer, publications and questions from the jobs' threads. These end a
 * poll that is under way. Only {@link #put} and {@link #wake} may be called by other threads.
 */
final class Inbox {
    private final Consumer<byte[], byte[]> consumer;
    private final BlockingQueue<Note> notes = new LinkedBlockingQueue<>();
    private final Object lock = new Object();

    // Guarded by lock
    private boolean polling;
    private boolean wakeNextPoll;

    Inbox(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    void put(Note note) {
        notes.add(note);
        wake();
    }

    /** Ends the poll that is under way, or the next one at once. */
    void wake() {
        synchronized (lock) {
            if (polling) {
                polling = false;
                consumer.wakeup();
            } else {
                wakeNextPoll = true;
            }
        }
    }

    ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        Duration wait;
        synchronized (lock) {
            wait = wakeNextPoll ? Duration.ZERO : timeout;
            wakeNextPoll = false;
            polling = true;
        }
        try {
            return consumer.poll(wait);
        } catch (WakeupException e) {
            return ConsumerRecords.empty();
        } finally {
            synchronized (lock) {
                polling = false;
            }
        }
    }

    /** The next note, if there is one. */
    @Nullable
    Note take() {
        return notes.poll();
    }

    /** Waits for the next note without polling; {@code null} when none came in time. */
    @Nullable
    Note await(long nanos) {
        try {
            return notes.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
