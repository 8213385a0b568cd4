package io.pressrun.intake;

import io.pressrun.intake.duplicates.Deduplication;
import java.util.function.BooleanSupplier;

/** Takes note of each job that has ended, and has it published or begun again. Confined to the poll thread. */
final class EndedJobs {
    private final Dispatcher dispatcher;
    private final Outbox outbox;
    private final OutcomeRecords records;
    private final Deduplication duplicates;
    private final StallDetector stall;
    private final IntakeListener listener;
    private final BooleanSupplier stopping;

    EndedJobs(
            Dispatcher dispatcher,
            Outbox outbox,
            OutcomeRecords records,
            Deduplication duplicates,
            StallDetector stall,
            IntakeListener listener,
            BooleanSupplier stopping) {
        this.dispatcher = dispatcher;
        this.outbox = outbox;
        this.records = records;
        this.duplicates = duplicates;
        this.stall = stall;
        this.listener = listener;
        this.stopping = stopping;
    }

    void add(Publication publication) {
        dispatcher.ended(publication);
        stall.moved(publication.ledger().partition());
        boolean ours = !publication.ledger().isClosed();
        if (publication.isInterruption() || !ours) {
            duplicates.ended(publication.job());
        }
        if (publication.isInterruption()) {
            listener.interrupted();
            if (ours && !stopping.getAsBoolean()) {
                dispatcher.putBack(publication.job());
            }
        } else if (ours) {
            outbox.add(publication);
        }
    }

    /** A job that killed its worker twice has ended without being started again. */
    void addCrashed(InFlightJob job) {
        var crash = records.crash(job);
        if (job.retry != null) {
            job.claim = duplicates.claimOfRetry(job, crash.id());
        }
        add(records.publication(job, crash));
    }
}
