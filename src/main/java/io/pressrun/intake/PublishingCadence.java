package io.pressrun.intake;

import io.pressrun.intake.duplicates.Deduplication;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** When the next transaction is due, and how long the loop may wait for records until then. Confined to the poll thread. */
final class PublishingCadence {
    private static final Duration IDLE = Duration.ofMillis(500);

    private final Outbox outbox;
    private final Dispatcher dispatcher;
    private final Assignment assignment;
    private final Deduplication duplicates;
    private final RetryClock retries;
    private final BooleanSupplier stopping;

    PublishingCadence(
            Outbox outbox,
            Dispatcher dispatcher,
            Assignment assignment,
            Deduplication duplicates,
            RetryClock retries,
            BooleanSupplier stopping) {
        this.outbox = outbox;
        this.dispatcher = dispatcher;
        this.assignment = assignment;
        this.duplicates = duplicates;
        this.retries = retries;
        this.stopping = stopping;
    }

    /** Plans which jobs the next transaction marks as started; not positive when it is due. */
    long nanosUntilDue() {
        boolean marks = !stopping.getAsBoolean() && dispatcher.plan();
        return outbox.nanosUntilDue(dispatcher.isIdle(), marks, assignment.ledgers(), IDLE);
    }

    void publishIfDue() {
        if (nanosUntilDue() <= 0) {
            outbox.publish(assignment.ledgers());
        }
    }

    /** How long the loop may wait for records. */
    Duration pollTimeout() {
        var untilPublishing = Duration.ofNanos(Math.clamp(nanosUntilDue(), 0, IDLE.toNanos()));
        return duplicates.untilNext(retries.untilNext(untilPublishing));
    }

    /** How long the loop may wait for tasks, at most the limit. */
    long taskTimeoutNanos(long limit) {
        long untilPublishing = Math.max(0, nanosUntilDue());
        return duplicates
                .untilNext(Duration.ofNanos(Math.min(limit, untilPublishing)))
                .toNanos();
    }
}
