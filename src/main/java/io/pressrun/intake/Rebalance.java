package io.pressrun.intake;

import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears which partitions come and go. Called by the consumer from within {@link Consumer#poll}, on the poll thread. */
final class Rebalance implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(Rebalance.class);

    private final Assignment assignment;
    private final HandBack handBack;
    private final Duration revokeTimeout;

    /** @param revokeTimeout how long jobs of revoked partitions are still worked on */
    Rebalance(Assignment assignment, HandBack handBack, Duration revokeTimeout) {
        this.assignment = assignment;
        this.handBack = handBack;
        this.revokeTimeout = revokeTimeout;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            log.info("Assigned: {}", partitions);
            assignment.add(partitions);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            log.info("Revoked: {}", partitions);
            handBack.handBack(partitions, revokeTimeout);
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        log.warn("Lost without notice, their unpublished results are dropped: {}", partitions);
        handBack.drop(partitions);
    }
}
