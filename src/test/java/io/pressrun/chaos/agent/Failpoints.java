package io.pressrun.chaos.agent;

import io.pressrun.press.Printing;
import io.pressrun.press.Submission;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Places at which a worker dies when the harness has armed them: at once, without any cleaning up. */
public final class Failpoints {
    public static final String KILLER = "killer";
    private static final int KILLED = 137;
    private static final Set<String> ARMED = ConcurrentHashMap.newKeySet();

    private Failpoints() {}

    static void arm(String point) {
        ARMED.add(point);
    }

    static void disarm() {
        ARMED.clear();
    }

    public static void hit(String point) {
        if (ARMED.contains(point)) {
            die(point);
        }
    }

    /** Dies only after what was sent has reached the broker: else nothing of it would ever be seen. */
    public static void hit(String point, KafkaProducer<?, ?> producer) {
        if (ARMED.contains(point)) {
            try {
                producer.flush();
            } catch (KafkaException e) {
                Evidence.tell("unflushed", e.toString());
            }
            die(point);
        }
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

    /** What a commit says is started, without the bits of what is finished. */
    public static void commits(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, commit) -> {
            int marks = commit.metadata().indexOf(';');
            Evidence.tell(
                    "marks",
                    partition + " " + commit.offset() + " "
                            + (marks < 0 ? "" : commit.metadata().substring(marks + 1)));
        });
    }

    public static <T> CompletableFuture<T> afterPut(CompletableFuture<T> put) {
        return put.whenComplete((delivery, error) -> {
            if (error == null) {
                hit("after-put");
            }
        });
    }
}
