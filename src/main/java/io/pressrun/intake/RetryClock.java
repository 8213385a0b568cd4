package io.pressrun.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** When the first record of each partition of a retry topic is due. Confined to the poll thread. */
final class RetryClock {
    private final Clock clock;
    private final Map<TopicPartition, Instant> due = new HashMap<>();

    RetryClock(Clock clock) {
        this.clock = clock;
    }

    /** Whether the job must wait; then its partition is not due before it is. */
    boolean defers(InFlightJob job) {
        if (job.retry == null || !clock.instant().isBefore(job.retry.due())) {
            return false;
        }
        due.put(job.ledger.partition(), job.retry.due());
        return true;
    }

    boolean isDue(TopicPartition partition) {
        var instant = due.get(partition);
        return instant == null || !clock.instant().isBefore(instant);
    }

    /** How long until the next partition is due, at most the limit. */
    Duration untilNext(Duration limit) {
        var now = clock.instant();
        due.values().removeIf(instant -> !now.isBefore(instant));
        return due.values().stream()
                .map(instant -> Duration.between(now, instant))
                .filter(wait -> wait.compareTo(limit) < 0)
                .min(Duration::compareTo)
                .orElse(limit);
    }

    void forget(Collection<TopicPartition> partitions) {
        due.keySet().removeAll(partitions);
    }
}
