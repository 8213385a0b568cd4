package io.pressrun.intake;

import java.time.Duration;
import java.util.Map;

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
        Map<String, String> consumer,
        Map<String, String> producer) {
    public IntakeSettings {
        consumer = Map.copyOf(consumer);
        producer = Map.copyOf(producer);
    }

    /** The topics by role. */
    public record Topics(String requests, String results, String pdfs, String deadLetters) {
        public static final Topics DEFAULT =
                new Topics("render-requests", "render-results", "render-pdfs", "dlq.render-requests");
    }
}
