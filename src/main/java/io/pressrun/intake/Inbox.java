package io.pressrun.intake;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;

/**
 * What reaches the poll thread: records from the consumer, and tasks from the jobs' threads, which end a poll that is
 * under way. Only {@link #execute} and {@link #wake} may be called by other threads.
 */
final class Inbox implements Executor {
    private final Consumer<byte[], byte[]> consumer;
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Object lock = new Object();

    // Guarded by lock
    private boolean polling;
    private boolean wakeNextPoll;

    Inbox(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Lets the poll thread run the task, in the order of the calls. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
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

    /** Runs the tasks that are there. */
    void runTasks() {
        for (Runnable task; (task = tasks.poll()) != null; ) {
            task.run();
        }
    }

    /**
     * Waits for the next task without polling, and runs it.
     *
     * @return false when none came in time, or the thread was interrupted
     */
    boolean awaitTask(long nanos) {
        try {
            var task = tasks.poll(nanos, TimeUnit.NANOSECONDS);
            if (task != null) {
                task.run();
            }
            return task != null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
