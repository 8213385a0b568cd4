package io.pressrun.intake;

import io.pressrun.intake.duplicates.Decision.Print;
import io.pressrun.intake.duplicates.Decision.PutOff;
import io.pressrun.intake.duplicates.Decision.Repeat;
import io.pressrun.intake.duplicates.Deduplication;
import io.pressrun.job.Outcome;
import io.pressrun.press.Completion;
import io.pressrun.press.Submission;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has each job worked on by a virtual thread of its own, and hands its publication to the poll thread. */
final class JobThreads {
    private static final Logger log = LoggerFactory.getLogger(JobThreads.class);

    private final Function<Submission, Completion> press;
    private final Deduplication duplicates;
    private final OutcomeRecords records;
    private final Executor pollThread;
    private final Consumer<Publication> ended;

    /** @param ended is given on the poll thread what became of each job that was started */
    JobThreads(
            Function<Submission, Completion> press,
            Deduplication duplicates,
            OutcomeRecords records,
            Executor pollThread,
            Consumer<Publication> ended) {
        this.press = press;
        this.duplicates = duplicates;
        this.records = records;
        this.pollThread = pollThread;
        this.ended = ended;
    }

    void start(InFlightJob job) {
        job.start(() -> {
            var publication = work(job);
            pollThread.execute(() -> ended.accept(publication));
        });
    }

    /** A job that never ends would be in flight for ever, so nothing may escape. */
    private Publication work(InFlightJob job) {
        try {
            return print(job, Submissions.of(job));
        } catch (Throwable e) {
            log.error("Job {} failed with a defect", job.position(), e);
            return records.publication(job, OutcomeRecords.defect(job, e));
        }
    }

    private Publication print(InFlightJob job, Submission submission) {
        job.claim = null;
        try {
            return switch (duplicates.decide(job, submission)) {
                case Print(var claim) -> {
                    job.claim = claim;
                    yield records.publication(job, press.apply(submission));
                }
                case PutOff putOff -> records.putOff(job, putOff);
                case Repeat repeat -> records.repeat(job, repeat);
            };
        } catch (InterruptedException e) {
            var interrupted = new Completion(submission.fallbackId(), Map.of(), new Outcome.Interrupted(), null);
            return records.publication(job, interrupted);
        }
    }
}
