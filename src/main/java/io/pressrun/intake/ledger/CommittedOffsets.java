package io.pressrun.intake.ledger;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the group has committed. Confined to the poll thread. */
public final class CommittedOffsets {
    private static final Logger log = LoggerFactory.getLogger(CommittedOffsets.class);

    private final Consumer<byte[], byte[]> consumer;
    private final String groupId;

    public CommittedOffsets(Consumer<byte[], byte[]> consumer, String groupId) {
        this.consumer = consumer;
        this.groupId = groupId;
    }

    /**
     * The commit of each partition that has one. Waits for transactions that are not settled yet.
     *
     * @throws org.apache.kafka.common.errors.TimeoutException when the broker does not answer in time
     */
    public Map<TopicPartition, Commit> read(Collection<TopicPartition> partitions, Duration timeout) {
        var commits = new HashMap<TopicPartition, Commit>();
        committed(Set.copyOf(partitions), timeout).forEach((partition, commit) -> {
            if (commit != null) {
                commits.put(partition, commit(partition, commit));
            }
        });
        return commits;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions, Duration timeout) {
        while (true) {
            try {
                return consumer.committed(partitions, timeout);
            } catch (WakeupException e) {
                // Meant for poll(), which looks at the queue by itself.
                log.trace("woken while reading offsets");
            }
        }
    }

    private Commit commit(TopicPartition partition, OffsetAndMetadata commit) {
        var decoded = CommitMetadata.decode(commit.offset(), commit.metadata());
        if (decoded.isEmpty()) {
            log.warn(
                    "The commit of {} carries metadata of another program, which is ignored."
                            + " Does something else commit in the group {}?",
                    partition,
                    groupId);
        }
        return decoded.orElseGet(() -> Commit.at(commit.offset()));
    }
}
