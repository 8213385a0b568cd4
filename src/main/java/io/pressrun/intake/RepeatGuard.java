package io.pressrun.intake;

import io.pressrun.intake.InFlightJob.Claim;
import io.pressrun.intake.Verdict.Print;
import io.pressrun.intake.Verdict.Printed;
import io.pressrun.intake.Verdict.Wait;
import io.pressrun.job.Outcome;
import io.pressrun.job.json.JobCodec;
import io.pressrun.press.Completion;
import io.pressrun.press.Submission;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has jobs printed, unless another one with the same id was. Runs on the jobs' threads; the poll thread decides, since
 * it knows what is visible.
 */
final class RepeatGuard implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RepeatGuard.class);
    private static final long NONE = -1;
    private static final Duration BACKOFF = Duration.ofSeconds(1);

    private final IntakeSettings settings;
    private final JobCodec codec;
    private final OutcomeRecords records;
    private final Inbox inbox;
    private final FirstResults results;

    RepeatGuard(IntakeSettings settings, JobCodec codec, OutcomeRecords records, Inbox inbox) {
        this.settings = settings;
        this.codec = codec;
        this.records = records;
        this.inbox = inbox;
        this.results = new FirstResults(settings);
    }

    Answer answer(InFlightJob job, Submission submission, Function<Submission, Completion> press) {
        job.claim = null;
        String id = settings.duplicates().on()
                        && job.position().topic().equals(settings.topics().requests())
                ? codec.idOf(submission.value(), submission.headers(), submission.fallbackId())
                : submission.fallbackId();
        if (id.equals(submission.fallbackId())) {
            return records.answer(job, press.apply(submission));
        }
        try {
            return answer(job, id, submission, press);
        } catch (InterruptedException e) {
            return records.answer(job, new Completion(id, Map.of(), new Outcome.Interrupted(), null));
        }
    }

    private Answer answer(InFlightJob job, String id, Submission submission, Function<Submission, Completion> press)
            throws InterruptedException {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        var key = JobKey.of(job.position().partition(), name);
        long gone = NONE;
        var pause = Duration.ZERO;
        while (true) {
            switch (ask(new Question(job, key, gone, pause))) {
                case Print(boolean remembered) -> {
                    job.claim = new Claim(id, remembered);
                    return records.answer(job, press.apply(submission));
                }
                case Wait wait -> {
                    return records.wait(job, id, wait);
                }
                case Printed(int partition, long offset) -> {
                    try {
                        byte[] first = results.read(partition, offset, name);
                        if (first != null) {
                            return records.duplicate(job, id, codec.decodeResult(first));
                        }
                        gone = offset;
                    } catch (KafkaException e) {
                        log.warn("Job {} waits for the result of a former one: {}", job.position(), e.toString());
                        pause = BACKOFF;
                    } catch (IllegalArgumentException e) {
                        log.warn("What is remembered of job {} cannot be read, so it is printed", id, e);
                        gone = offset;
                    }
                }
            }
        }
    }

    private Verdict ask(Question question) throws InterruptedException {
        inbox.put(question);
        try {
            return question.verdict.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        results.close();
    }
}
