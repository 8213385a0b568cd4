package io.pressrun.intake.ledger;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of the offsets of one partition during one assignment. Jobs end in any order; what is committed is the
 * lowest unfinished offset, and in the commit's metadata those above it that are finished, and how far jobs were
 * started. Confined to the poll thread.
 *
 * <p>Offsets have gaps, left by transaction markers and compaction, so only offsets that were seen count.
 *
 * <p>A job is started only once a commit says so. Jobs that a worker had started and not finished when it died are
 * suspects: they are printed alone, one at a time, and the commit names the one on trial. A job on trial that kills its
 * worker, too, has crashed.
 *
 * <table>
 * <caption>The states of an offset</caption>
 * <tr><th>state</th><th>told by</th><th>in the commit</th><th>goes on</th></tr>
 * <tr><td>unseen</td><td>not below {@code next}</td><td>at or above the position</td>
 *     <td>{@link #begin}: waiting, suspect, crashed, or finished already; {@link #seenTo}: a gap</td></tr>
 * <tr><td>waiting</td><td>unfinished, and neither of those below</td><td>the same</td>
 *     <td>{@link #plan}: planned</td></tr>
 * <tr><td>suspect</td><td>{@link #isSuspect}</td><td>below {@code suspectsTo}</td>
 *     <td>{@link #plan}: planned, one at a time</td></tr>
 * <tr><td>planned</td><td>{@code planned}, and not {@code marked}</td><td>as before</td>
 *     <td>the next commit ({@link #finish}): marked; {@link #unmark}: as before</td></tr>
 * <tr><td>marked</td><td>{@link #isMarked}</td><td>below {@code startedTo}; a suspect as {@code trial}</td>
 *     <td>{@link #finish}, {@link #settle}: finished; {@link #acquit} and {@link #unmark} take the mark back with the
 *     next commit; death of the worker: a suspect of the next owner, on trial: crashed</td></tr>
 * <tr><td>crashed</td><td>{@link #hasCrashed}</td><td>{@code trial} of the former owner's commit</td>
 *     <td>{@link #finish}: finished, without being started</td></tr>
 * <tr><td>finished</td><td>{@code finished}, or below the lowest unfinished</td>
 *     <td>a bit of the metadata, or below the position</td><td>nowhere</td></tr>
 * </table>
 */
public final class PartitionLedger {
    private static final Logger log = LoggerFactory.getLogger(PartitionLedger.class);

    private final TopicPartition partition;
    private final int window;
    private final TreeSet<Long> unfinished = new TreeSet<>();
    private final TreeSet<Long> finished;
    private final long suspectsTo;
    /** What killed its worker twice, or {@link Commit#NO_TRIAL}. */
    private long crashed;
    /** Behind all that was seen. */
    private long next;
    /** The position of the last commit. */
    private long committed;
    /** What the next commit says. */
    private Marks planned;
    /** What the last commit says. */
    private Marks marked;

    private Optional<Integer> leaderEpoch = Optional.empty();
    private boolean closed;

    /**
     * @param commit where the former owner left off
     * @param window how far above the lowest unfinished offset a finished one may be
     */
    public PartitionLedger(TopicPartition partition, Commit commit, int window) {
        this.partition = partition;
        this.window = window;
        this.next = commit.position();
        this.committed = commit.position();
        this.finished = new TreeSet<>(commit.finished());
        this.suspectsTo = Math.max(commit.startedTo(), commit.suspectsTo());
        this.crashed = commit.covers(commit.trial()) ? Commit.NO_TRIAL : commit.trial();
        this.planned = new Marks(commit.position(), crashed);
        this.marked = planned;
    }

    public TopicPartition partition() {
        return partition;
    }

    /** Takes note of a record; false when it is finished or was begun already. */
    public boolean begin(long offset, Optional<Integer> epoch) {
        leaderEpoch = epoch;
        boolean begun = !finished.contains(offset) && unfinished.add(offset);
        seenTo(offset + 1);
        return begun;
    }

    /** Takes note that every record below the offset was seen, whether or not one lies right below it. */
    public void seenTo(long offset) {
        next = Math.max(next, offset);
        long trial = planned.trial();
        if (planned.hasTrial() && trial < next && !unfinished.contains(trial)) {
            // Deleted or compacted away since the commit; nothing would ever end its trial.
            log.warn("The job on trial, {} of {}, is not on the topic any more", trial, partition);
            planned = planned.acquitted(trial);
            crashed = Commit.NO_TRIAL;
        }
    }

    /** Whether the offset, finished before all others, would have a place in the commit's metadata. */
    public boolean reaches(long offset) {
        return offset - lowestUnfinished() < window;
    }

    /** Whether the job was being printed when a worker died, and must be printed alone. */
    public boolean isSuspect(long offset) {
        return offset < suspectsTo;
    }

    /** Whether the former owner left jobs that it had started. */
    public boolean hasSuspects() {
        return suspectsTo > committed;
    }

    /** Whether the job was being printed at two deaths of a worker, the second time alone. */
    public boolean hasCrashed(long offset) {
        return offset == crashed;
    }

    /** Whether the last commit lets the job start: it says that it is started, or on trial. */
    public boolean isMarked(long offset) {
        return isSuspect(offset) ? offset == marked.trial() : offset < marked.startedTo();
    }

    /** Lets the next commit say that the job is started. Only one suspect at a time may be. */
    public void plan(long offset) {
        if (!isSuspect(offset)) {
            planned = planned.startedThrough(offset);
        } else if (mayTry(offset)) {
            planned = planned.onTrial(offset);
        } else {
            throw new IllegalStateException(
                    planned.trial() + " of " + partition + " is on trial, so " + offset + " cannot be");
        }
    }

    /** Whether no other suspect of this partition is on trial. */
    public boolean mayTry(long offset) {
        return !planned.hasTrial() || planned.trial() == offset;
    }

    /** Lets the next commit say that the job is not on trial any more, whether or not it is finished. */
    public void acquit(long offset) {
        planned = planned.acquitted(offset);
    }

    /** Takes back all marks: the jobs that are not finished are handed back by a worker that lives. */
    public void unmark() {
        planned = new Marks(committed, crashed);
    }

    /** What to commit once the given offsets, too, are finished. Changes nothing. */
    public OffsetAndMetadata commitWith(Collection<Long> finishing) {
        long low = lowestUnfinished(finishing);
        var above = new TreeSet<>(finished.tailSet(low));
        for (long offset : finishing) {
            if (offset > low) {
                above.add(offset);
            }
        }
        long trial = finishing.contains(planned.trial()) ? Commit.NO_TRIAL : planned.trial();
        var commit = new Commit(low, above, planned.startedTo(), suspectsTo, trial);
        return new OffsetAndMetadata(low, leaderEpoch, CommitMetadata.encode(commit));
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

    /** What {@link #commitWith} made of these offsets is committed, and with it their results are visible. */
    public void finish(Collection<Long> offsets) {
        settle(offsets);
        marked = planned;
    }

    /** The results of these offsets turned out to be visible. */
    public void settle(Collection<Long> offsets) {
        for (long offset : offsets) {
            unfinished.remove(offset);
            finished.add(offset);
            planned = planned.acquitted(offset);
            if (offset == crashed) {
                crashed = Commit.NO_TRIAL;
            }
        }
        committed = lowestUnfinished();
        finished.headSet(committed).clear();
    }

    /** Whether nothing is unfinished, and yet the commit says less: the group would show a lag that is none. */
    public boolean isBehind() {
        return unfinished.isEmpty() && committed < next;
    }

    /** Whether the next commit says otherwise than the last what is started. */
    public boolean hasPlan() {
        return !planned.equals(marked);
    }

    /** The partition belongs to this worker no longer; nothing of it may be published. */
    public void close() {
        closed = true;
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public String toString() {
        return partition + "[committed=" + committed + ", next=" + next + ", unfinished=" + unfinished.size()
                + ", started below " + marked.startedTo() + ", suspects below " + suspectsTo + ", on trial "
                + (marked.hasTrial() ? Long.toString(marked.trial()) : "none") + "]";
    }
}
