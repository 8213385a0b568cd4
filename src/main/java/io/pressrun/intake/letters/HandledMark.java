package io.pressrun.intake.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pressrun.intake.letters.DeadLetter.Handling;
import io.pressrun.intake.letters.DeadLetter.Position;
import io.pressrun.intake.topic.HeaderText;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record on the dead-letter topic that says what was done with a dead letter before it in its partition. It has no
 * value, and not the headers that every dead letter has: no request can be taken for a mark, whatever its headers are.
 */
record HandledMark(Position letter, Handling how) {
    static Optional<HandledMark> of(ConsumerRecord<byte[], byte[]> record) {
        var headers = record.headers();
        if (record.value() != null || headers.lastHeader(DeadLetterHeaders.OFFSET) != null) {
            return Optional.empty();
        }
        return Position.parse(HeaderText.of(headers, DeadLetterHeaders.HANDLED_POSITION))
                .filter(letter -> letter.partition() == record.partition() && letter.offset() < record.offset())
                .flatMap(letter -> Handling.parse(HeaderText.of(headers, DeadLetterHeaders.HANDLED))
                        .map(how -> new HandledMark(letter, how)));
    }

    /** In the partition of the dead letter, so that it is not deleted before that one. */
    ProducerRecord<byte[], byte[]> toRecord(String topic) {
        var headers = new RecordHeaders()
                .add(DeadLetterHeaders.HANDLED, how.toString().getBytes(UTF_8))
                .add(DeadLetterHeaders.HANDLED_POSITION, letter.toString().getBytes(UTF_8));
        return new ProducerRecord<>(topic, letter.partition(), null, null, null, headers);
    }
}
