package io.pressrun.intake;

import io.pressrun.intake.duplicates.DuplicateSettings;
import io.pressrun.intake.topic.Topics;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a worker takes part in Kafka.
 *
 * @param retryDelays how long a job waits before it is tried again, one for each further attempt; as many retry topics
 * @param duplicates which printed jobs are remembered, so that they are not printed again
 */
public record IntakeSettings(
        Topics topics,
        Member member,
        InFlight inFlight,
        Times times,
        List<Duration> retryDelays,
        DuplicateSettings duplicates,
        Clients clients) {
    public IntakeSettings {
        retryDelays = List.copyOf(retryDelays);
    }

    /**
     * The worker as a member of its consumer group.
     *
     * @param classicProtocol the group protocol before KIP-848
     * @param workerId names the worker in results
     * @param transactionalId of its producer
     */
    public record Member(String groupId, boolean classicProtocol, String workerId, String transactionalId) {}

    /**
     * How many jobs are worked on at once.
     *
     * @param maxBytes of their records' values
     * @param breaker when no more are started because they fail
     */
    public record InFlight(int maxJobs, long maxBytes, BreakerSettings breaker) {}

    /**
     * How long things take.
     *
     * @param publishInterval how long finished jobs wait for others to share a transaction with
     * @param drain how long a stopping worker works on what it has started
     * @param revoke the same for partitions that are taken away
     * @param transaction after how long the broker aborts a transaction that is left open
     * @param stall how long a worker may start nothing, though it could, before it says so
     */
    public record Times(
            Duration publishInterval, Duration drain, Duration revoke, Duration transaction, Duration stall) {}

    /**
     * The Kafka clients of a worker.
     *
     * @param consumer further properties of the consumer, {@code bootstrap.servers} among them
     * @param producer further properties of the producer
     * @param maxRecordBytes of one record with a job or a PDF
     */
    public record Clients(Map<String, Object> consumer, Map<String, Object> producer, int maxRecordBytes) {
        public Clients {
            consumer = Map.copyOf(consumer);
            producer = Map.copyOf(producer);
        }

        /** Names alone: values may be secret. */
        @Override
        public String toString() {
            return "Clients[consumer=" + consumer.keySet() + ", producer=" + producer.keySet() + ", maxRecordBytes="
                    + maxRecordBytes + "]";
        }
    }

    /**
     * When to stop taking jobs because they fail for reasons that are not theirs.
     *
     * @param failureRate percentage of the last jobs that failed for such a reason; 0 turns the breaker off
     * @param window how many jobs are looked at
     * @param pause how long no job is started before a few are tried
     */
    public record BreakerSettings(int failureRate, int window, Duration pause) {
        public static final BreakerSettings OFF = new BreakerSettings(0, 1, Duration.ZERO);
    }

    /**
     * The topics on which jobs wait for their next attempt.
     *
     * @param former those of delays that were set before: they are read, and nothing is written there
     */
    Set<String> retryTopics(Set<String> former) {
        var all = new LinkedHashSet<>(former);
        retryDelays.forEach(delay -> all.add(topics.retry(delay)));
        return all;
    }
}
