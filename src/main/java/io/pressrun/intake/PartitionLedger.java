package io.pressrun.intake;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What became of the offsets of one partition during one assignment. Jobs end in any order; what is committed is the
 * lowest unfinished offset, and in the commit's metadata those above it that are finished. Confined to the poll thread.
 *
 * <p>Offsets have gaps, left by transaction markers and compaction, so only offsets that were seen count.
 */
final class PartitionLedger {
    private final TopicPartition partition;
    private final TreeSet<Long> unfinished = new TreeSet<>();
    private final TreeSet<Long> finished;
    private long next;
    private Optional<Integer> leaderEpoch = Optional.empty();
    private boolean closed;

    /**
     * @param position the committed offset, or where the partition begins
     * @param finished offsets above it that a former owner finished
     */
    PartitionLedger(TopicPartition partition, long position, SortedSet<Long> finished) {
        this.partition = partition;
        this.next = position;
        this.finished = new TreeSet<>(finished);
    }

    TopicPartition partition() {
        return partition;
    }

    /** Takes note of a record; false when a former owner has finished it. */
    boolean begin(long offset, Optional<Integer> epoch) {
        leaderEpoch = epoch;
        next = Math.max(next, offset + 1);
        if (finished.contains(offset)) {
            return false;
        }
        unfinished.add(offset);
        return true;
    }

    /** What to commit once the given offsets, too, are finished. Changes nothing. */
    OffsetAndMetadata commitWith(Collection<Long> finishing) {
        long low = lowestUnfinished(finishing);
        var above = new TreeSet<>(finished.tailSet(low));
        for (long offset : finishing) {
            if (offset > low) {
                above.add(offset);
            }
        }
        return new OffsetAndMetadata(low, leaderEpoch, CommitMetadata.encode(low, above));
    }

    private long lowestUnfinished(Collection<Long> finishing) {
        Set<Long> done = Set.copyOf(finishing);
        for (long offset : unfinished) {
            if (!done.contains(offset)) {
                return offset;
            }
        }
        return next;
    }

    /** The results of these offsets are published. */
    void finish(Collection<Long> offsets) {
        for (long offset : offsets) {
            unfinished.remove(offset);
            finished.add(offset);
        }
        finished.headSet(unfinished.isEmpty() ? next : unfinished.first()).clear();
    }

    /** Whether no more may be begun until the lowest unfinished offset moves. */
    boolean isFull() {
        return !unfinished.isEmpty() && next - unfinished.first() >= CommitMetadata.MAX_WINDOW - 1024;
    }

    /** The partition belongs to this worker no longer; nothing of it may be published. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
