package io.pressrun.intake;

import java.util.concurrent.CompletableFuture;

/** A job's thread asks whether to print it, and waits for the verdict. Confined to the poll thread, but for that. */
final class Question implements Note {
    private static final long UNKNOWN = -1;

    final InFlightJob job;
    final JobKey key;
    final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    private final long gone;
    private long readTo = UNKNOWN;

    /** @param gone offset of a remembered result that is not there any more; -1: none */
    Question(InFlightJob job, JobKey key, long gone) {
        this.job = job;
        this.key = key;
        this.gone = gone;
    }

    long gone() {
        return gone;
    }

    /** Whether it is not yet known how far the topic must be read for a verdict. */
    boolean isNew() {
        return readTo == UNKNOWN;
    }

    void readTo(long offset) {
        readTo = offset;
    }

    boolean isReady(long position) {
        return !isNew() && position >= readTo;
    }

    /** What is remembered may have changed since it was asked. */
    void renew() {
        readTo = UNKNOWN;
    }
}
