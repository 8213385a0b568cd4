package io.pressrun.intake.letters;

import static io.pressrun.testing.KafkaFixture.bytes;

import io.pressrun.intake.letters.DeadLetter.Position;
import io.pressrun.intake.topic.Topics;
import io.pressrun.testing.KafkaFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A dead-letter topic to which tests write what workers would. */
public record DeadLetterTopic(KafkaFixture kafka, Topics topics, String group) {
    public static DeadLetterTopic of(KafkaFixture kafka) {
        return new DeadLetterTopic(kafka, kafka.topics(2), KafkaFixture.unique("group"));
    }

    /** What is particular about a dead letter. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Letter(
            String key, byte @Nullable [] value, String code, Duration age, int partition, Headers request) {
        public static Letter of(String id, String code) {
            return new Letter(id, bytes("{\"id\":\"" + id + "\"}"), code, Duration.ZERO, 0, new RecordHeaders());
        }

        public Letter age(Duration other) {
            return new Letter(key, value, code, other, partition, request);
        }

        public Letter value(byte @Nullable [] other) {
            return new Letter(key, other, code, age, partition, request);
        }

        public Letter partition(int other) {
            return new Letter(key, value, code, age, other, request);
        }

        public Letter with(String header, byte @Nullable [] content) {
            var more = new RecordHeaders(request).add(header, content);
            return new Letter(key, value, code, age, partition, more);
        }
    }

    DeadLetterSettings settings() {
        Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
        return new DeadLetterSettings(client, client, topics, group, Duration.ofSeconds(10));
    }

    public Position write(Letter letter) {
        return write(letter, topics.requests(), 0);
    }

    public Position write(Letter letter, String originTopic, long originOffset) {
        return write(record(letter, originTopic, originOffset));
    }

    public Position write(ProducerRecord<byte[], byte[]> record) {
        var written = kafka.send(List.of(record)).getFirst();
        return new Position(written.partition(), written.offset());
    }

    /** The request itself, and its dead letter without the value. */
    public Position writeWithoutValue(Letter letter) {
        var request = kafka.send(List.of(new ProducerRecord<>(
                        topics.requests(), 0, null, bytes(letter.key()), letter.value(), letter.request())))
                .getFirst();
        var record = record(letter.value(null), topics.requests(), request.offset());
        record.headers().add("pressrun-value-omitted", bytes("true"));
        return write(record);
    }

    private ProducerRecord<byte[], byte[]> record(Letter letter, String originTopic, long originOffset) {
        var headers = new RecordHeaders(letter.request());
        headers.add("__dlq.errors.topic", bytes(originTopic));
        headers.add("__dlq.errors.partition", bytes("0"));
        headers.add("__dlq.errors.offset", bytes(Long.toString(originOffset)));
        headers.add("__dlq.errors.group", bytes(group));
        headers.add("__dlq.errors.delivery.count", bytes("3"));
        headers.add("__dlq.errors.message", bytes("It did not work."));
        headers.add("pressrun-error-code", bytes(letter.code()));
        headers.add("pressrun-error-stack", bytes("java.lang.Exception: no\n\tat a.B.c(B.java:1)"));
        if (letter.request().lastHeader("pressrun-id") == null) {
            headers.add("pressrun-id", bytes(letter.key()));
        }
        return new ProducerRecord<>(
                topics.deadLetters(),
                letter.partition(),
                Instant.now().minus(letter.age()).toEpochMilli(),
                bytes(letter.key()),
                letter.value(),
                headers);
    }
}
