package io.pressrun.chaos.agent;

import io.pressrun.press.Printing;
import io.pressrun.press.Submission;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/**
 * Places at which a worker dies when the harness has armed them, at once and without any cleaning up, or waits to be
 * frozen.
 */
public final class Failpoints {
    public static final String KILLER = "killer";
    private static final int KILLED = 137;
    private static final String RESULTS = "-results";
    private static final Set<String> ARMED = ConcurrentHashMap.newKeySet();

    /** The longest that a process waits by itself. */
    private static final long WAIT_SECONDS = 120;

    private static boolean resultsSent;
    private static volatile @Nullable Gate gate;

    /** Where the process is to wait. */
    private record Gate(String point, CountDownLatch open) {}

    private Failpoints() {}

    static void arm(String point) {
        ARMED.add(point);
    }

    /** Lets the process wait at a point until {@link #disarm}, so that it can be frozen there. */
    static void hold(String point) {
        gate = new Gate(point, new CountDownLatch(1));
    }

    /** Lets go of who waits, too. */
    static void disarm() {
        ARMED.clear();
        var former = gate;
        gate = null;
        if (former != null) {
            former.open().countDown();
        }
    }

    public static void hit(String point) {
        hit(point, () -> {});
    }

    /** A transaction that holds offsets alone does not count: most of an idle worker do. */
    public static void hitWithResults(String point) {
        if (resultsSent) {
            hit(point);
        }
    }

    /** Only after what was sent has reached the broker: else nothing of it would ever be seen. */
    public static void hitWithResults(String point, KafkaProducer<?, ?> producer) {
        if (resultsSent) {
            hit(point, () -> flush(producer));
        }
    }

    private static void flush(KafkaProducer<?, ?> producer) {
        try {
            producer.flush();
        } catch (KafkaException e) {
            Evidence.tell("unflushed", e.toString());
        }
    }

    private static void hit(String point, Runnable first) {
        if (ARMED.contains(point)) {
            first.run();
            die(point);
        }
        var here = gate;
        if (here != null && here.point().equals(point)) {
            first.run();
            Evidence.tell("waiting", point);
            await(here.open());
            gate = null;
        }
    }

    private static void await(CountDownLatch open) {
        try {
            var _ = open.await(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On the poll thread, as is all of a transaction. */
    public static void begins() {
        resultsSent = false;
    }

    /** Tells of a topic that refuses the record. */
    public static Callback sending(ProducerRecord<?, ?> record, @Nullable Callback callback) {
        resultsSent |= record.topic().endsWith(RESULTS);
        return (metadata, error) -> {
            if (error instanceof RecordTooLargeException || error instanceof TopicAuthorizationException) {
                Evidence.tell("refused", record.topic() + " " + error.getClass().getSimpleName());
            }
            if (callback != null) {
                callback.onCompletion(metadata, error);
            }
        };
    }

    /** What became of a transaction. */
    public static void published(Object result) {
        Evidence.tell("publish", result.getClass().getSimpleName());
    }

    private static void die(String point) {
        Evidence.tell("halt", point);
        Runtime.getRuntime().halt(KILLED);
    }

    public static void starts(Submission submission) {
        Evidence.tell("start", submission.position().toString());
    }

    public static void ends(Submission submission, @Nullable Printing printing) {
        String outcome =
                printing == null ? "none" : printing.outcome().getClass().getSimpleName();
        Evidence.tell("end", submission.position() + " " + outcome);
    }

    /** Some documents bring the process down. */
    public static void renders(String jobId) {
        if (jobId.startsWith(KILLER)) {
            die(jobId);
        }
    }

    public static void assigned(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> Evidence.tell("assigned", partition.toString()));
    }

    /** Which record of a topic is which job: on a retry topic it is another one than that of the request. */
    public static void held(Object inFlightJob) {
        try {
            var position = inFlightJob.getClass().getDeclaredMethod("position");
            var record = inFlightJob.getClass().getDeclaredField("record");
            position.setAccessible(true);
            record.setAccessible(true);
            var from = (ConsumerRecord<?, ?>) record.get(inFlightJob);
            Evidence.tell(
                    "held",
                    position.invoke(inFlightJob) + " " + from.topic() + "-" + from.partition() + " " + from.offset());
        } catch (ReflectiveOperationException e) {
            Evidence.tell("broken", e.toString());
        }
    }

    /** What a commit says of finished jobs and of those that are started. */
    public static void commits(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, commit) ->
                Evidence.tell("marks", partition + " " + commit.offset() + " " + commit.metadata()));
    }

    public static void revoked(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> Evidence.tell("revoked", partition.toString()));
    }

    public static void lost(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> Evidence.tell("lost", partition.toString()));
    }

    public static <T> CompletableFuture<T> afterPut(CompletableFuture<T> put) {
        return put.whenComplete((delivery, error) -> {
            if (error == null) {
                hit("after-put");
            } else {
                Evidence.tell("unstored", error.toString());
            }
        });
    }
}
