package io.pressrun.intake;

import io.pressrun.deliver.PendingRecord;
import io.pressrun.intake.duplicates.Decision.PutOff;
import io.pressrun.intake.duplicates.Decision.Repeat;
import io.pressrun.intake.letters.DeadLetterHeaders;
import io.pressrun.intake.topic.HeaderText;
import io.pressrun.intake.topic.RetryState;
import io.pressrun.job.FailureCode;
import io.pressrun.job.Outcome;
import io.pressrun.job.Outcome.Report;
import io.pressrun.job.ResultEvent;
import io.pressrun.job.ResultEvent.InputPosition;
import io.pressrun.job.json.JobCodec;
import io.pressrun.press.Completion;
import io.pressrun.press.StackSummary;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Turns an outcome into the records that make it visible: the result, the PDF on its topic, the dead letter, or the
 * record that waits on a retry topic.
 */
final class OutcomeRecords {
    private static final byte[] NO_RESULT = {};
    private static final String CONTENT_TYPE = "content-type";
    private static final List<String> TRACE = List.of("traceparent", "tracestate");

    private final IntakeSettings settings;
    private final JobCodec codec;
    private final Clock clock;

    OutcomeRecords(IntakeSettings settings, JobCodec codec, Clock clock) {
        this.settings = settings;
        this.codec = codec;
        this.clock = clock;
    }

    /** What becomes of a job when something was thrown that should not be. */
    static Completion defect(InFlightJob job, Throwable thrown) {
        var outcome = new Outcome.Failed(
                FailureCode.INTERNAL_ERROR,
                "Pressrun failed with a defect (" + thrown.getClass().getSimpleName()
                        + "); the worker's log has the details.",
                Report.NONE);
        return new Completion(job.position().toString(), Map.of(), outcome, null, StackSummary.of(thrown));
    }

    /** What becomes of a job that was being printed at two deaths of a worker. */
    Completion crash(InFlightJob job) {
        var submission = Submissions.of(job);
        var outcome = new Outcome.Failed(
                FailureCode.WORKER_CRASH,
                "Twice a worker died while it printed this job, the second time with no other job beside it; it is not"
                        + " tried again. If the job is not to blame (a node was lost, a process killed by hand),"
                        + " replay its dead letter.",
                Report.NONE);
        return new Completion(
                codec.idOf(submission.value(), submission.headers(), submission.fallbackId()), Map.of(), outcome, null);
    }

    /** Makes the records of an outcome; what cannot be tried again is final. */
    Publication publication(InFlightJob job, Completion printing) {
        return switch (printing.outcome()) {
            case Outcome.Interrupted _ -> new Publication(job, printing, List.of());
            case Outcome.RetryLater later -> retry(job, printing, later);
            case Outcome.Printed _, Outcome.Failed _ -> new Publication(job, printing, records(job, printing));
        };
    }

    private Publication retry(InFlightJob job, Completion printing, Outcome.RetryLater later) {
        if (job.attempt() > settings.retryDelays().size()) {
            return failed(job, printing, later.code(), later.message());
        }
        var delay = settings.retryDelays().get(job.attempt() - 1);
        var now = clock.instant();
        var due = now.plus(delay);
        if (later.notAfter() != null && due.isAfter(later.notAfter())) {
            return failed(
                    job,
                    printing,
                    FailureCode.EXPIRED,
                    "notAfter (" + later.notAfter() + ") passes before the next attempt. The last one failed: "
                            + later.code() + ", " + later.message());
        }
        var state = new RetryState(due, job.attempt(), job.firstFailure(now), later.code(), job.position());
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        records.add(retry(job, delay, state));
        remember(job, later, NO_RESULT, records);
        return new Publication(job, printing, records);
    }

    private ProducerRecord<byte[], byte[]> retry(InFlightJob job, Duration delay, RetryState state) {
        return new ProducerRecord<>(
                settings.topics().retry(delay),
                null,
                null,
                job.record.key(),
                job.record.value(),
                state.addTo(job.headers()));
    }

    /** Puts off a job that was not worked on, because another one with its id waits for its next attempt. */
    Publication putOff(InFlightJob job, PutOff wait) {
        var outcome = new Outcome.RetryLater(
                wait.code(),
                "It waits for " + wait.first() + ", which has the same id and is to be tried again.",
                Report.NONE,
                null);
        var now = clock.instant();
        var delay = settings.retryDelays().getFirst();
        var state =
                new RetryState(now.plus(delay), job.attempt() - 1, job.firstFailure(now), wait.code(), job.position());
        var printing = new Completion(wait.id(), Map.of(), outcome, null);
        return new Publication(job, printing, List.of(retry(job, delay, state)), wait.first());
    }

