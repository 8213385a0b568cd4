package io.pressrun.intake;

import io.pressrun.intake.ledger.Commit;
import io.pressrun.intake.ledger.CommittedOffsets;
import io.pressrun.intake.ledger.PartitionLedger;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions that the group gave to this worker, each with its ledger once its commit is read. Confined to the poll thread. */
final class Assignment {
    private static final Logger log = LoggerFactory.getLogger(Assignment.class);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration BACKOFF = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final CommittedOffsets committed;
    private final int window;
    private final Map<TopicPartition, PartitionLedger> ledgers = new HashMap<>();
    /** Partitions whose commits are not read yet. */
    private final Set<TopicPartition> unread = new LinkedHashSet<>();

    private long nextRead = System.nanoTime();

    /** @param window how far above the lowest unfinished offset a finished one may be */
    Assignment(Consumer<byte[], byte[]> consumer, CommittedOffsets committed, int window) {
        this.consumer = consumer;
        this.committed = committed;
        this.window = window;
    }

    void add(Collection<TopicPartition> partitions) {
        unread.addAll(partitions);
        readCommits();
    }

    /**
     * Makes the ledgers of new partitions, or leaves them paused and is called again: the answer may take as long as
     * another worker's open transaction, and this worker may have lost them already.
     */
    void readCommits() {
        if (unread.isEmpty() || System.nanoTime() - nextRead < 0) {
            return;
        }
        try {
            var commits = committed.read(unread, READ_TIMEOUT);
            for (var partition : unread) {
                var ledger = new PartitionLedger(partition, commits.getOrDefault(partition, Commit.at(0)), window);
                ledgers.put(partition, ledger);
                if (ledger.hasSuspects()) {
                    log.warn(
                            "A worker died while it printed; what it had started is printed alone, one job at a time:"
                                    + " {}",
                            ledger);
                }
            }
            unread.clear();
        } catch (AuthenticationException | AuthorizationException e) {
            throw e;
        } catch (KafkaException e) {
            nextRead = System.nanoTime() + BACKOFF.toNanos();
            consumer.pause(unread);
            log.warn("The committed offsets of {} cannot be read for now: {}", unread, e.toString());
        }
    }

    boolean isUnread(TopicPartition partition) {
        return unread.contains(partition);
    }

    Set<TopicPartition> unread() {
        return Collections.unmodifiableSet(unread);
    }

    /** {@code null} where the partition is another worker's, or its commit is not read yet. */
    @Nullable
    PartitionLedger ledger(TopicPartition partition) {
        return ledgers.get(partition);
    }

    Collection<PartitionLedger> ledgers() {
        return Collections.unmodifiableCollection(ledgers.values());
    }

    /** Those that have a ledger, as they are now. */
    Set<TopicPartition> partitions() {
        return Set.copyOf(ledgers.keySet());
    }

    /** The numbers of the topic's partitions among them. */
    Set<Integer> numbersOf(String topic) {
        return ledgers.keySet().stream()
                .filter(partition -> partition.topic().equals(topic))
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
    }

    /** They belong to this worker no longer. */
    void remove(Collection<TopicPartition> partitions) {
        for (var partition : partitions) {
            var ledger = ledgers.remove(partition);
            if (ledger != null) {
                ledger.close();
            }
        }
        unread.removeAll(partitions);
    }
}
