package io.pressrun.worker;

import io.pressrun.intake.Topology;
import io.pressrun.intake.Topology.TopologyException;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The largest record that a topic takes, read anew no more often than every few seconds. Thread-safe; blocks who asks. */
final class TopicLimit implements IntSupplier {
    private static final Logger log = LoggerFactory.getLogger(TopicLimit.class);
    private static final long KEPT_NANOS = Duration.ofSeconds(10).toNanos();

    private final Topology topology;
    private final String topic;

    // Guarded by this
    private int bytes;
    private long readAt;

    /** @param topology closed by its owner */
    TopicLimit(Topology topology, String topic) throws TopologyException {
        this.topology = topology;
        this.topic = topic;
        this.bytes = topology.maxRecordBytes(topic);
        this.readAt = System.nanoTime();
    }

    @Override
    public synchronized int getAsInt() {
        if (System.nanoTime() - readAt > KEPT_NANOS) {
            try {
                bytes = topology.maxRecordBytes(topic);
            } catch (TopologyException e) {
                log.debug("What {} takes is not known anew: {}", topic, e.getMessage());
            }
            readAt = System.nanoTime();
        }
        return bytes;
    }
}
