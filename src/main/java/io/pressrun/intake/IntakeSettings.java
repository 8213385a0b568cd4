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
 * @param workerId names the worker in results; also makes its transactional id
 * @param classicProtocol the group protocol before KIP-848
 * @param maxInFlight jobs that are worked on at once
 * @param maxInFlightBytes of their records' values
 * @param publishInterval how long finished jobs wait for others to share a transaction with
 * @param drainTimeout how long a stopping worker works on what it has started
 * @param revokeTimeout the same for partitions that are taken away
 * @param retryDelays how long a job waits before it is tried again, one for each further attempt; as many retry topics
 * @param formerRetryTopics those of delays that were set before, on which jobs may wait; they are read, and nothing is
 *     written there
 * @param stallTimeout how long a worker may start nothing, though it could, before it says so
 * @param metadataBytes what the broker takes as metadata of a commit ({@code offset.metadata.max.bytes})
 * @param duplicates which printed jobs are remembered, so that they are not printed again
 * @param consumer further settings of the consumer, {@code bootstrap.servers} among them
 * @param producer further settings of the producer
 */
public record IntakeSettings(
        Topics topics,
        String groupId,
        boolean classicProtocol,
        String workerId,
        String transactionalId,
        int maxInFlight,
        long maxInFlightBytes,
        Duration publishInterval,
        Duration drainTimeout,
        Duration revokeTimeout,
        Duration transactionTimeout,
        int maxRecordBytes,
        List<Duration> retryDelays,
        Set<String> formerRetryTopics,
        BreakerSettings breaker,
        Duration stallTimeout,
        int metadataBytes,
        DuplicateSettings duplicates,
        Map<String, String> consumer,
        Map<String, String> producer) {
    public IntakeSettings {
        retryDelays = List.copyOf(retryDelays);
        formerRetryTopics = Set.copyOf(formerRetryTopics);
        consumer = Map.copyOf(consumer);
        producer = Map.copyOf(producer);
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

    /** The topics on which jobs wait for their next attempt. */
    Set<String> retryTopics() {
        var all = new LinkedHashSet<>(formerRetryTopics);
        retryDelays.forEach(delay -> all.add(topics.retry(delay)));
        return all;
    }
}
