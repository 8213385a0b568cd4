package io.pressrun.chaos.agent;

import io.pressrun.press.Printing;
import io.pressrun.press.Submission;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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

    public static <T> CompletableFuture<T> afterPut(CompletableFuture<T> put) {
        return put.whenComplete((delivery, error) -> {
            if (error == null) {
                hit("after-put");
            }
        });
    }
}
