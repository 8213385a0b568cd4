package io.pressrun.intake;

import io.pressrun.intake.letters.DeadLetterHeaders;
import io.pressrun.job.FailureCode;
import io.pressrun.job.Outcome;
import io.pressrun.job.Outcome.Report;
import io.pressrun.press.Completion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes publications that do without a record that Kafka does not take. */
final class Substitutes {
    private static final Logger log = LoggerFactory.getLogger(Substitutes.class);
    private static final int SHORT_MESSAGE = 500;
    /** Bytes from which on a key or trace headers are at fault. A topic that takes less takes no result at all. */
    private static final int LARGE = 4096;

    private final IntakeSettings settings;
    private final OutcomeRecords records;

    Substitutes(IntakeSettings settings, OutcomeRecords records) {
        this.settings = settings;
        this.records = records;
    }

    /**
     * The publication in a form that does without the record that Kafka refused: no PDF but a failure, a final failure and
     * no retry, a dead letter without its value or none, a shorter result. Empty when the result has no other form.
     */
    Optional<Publication> without(
            Publication publication, ProducerRecord<byte[], byte[]> refused, KafkaException cause) {
        boolean tooLarge = cause instanceof RecordTooLargeException;
        var printing = publication.printing();
        if (refused.topic().equals(settings.topics().deadLetters())) {
            return Optional.of(replace(publication, printing, refused, deadLetter(publication, refused, cause)));
        }
        if (refused.topic().equals(settings.duplicates().topic())) {
            return Optional.of(replace(publication, printing, refused, forgotten(publication, refused, cause)));
        }
        if (printing.outcome() instanceof Outcome.RetryLater later) {
            return Optional.of(records.failed(
                    publication.job(),
                    printing,
                    later.code(),
                    later.message() + " It cannot be tried again: "
                            + (tooLarge
                                    ? "its record with the headers of a retry is larger than the topic "
                                            + refused.topic() + " takes; raise its max.message.bytes."
                                    : "the topic " + refused.topic() + " refuses its record: " + cause.getMessage())));
        }
        if (!refused.topic().equals(settings.topics().results())) {
            var failure = tooLarge ? pdfTooLarge(refused) : pdfRefused(refused, cause);
            return Optional.of(records.publication(
                    publication.job(), new Completion(printing.id(), printing.labels(), failure, null)));
        }
        return tooLarge ? shorterResult(publication, refused) : Optional.empty();
    }

    /** Shortens what Pressrun wrote, then leaves out what came with the request and is large: trace headers, then the key. */
    private Optional<Publication> shorterResult(Publication publication, ProducerRecord<byte[], byte[]> refused) {
        var printing = publication.printing();
        var shorter = new Completion(printing.id(), printing.labels(), shorten(printing.outcome()), printing.pdf());
        byte[] value = records.result(
                        publication.job(), shorter, publication.isDuplicate() ? publication.first() : null)
                .value();
        if (value.length < refused.value().length) {
            return Optional.of(replace(
                    publication,
                    shorter,
                    refused,
                    Optional.of(like(refused, refused.key(), value, refused.headers()))));
        }
        var untraced = OutcomeRecords.untraced(refused.headers());
        boolean traced = bytes(refused.headers()) - bytes(untraced) > LARGE;
        if (!traced && (refused.key() == null || refused.key().length <= LARGE)) {
            return Optional.empty();
        }
        log.error(
                "The result of job {} is larger than the topic {} takes, and is written without the request's {};"
                        + " raise its max.message.bytes above that of {}",
                printing.id(),
                refused.topic(),
                traced ? "trace headers" : "key",
                settings.topics().requests());
        return Optional.of(replace(
                publication,
                printing,
                refused,
                Optional.of(
                        traced
                                ? like(refused, refused.key(), refused.value(), untraced)
                                : like(refused, null, refused.value(), refused.headers()))));
    }

    private static long bytes(Headers headers) {
        long bytes = 0;
        for (var header : headers) {
            bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return bytes;
    }

    /** A tombstone where the job is remembered as one that waits: it does so no longer. */
    private Optional<ProducerRecord<byte[], byte[]>> forgotten(
            Publication publication, ProducerRecord<byte[], byte[]> refused, KafkaException cause) {
        log.error(
                "The topic {} refuses the result of job {}, so the job is not remembered: {}",
                refused.topic(),
                publication.printing().id(),
                reason(cause, settings.topics().results()));
        var claim = publication.job().claim;
        return claim != null && refused.value() != null ? claim.forgotten() : Optional.empty();
    }

    /** A dead letter without its value; none where that is not at fault. */
    private Optional<ProducerRecord<byte[], byte[]>> deadLetter(
            Publication publication, ProducerRecord<byte[], byte[]> refused, KafkaException cause) {
        boolean valueAtFault = refused.value() != null && cause instanceof RecordTooLargeException;
        log.error(
                "The topic {} refuses the dead letter of job {}, which is written {}: {}",
                refused.topic(),
                publication.printing().id(),
                valueAtFault ? "without its value" : "not at all",
                reason(cause, settings.topics().requests()));
        if (!valueAtFault) {
            return Optional.empty();
        }
        var headers = new RecordHeaders(refused.headers());
        headers.add(DeadLetterHeaders.VALUE_OMITTED, "true".getBytes(StandardCharsets.UTF_8));
        return Optional.of(like(refused, refused.key(), null, headers));
    }

    private static String reason(KafkaException cause, String largest) {
        boolean tooLarge = cause instanceof RecordTooLargeException;
        return cause.getMessage() + (tooLarge ? " Raise its max.message.bytes above that of " + largest + "." : "");
    }

    private static ProducerRecord<byte[], byte[]> like(
            ProducerRecord<byte[], byte[]> record, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return new ProducerRecord<>(record.topic(), record.partition(), record.timestamp(), key, value, headers);
    }

    private static Publication replace(
            Publication publication,
            Completion printing,
            ProducerRecord<byte[], byte[]> refused,
            Optional<ProducerRecord<byte[], byte[]>> substitute) {
        var all = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (var record : publication.records()) {
            if (!record.equals(refused)) {
                all.add(record);
            } else {
                substitute.ifPresent(all::add);
            }
        }
        return new Publication(publication.job(), printing, all, publication.first());
    }

    private static Outcome pdfTooLarge(ProducerRecord<byte[], byte[]> pdf) {
        return new Outcome.Failed(
                FailureCode.PDF_TOO_LARGE,
                "The PDF has " + pdf.value().length + " bytes, and Kafka does not take a record of that size, with the"
                        + " request's key and trace headers, on " + pdf.topic() + ". Raise max.message.bytes of the"
                        + " topic and pressrun.output.max-record-size, or send the job's output to the store.",
                Report.NONE);
    }

    private static Outcome pdfRefused(ProducerRecord<byte[], byte[]> pdf, KafkaException cause) {
        return new Outcome.Failed(
                FailureCode.STORE_REFUSED,
                "The topic " + pdf.topic() + " refuses the PDF: " + cause.getMessage()
                        + ". A compacted topic takes no record without a key.",
                Report.NONE);
    }

    /** The same outcome without its lists, and with no more than the beginning of a long message. */
    private static Outcome shorten(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Printed p -> new Outcome.Printed(p.receipt(), shorten(p.report()));
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
