package io.pressrun.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the worker starts nothing for long though it has room and its partitions have jobs. It tells readiness
 * and the log; it mends nothing. Confined to the poll thread.
 */
final class StallDetector {
    private static final Logger log = LoggerFactory.getLogger(StallDetector.class);
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Duration limit;
    private final Clock clock;
    private final IntakeListener listener;
    private Instant since;
    private boolean stalled;

    StallDetector(Consumer<byte[], byte[]> consumer, Duration limit, Clock clock, IntakeListener listener) {
        this.consumer = consumer;
        this.limit = limit;
        this.clock = clock;
        this.listener = listener;
        this.since = clock.instant();
    }

    /**
     * Called in every turn of the loop.
     *
     * @param free whether a job could be started, were there one
     * @param started whether one was
     * @param partitions that jobs may come from now
     */
    void turn(boolean free, boolean started, Collection<TopicPartition> partitions, Supplier<String> state) {
        var now = clock.instant();
        if (started || !free || partitions.isEmpty()) {
            since = now;
            if (stalled) {
                stalled = false;
                log.info("The worker starts jobs again");
                listener.stalled(null);
            }
        } else if (Duration.between(since, now).compareTo(limit) >= 0) {
            since = now;
            long lag = lag(partitions);
            if (lag > 0 && !stalled) {
                stalled = true;
                log.error(
                        "Nothing was started for {} s, though there is room and {} records wait: {}",
                        limit.toSeconds(),
                        lag,
                        state.get());
                listener.stalled("nothing was started for " + limit.toSeconds() + " s, though there is room and " + lag
                        + " records wait");
            }
        }
    }

    private long lag(Collection<TopicPartition> partitions) {
        try {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, QUERY_TIMEOUT);
            long lag = 0;
            for (var end : ends.entrySet()) {
                lag += Math.max(0, end.getValue() - consumer.position(end.getKey(), QUERY_TIMEOUT));
            }
            return lag;
        } catch (KafkaException e) {
            log.warn("Whether jobs wait cannot be told: {}", e.getMessage());
            return 0;
        }
    }
}
