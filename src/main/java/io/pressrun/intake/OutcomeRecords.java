package io.pressrun.intake;

import io.pressrun.deliver.PendingRecord;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobCodec;
import io.pressrun.job.JobResult;
import io.pressrun.job.JobResult.InputPosition;
import io.pressrun.job.Outcome;
import io.pressrun.job.Outcome.Timings;
import io.pressrun.press.Printing;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns an outcome into the records that make it visible: the result, the PDF on its topic, the dead letter. */
final class OutcomeRecords {
    static final String ID = "pressrun-id";
    static final String ERROR_CODE = "pressrun-error-code";
    private static final Logger log = LoggerFactory.getLogger(OutcomeRecords.class);
    private static final int SHORT_MESSAGE = 500;
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

    /** The final form of an outcome: a failure that may pass by itself is final once no retry is left. */
    static Printing settle(Printing printing) {
        return printing.outcome() instanceof Outcome.RetryLater(var code, var message, var warnings, var timings)
                ? new Printing(
                        printing.id(), printing.labels(), new Outcome.Failed(code, message, warnings, timings), null)
                : printing;
    }

    /** What becomes of a job when something was thrown that should not be. */
    static Printing defect(InFlightJob job, Throwable thrown) {
        var outcome = new Outcome.Failed(
                FailureCode.INTERNAL_ERROR,
                "Pressrun failed with a defect (" + thrown.getClass().getSimpleName()
                        + "); the worker's log has the details.",
                List.of(),
                Timings.NONE);
        return new Printing(job.position().toString(), Map.of(), outcome, null);
    }

    /** Settles an outcome and makes its records. */
    Answer answer(InFlightJob job, Printing printing) {
        var settled = settle(printing);
        var output = settled.outcome() instanceof Outcome.Interrupted
                ? List.<ProducerRecord<byte[], byte[]>>of()
                : of(job.record, settled);
        return new Answer(job, settled, output);
    }

    /**
     * The answer in a form that does without the record that Kafka does not take for its size: no PDF but a failure, a
     * dead letter without its value, or a shorter result. Empty when the result cannot be shorter.
     */
    Optional<Answer> without(Answer answer, ProducerRecord<byte[], byte[]> tooLarge) {
        var printing = answer.printing();
        if (tooLarge.topic().equals(settings.topics().deadLetters())) {
            return Optional.of(new Answer(answer.job(), printing, shortenDeadLetter(answer, tooLarge)));
        }
        if (!tooLarge.topic().equals(settings.topics().results())) {
            var failure = pdfTooLarge(tooLarge);
            return Optional.of(answer(answer.job(), new Printing(printing.id(), printing.labels(), failure, null)));
        }
        var shorter = new Printing(printing.id(), printing.labels(), shorten(printing.outcome()), printing.pdf());
        var result = result(answer.job().record, shorter);
        if (result.value().length >= tooLarge.value().length) {
            return Optional.empty();
        }
        var output = new ArrayList<>(without(answer.records(), tooLarge));
        output.add(result);
        return Optional.of(new Answer(answer.job(), shorter, output));
    }

    /** The answer's records with a dead letter that has no value, or none at all where it has none already. */
    private List<ProducerRecord<byte[], byte[]>> shortenDeadLetter(
            Answer answer, ProducerRecord<byte[], byte[]> tooLarge) {
        var records = new ArrayList<>(without(answer.records(), tooLarge));
        log.error(
                "The dead letter of job {} is larger than the topic {} takes and is written {};"
                        + " raise its max.message.bytes above that of {}",
                answer.printing().id(),
                tooLarge.topic(),
                tooLarge.value() == null ? "not at all" : "without its value",
                settings.topics().requests());
        if (tooLarge.value() != null) {
            var headers = new RecordHeaders(tooLarge.headers());
            add(headers, DeadLetterHeaders.VALUE_OMITTED, "true");
            records.addFirst(
                    new ProducerRecord<>(tooLarge.topic(), null, tooLarge.timestamp(), tooLarge.key(), null, headers));
        }
        return records;
    }

