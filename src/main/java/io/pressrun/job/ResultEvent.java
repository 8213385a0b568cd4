package io.pressrun.job;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The event on {@code render-results}: the one visible end of a record of {@code render-requests}.
 *
 * @param attempts how often the job was started, this time included; an interruption does not count
 * @param worker the worker that ended it
 * @param input the record it answers
 * @param duplicateOf the record with the same id that was printed, when this one was answered with the result of that;
 *     {@code null} when this one was worked on
 */
public record ResultEvent(
        String id,
        Outcome outcome,
        int attempts,
        String worker,
        InputPosition input,
        Instant completedAt,
        Map<String, String> labels,
        @Nullable InputPosition duplicateOf) {
    public ResultEvent {
        labels = Map.copyOf(labels);
        if (!(outcome instanceof Outcome.Printed) && !(outcome instanceof Outcome.Failed)) {
            throw new IllegalArgumentException("not a final outcome: " + outcome);
        }
        if (duplicateOf != null && !(outcome instanceof Outcome.Printed)) {
            throw new IllegalArgumentException("only a printed job is remembered: " + outcome);
        }
    }

    public ResultEvent(
            String id,
            Outcome outcome,
            int attempts,
            String worker,
            InputPosition input,
            Instant completedAt,
            Map<String, String> labels) {
        this(id, outcome, attempts, worker, input, completedAt, labels, null);
    }

    /** The place of a record in Kafka. */
    public record InputPosition(String topic, int partition, long offset) {
        @Override
        public String toString() {
            return topic + "-" + partition + "-" + offset;
        }
    }
}
