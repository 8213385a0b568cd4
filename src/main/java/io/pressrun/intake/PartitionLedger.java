package io.pressrun.intake;

import io.pressrun.intake.CommittedOffsets.Commit;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
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
    private long committed;
    private Optional<Integer> leaderEpoch = Optional.empty();
    private boolean closed;

    /** @param commit where the former owner left off */
    PartitionLedger(TopicPartition partition, Commit commit) {
        this.partition = partition;
        this.next = commit.position();
        this.committed = commit.position();
        this.finished = new TreeSet<>(commit.finished());
    }

    TopicPartition partition() {
        return partition;
    }

    /** Takes note of a record; false when it is finished or was begun already. */
    boolean begin(long offset, Optional<Integer> epoch) {
        leaderEpoch = epoch;
        seenTo(offset + 1);
        return !finished.contains(offset) && unfinished.add(offset);
    }

    /** Takes note that every record below the offset was seen, whether or not one lies right below it. */
    void seenTo(long offset) {
        next = Math.max(next, offset);
    }

    /** Whether the offset, finished before all others, would have a place in the commit's metadata. */
    boolean reaches(long offset) {
        return offset - lowestUnfinished() < CommitMetadata.MAX_WINDOW;
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

    private long lowestUnfinished() {
        return unfinished.isEmpty() ? next : unfinished.first();
    }

    /** The results of these offsets are published, and with them what {@link #commitWith} made of them. */
    void finish(Collection<Long> offsets) {
        for (long offset : offsets) {
            unfinished.remove(offset);
            finished.add(offset);
        }
        committed = lowestUnfinished();
        finished.headSet(committed).clear();
    }

    /** Whether nothing is unfinished, and yet the commit says less: the group would show a lag that is none. */
    boolean isBehind() {
        return unfinished.isEmpty() && committed < next;
    }

    /** The partition belongs to this worker no longer; nothing of it may be published. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
