package io.pressrun.intake;

import io.pressrun.job.FailureCode;
import io.pressrun.job.Outcome;
import io.pressrun.job.Outcome.Report;
import io.pressrun.press.Printing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes answers that do without a record that Kafka does not take. */
final class Substitutes {
    private static final Logger log = LoggerFactory.getLogger(Substitutes.class);
    private static final int SHORT_MESSAGE = 500;

    private final IntakeSettings settings;
    private final OutcomeRecords records;

    Substitutes(IntakeSettings settings, OutcomeRecords records) {
        this.settings = settings;
        this.records = records;
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
        if (tooLarge.topic().equals(settings.duplicates().topic())) {
            return Optional.of(forgotten(answer, tooLarge));
        }
        if (printing.outcome() instanceof Outcome.RetryLater later) {
            return Optional.of(records.failed(
                    answer.job(),
                    printing,
                    later.code(),
                    later.message() + " It cannot be tried again: its record with the headers of a retry is larger than"
                            + " the topic " + tooLarge.topic() + " takes; raise its max.message.bytes."));
        }
        if (!tooLarge.topic().equals(settings.topics().results())) {
            var failure = pdfTooLarge(tooLarge);
            return Optional.of(
                    records.answer(answer.job(), new Printing(printing.id(), printing.labels(), failure, null)));
        }
        var shorter = new Printing(printing.id(), printing.labels(), shorten(printing.outcome()), printing.pdf());
        var result = records.result(answer.job(), shorter, answer.isDuplicate() ? answer.first() : null);
        if (result.value().length >= tooLarge.value().length) {
            return Optional.empty();
        }
        var output = new ArrayList<>(without(answer.records(), tooLarge));
        output.add(result);
        return Optional.of(new Answer(answer.job(), shorter, output, answer.first()));
    }

    private Answer forgotten(Answer answer, ProducerRecord<byte[], byte[]> tooLarge) {
        log.error(
                "The result of job {} is larger than the topic {} takes, so the job is not remembered;"
                        + " raise its max.message.bytes to that of {}",
                answer.printing().id(),
                tooLarge.topic(),
                settings.topics().results());
        var all = new ArrayList<>(without(answer.records(), tooLarge));
        var claim = answer.job().claim;
        if (claim != null && claim.remembered()) {
            all.add(PrintedRecords.tombstone(tooLarge.topic(), answer.job(), claim.id()));
        }
        return new Answer(answer.job(), answer.printing(), all, answer.first());
    }

    /** The answer's records with a dead letter that has no value, or none at all where it has none already. */
    private List<ProducerRecord<byte[], byte[]>> shortenDeadLetter(
            Answer answer, ProducerRecord<byte[], byte[]> tooLarge) {
        var all = new ArrayList<>(without(answer.records(), tooLarge));
        log.error(
                "The dead letter of job {} is larger than the topic {} takes and is written {};"
                        + " raise its max.message.bytes above that of {}",
                answer.printing().id(),
                tooLarge.topic(),
                tooLarge.value() == null ? "not at all" : "without its value",
                settings.topics().requests());
        if (tooLarge.value() != null) {
            var headers = new RecordHeaders(tooLarge.headers());
            headers.add(DeadLetterHeaders.VALUE_OMITTED, "true".getBytes(StandardCharsets.UTF_8));
            all.addFirst(
                    new ProducerRecord<>(tooLarge.topic(), null, tooLarge.timestamp(), tooLarge.key(), null, headers));
        }
        return all;
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
                Report.NONE);
    }

    /** The same outcome without its lists, and with no more than the beginning of a long message. */
    private static Outcome shorten(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Printed p ->
                new Outcome.Printed(p.receipt(), p.pages(), p.bytes(), p.sha256(), shorten(p.report()));
            case Outcome.Failed f -> new Outcome.Failed(f.code(), beginning(f.message()), shorten(f.report()));
            case Outcome.RetryLater _, Outcome.Interrupted _ -> outcome;
        };
    }

    private static Report shorten(Report report) {
        return new Report(List.of(), List.of(), report.timings());
    }

    private static String beginning(String message) {
        int end = Math.min(message.length(), SHORT_MESSAGE);
        return message.substring(0, end > 0 && Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end);
    }
}
