package io.pressrun.intake;

import io.pressrun.deliver.PendingRecord;
import io.pressrun.job.JobCodec;
import io.pressrun.job.JobResult;
import io.pressrun.job.JobResult.InputPosition;
import io.pressrun.job.Outcome;
import io.pressrun.press.Printing;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Turns an outcome into the records that make it visible: the result, the PDF on its topic, the dead letter. */
final class OutcomeRecords {
    static final String ID = "pressrun-id";
    static final String ERROR_CODE = "pressrun-error-code";
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

    static boolean isDeadLetter(Printing printing) {
        return printing.outcome() instanceof Outcome.Failed;
    }

    /** @param printing settled, and not interrupted */
    List<ProducerRecord<byte[], byte[]>> of(ConsumerRecord<byte[], byte[]> input, Printing printing) {
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
