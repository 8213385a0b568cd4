package io.pressrun.intake.duplicates;

import io.pressrun.intake.duplicates.Verdict.Print;
import io.pressrun.intake.duplicates.Verdict.Printed;
import io.pressrun.intake.duplicates.Verdict.Wait;
import io.pressrun.intake.topic.TopicClients;
import io.pressrun.job.json.JobCodec;
import io.pressrun.press.Submission;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints no job whose id was printed within a window of time. The jobs' threads ask and read first results; the poll
 * thread gives the verdicts, since it knows what is visible.
 */
public final class WindowDeduplication implements Deduplication {
    private static final Logger log = LoggerFactory.getLogger(WindowDeduplication.class);
    private static final long NONE = -1;
    private static final Duration BACKOFF = Duration.ofSeconds(1);

    private final DuplicateSettings settings;
    private final String requestTopic;
    private final JobCodec codec;
    private final Executor pollThread;
    private final PrintedJobs printed;
    private final FirstResults results;

    /**
     * @param requestTopic whose jobs are told apart by their ids
     * @param retries whether there is a retry topic on which a job can wait
     * @param pollThread runs what it is given on the poll thread, in order
     */
    public WindowDeduplication(
            DuplicateSettings settings,
            TopicClients clients,
            String requestTopic,
            boolean retries,
            JobCodec codec,
            Clock clock,
            Executor pollThread) {
        this(
                settings,
                requestTopic,
                codec,
                pollThread,
                new PrintedJobs(new PrintedIndex(settings, clients, clock), retries),
                new FirstResults(settings.topic(), clients));
    }

    /** Closes the last two with itself. */
    WindowDeduplication(
            DuplicateSettings settings,
            String requestTopic,
            JobCodec codec,
            Executor pollThread,
            PrintedJobs printed,
            FirstResults results) {
        this.settings = settings;
        this.requestTopic = requestTopic;
        this.codec = codec;
        this.pollThread = pollThread;
        this.printed = printed;
        this.results = results;
    }

    @Override
    public Decision decide(Candidate job, Submission submission) throws InterruptedException {
        String id = job.position().topic().equals(requestTopic)
                ? codec.idOf(submission.value(), submission.headers(), submission.fallbackId())
                : submission.fallbackId();
        return id.equals(submission.fallbackId()) ? new Decision.Print(null) : decide(job, id);
    }

    private Decision decide(Candidate job, String id) throws InterruptedException {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        var key = JobKey.of(job.position().partition(), name);
        long gone = NONE;
        var pause = Duration.ZERO;
        while (true) {
            switch (ask(new Question(job, key, gone, pause))) {
                case Print(boolean remembered) -> {
                    return new Decision.Print(claim(job, id, remembered));
                }
                case Wait(var first, var code) -> {
                    return new Decision.PutOff(id, first, code);
                }
                case Printed(int partition, long offset) -> {
                    try {
                        byte[] first = results.read(partition, offset, name);
                        if (first != null) {
                            return new Decision.Repeat(id, codec.decodeResult(first));
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
        pollThread.execute(() -> printed.ask(question));
        try {
            return question.verdict.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Claim claim(Candidate job, String id, boolean remembered) {
        return new Claim(settings.topic(), job.position(), id, remembered);
    }

    @Override
    public @Nullable Claim claimOfRetry(Candidate job, String id) {
        return claim(job, id, true);
    }

    @Override
    public void turn() {
        printed.turn();
    }

    @Override
    public Duration untilNext(Duration limit) {
        return printed.untilNext(limit);
    }

    @Override
    public void ended(Candidate job) {
        printed.ended(job);
    }

    @Override
    public void dropClosed(Set<Integer> partitions) {
        printed.dropClosed(partitions);
    }

    @Override
    public String toString() {
        return printed.toString();
    }

    @Override
    public void close() {
        try (results;
                printed) {
            // Each is closed, whatever the other one throws.
        }
    }
}
