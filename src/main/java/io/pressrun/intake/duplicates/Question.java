package io.pressrun.intake.duplicates;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A job's thread asks whether to print it, and waits for the verdict. Confined to the poll thread, but for that. */
final class Question {
    final Candidate job;
    final JobKey key;
    final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    private final long gone;
    private final long due;
    private @Nullable CompletableFuture<Long> readTo;

    /**
     * @param gone offset of a remembered result that is not there any more; -1: none
     * @param pause how long it is put off
     */
    Question(Candidate job, JobKey key, long gone, Duration pause) {
        this.job = job;
        this.key = key;
        this.gone = gone;
        this.due = System.nanoTime() + pause.toNanos();
    }

    long nanosUntilDue() {
        return Math.max(0, due - System.nanoTime());
    }

    long gone() {
        return gone;
    }

    /** How far the topic must be read for a verdict; {@code null} when that was not asked. */
    @Nullable
    CompletableFuture<Long> readTo() {
        return readTo;
    }

    void readTo(CompletableFuture<Long> offset) {
        readTo = offset;
    }

    boolean isReady(long position) {
        return readTo != null && readTo.state() == Future.State.SUCCESS && position >= readTo.resultNow();
    }

    /** What is remembered may have changed since it was asked, or how far to read could not be told. */
    void renew() {
        readTo = null;
    }
}