    private static List<ProducerRecord<byte[], byte[]>> without(
            List<ProducerRecord<byte[], byte[]>> all, ProducerRecord<byte[], byte[]> one) {
        return all.stream().filter(record -> !record.equals(one)).toList();
    }

    private static Outcome pdfTooLarge(ProducerRecord<byte[], byte[]> pdf) {
        return new Outcome.Failed(
                FailureCode.PDF_TOO_LARGE,
                "The PDF has " + pdf.value().length + " bytes, and Kafka does not take a record of that size on "
                        + pdf.topic() + ". Raise max.message.bytes of the topic and"
                        + " pressrun.output.max-record-size, or send the job's output to the store.",
                List.of(),
                Timings.NONE);
    }

    /** The same outcome without its warnings, and with no more than the beginning of a long message. */
    private static Outcome shorten(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Printed p ->
                new Outcome.Printed(p.receipt(), p.pages(), p.bytes(), p.sha256(), List.of(), p.timings());
            case Outcome.Failed f -> new Outcome.Failed(f.code(), beginning(f.message()), List.of(), f.timings());
            case Outcome.RetryLater _, Outcome.Interrupted _ -> outcome;
        };
    }

    private static String beginning(String message) {
        int end = Math.min(message.length(), SHORT_MESSAGE);
        return message.substring(0, end > 0 && Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end);
    }

    private List<ProducerRecord<byte[], byte[]>> of(ConsumerRecord<byte[], byte[]> input, Printing printing) {
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        if (printing.pdf() != null) {
            records.add(pdf(input, printing.pdf()));
        }
        if (printing.outcome() instanceof Outcome.Failed failed) {
            records.add(deadLetter(input, printing, failed));
        }
        records.add(result(input, printing));
        return records;
    }

    private ProducerRecord<byte[], byte[]> result(ConsumerRecord<byte[], byte[]> input, Printing printing) {
        var result = new JobResult(
                printing.id(),
                printing.outcome(),
                1,
                settings.workerId(),
                new InputPosition(input.topic(), input.partition(), input.offset()),
                clock.instant(),
                printing.labels());
        var headers = new RecordHeaders();
        add(headers, ID, printing.id());
        add(headers, CONTENT_TYPE, "application/json");
        copyTrace(input, headers);
        return new ProducerRecord<>(
                settings.topics().results(), null, null, input.key(), codec.encodeResult(result), headers);
    }

    private static ProducerRecord<byte[], byte[]> pdf(ConsumerRecord<byte[], byte[]> input, PendingRecord pdf) {
        var headers = new RecordHeaders();
        pdf.headers().forEach((name, value) -> add(headers, name, value));
        copyTrace(input, headers);
        return new ProducerRecord<>(pdf.topic(), null, null, input.key(), pdf.value(), headers);
    }

    private ProducerRecord<byte[], byte[]> deadLetter(
            ConsumerRecord<byte[], byte[]> input, Printing printing, Outcome.Failed failed) {
        var headers = new RecordHeaders(input.headers());
        add(headers, "__dlq.errors.topic", input.topic());
        add(headers, "__dlq.errors.partition", Integer.toString(input.partition()));
        add(headers, "__dlq.errors.offset", Long.toString(input.offset()));
        add(headers, "__dlq.errors.group", settings.groupId());
        add(headers, "__dlq.errors.delivery.count", "1");
        add(headers, "__dlq.errors.message", failed.message());
        add(headers, ERROR_CODE, failed.code().name());
        if (input.headers().lastHeader(ID) == null) {
            add(headers, ID, printing.id());
        }
        return new ProducerRecord<>(settings.topics().deadLetters(), null, null, input.key(), input.value(), headers);
    }

    private static void copyTrace(ConsumerRecord<byte[], byte[]> input, Headers headers) {
        for (String name : TRACE) {
            Header header = input.headers().lastHeader(name);
            if (header != null) {
                headers.add(header);
            }
        }
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
