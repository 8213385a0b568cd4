package io.pressrun.chaos;

import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/** The time for which one process has one partition, and what it said of its jobs in commits that may have come about. */
final class Tenure {
    private final List<Marks> possible = new ArrayList<>();
    private final List<Marks> attempted = new ArrayList<>();
    private boolean endedUncleanly;

    /** What a commit says of jobs that are not finished, in the words of {@code io.pressrun.intake.CommitMetadata}. */
    private record Marks(long position, BitSet finished, long startedTo, long trial) {
        static Marks of(long position, String metadata) {
            String[] parts = metadata.substring(metadata.indexOf(':') + 1).split(";", -1);
            var finished = BitSet.valueOf(Base64.getUrlDecoder().decode(parts[0]));
            long startedTo = position;
            long trial = -1;
            for (String mark : parts) {
                if (mark.startsWith("s=")) {
                    startedTo = position + 1 + Long.parseLong(mark.substring(2));
                } else if (mark.startsWith("t=")) {
                    trial = position + Long.parseLong(mark.substring(2));
                }
            }
            return new Marks(position, finished, startedTo, trial);
        }

        boolean started(long offset) {
            return offset >= position && offset < startedTo && !finished.get(Math.toIntExact(offset - position));
        }
    }

    /** A commit is on its way. */
    void commit(long position, String metadata) {
        attempted.add(Marks.of(position, metadata));
    }

    /** What was on its way is committed, or nothing was. */
    void published() {
        if (!attempted.isEmpty()) {
            possible.clear();
            possible.add(attempted.getLast());
            attempted.clear();
        }
    }

    void aborted() {
        attempted.clear();
    }

    /** Nobody knows what became of what was on its way. */
    void uncertain() {
        possible.addAll(attempted);
        attempted.clear();
    }

    /** The partition was taken, or the process died, and nothing was handed back. */
    void endUncleanly() {
        endedUncleanly = true;
    }

    boolean leftStarted(long offset) {
        return endedUncleanly && marks().anyMatch(mark -> mark.started(offset));
    }

    boolean leftOnTrial(long offset) {
        return endedUncleanly && marks().anyMatch(mark -> mark.trial() == offset);
    }

    private Stream<Marks> marks() {
        return Stream.concat(possible.stream(), attempted.stream());
    }
}
