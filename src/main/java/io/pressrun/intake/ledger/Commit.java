package io.pressrun.intake.ledger;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The commit of one partition.
 *
 * @param position every offset below it is finished
 * @param finished offsets from it on that are finished, too
 * @param startedTo jobs below it may have been started, and none from it on
 * @param suspectsTo unfinished jobs below it were being printed when a worker died
 * @param trial the suspect that was being printed alone, or {@link #NO_TRIAL}
 */
public record Commit(long position, SortedSet<Long> finished, long startedTo, long suspectsTo, long trial) {
    public static final long NO_TRIAL = -1;

    /** A commit that says no more than its position. */
    public static Commit at(long position) {
        return new Commit(position, new TreeSet<>(), position, position, NO_TRIAL);
    }

    public boolean covers(long offset) {
        return offset < position || finished.contains(offset);
    }
}