    /** Answers a job that was not worked on with the result of another one with its id. */
    Publication repeat(InFlightJob job, Repeat repeat) {
        var first = repeat.first();
        var printing = new Completion(repeat.id(), first.labels(), first.outcome(), null);
        return new Publication(job, printing, List.of(result(job, printing, first.input())), first.input());
    }

    /** What waits for its next attempt, but final. */
    Publication failed(InFlightJob job, Completion printing, FailureCode code, String message) {
        var later = (Outcome.RetryLater) printing.outcome();
        var outcome = new Outcome.Failed(code, message, later.report());
        var settled = new Completion(printing.id(), printing.labels(), outcome, null, printing.stack());
        return new Publication(job, settled, records(job, settled));
    }

    private List<ProducerRecord<byte[], byte[]>> records(InFlightJob job, Completion printing) {
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        if (printing.pdf() != null) {
            records.add(pdf(job, printing.pdf()));
        }
        if (Publication.isDeadLetter(printing.outcome())) {
            records.add(deadLetter(job, printing, (Outcome.Failed) printing.outcome()));
        }
        var result = result(job, printing, null);
        records.add(result);
        remember(job, printing.outcome(), result.value(), records);
        return records;
    }

    private static void remember(
            InFlightJob job, Outcome outcome, byte[] result, List<ProducerRecord<byte[], byte[]>> records) {
        if (job.claim != null) {
            records.addAll(job.claim.records(outcome, result));
        }
    }

    ProducerRecord<byte[], byte[]> result(InFlightJob job, Completion printing, @Nullable InputPosition duplicateOf) {
        var result = new ResultEvent(
                printing.id(),
                printing.outcome(),
                attempts(job, printing.outcome()) - (duplicateOf == null ? 0 : 1),
                settings.member().workerId(),
                job.position(),
                clock.instant(),
                printing.labels(),
                duplicateOf);
        var headers = new RecordHeaders();
        HeaderText.add(headers, HeaderText.JOB_ID, printing.id());
        HeaderText.add(headers, CONTENT_TYPE, "application/json");
        copyTrace(job, headers);
        return new ProducerRecord<>(
                settings.topics().results(), null, null, job.record.key(), codec.encodeResult(result), headers);
    }

    private static int attempts(InFlightJob job, Outcome outcome) {
        boolean crash = outcome instanceof Outcome.Failed failed && failed.code() == FailureCode.WORKER_CRASH;
        return crash ? job.attempt() + 1 : job.attempt();
    }

    private static ProducerRecord<byte[], byte[]> pdf(InFlightJob job, PendingRecord pdf) {
        var headers = new RecordHeaders();
        pdf.headers().forEach((name, value) -> HeaderText.add(headers, name, value));
        copyTrace(job, headers);
        return new ProducerRecord<>(pdf.topic(), null, null, job.record.key(), pdf.value(), headers);
    }

    private ProducerRecord<byte[], byte[]> deadLetter(InFlightJob job, Completion printing, Outcome.Failed failed) {
        var request = job.headers();
        var position = job.position();
        var headers = new RecordHeaders(request);
        HeaderText.add(headers, DeadLetterHeaders.TOPIC, position.topic());
        HeaderText.add(headers, DeadLetterHeaders.PARTITION, Integer.toString(position.partition()));
        HeaderText.add(headers, DeadLetterHeaders.OFFSET, Long.toString(position.offset()));
        HeaderText.add(headers, DeadLetterHeaders.GROUP, settings.member().groupId());
        HeaderText.add(headers, DeadLetterHeaders.ATTEMPTS, Integer.toString(attempts(job, failed)));
        HeaderText.add(headers, DeadLetterHeaders.MESSAGE, failed.message());
        HeaderText.add(headers, DeadLetterHeaders.CODE, failed.code().name());
        if (printing.stack() != null) {
            HeaderText.add(headers, DeadLetterHeaders.STACK, printing.stack());
        }
        // By it a job without an id of its own keeps this one when it is replayed.
        if (!HeaderText.has(request, HeaderText.JOB_ID)) {
            HeaderText.add(headers, HeaderText.JOB_ID, printing.id());
        }
        return new ProducerRecord<>(
                settings.topics().deadLetters(), null, null, job.record.key(), job.record.value(), headers);
    }

    private static void copyTrace(InFlightJob job, Headers headers) {
        for (String name : TRACE) {
            Header header = job.record.headers().lastHeader(name);
            if (header != null) {
                headers.add(header);
            }
        }
    }

    /** The headers without those that tell of the request's trace. */
    static Headers untraced(Headers headers) {
        var others = new RecordHeaders(headers);
        TRACE.forEach(others::remove);
        return others;
    }
}
