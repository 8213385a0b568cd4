package io.pressrun.intake.letters;

import io.pressrun.intake.topic.HeaderText;
import io.pressrun.job.ResultEvent.InputPosition;
import io.pressrun.job.json.JobCodec;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A job that failed for good, as the dead-letter topic tells of it.
 *
 * @param failedAt the timestamp of its record
 * @param origin where its request lies
 * @param code of the failure; empty when the record has none
 * @param attempts 0 when the record does not say
 * @param labels of the job, as far as it can be read
 * @param valueBytes size of the value; 0 when there is none
 * @param valueOmitted whether the value lies at {@code origin} only
 * @param handled what was done with it; {@code null} while it is open
 */
public record DeadLetter(
        Position position,
        Instant failedAt,
        InputPosition origin,
        String id,
        String code,
        String message,
        int attempts,
        Map<String, String> labels,
        int valueBytes,
        boolean valueOmitted,
        @Nullable Handling handled) {
    /** Oldest first. */
    public static final Comparator<DeadLetter> BY_AGE =
            Comparator.comparing(DeadLetter::failedAt).thenComparing(DeadLetter::position);

    public DeadLetter {
        labels = Map.copyOf(labels);
    }

    /** Where it lies on the dead-letter topic; {@code partition/offset} as text. */
    public record Position(int partition, long offset) implements Comparable<Position> {
        private static final Pattern TEXT = Pattern.compile("(\\d{1,9})/(\\d{1,18})");

        public static Optional<Position> parse(String text) {
            var matcher = TEXT.matcher(text);
            return matcher.matches()
                    ? Optional.of(new Position(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
                    : Optional.empty();
        }

        @Override
        public int compareTo(Position other) {
            return partition == other.partition
                    ? Long.compare(offset, other.offset)
                    : Integer.compare(partition, other.partition);
        }

        @Override
        public String toString() {
            return partition + "/" + offset;
        }
    }

    /** What an operator did with a dead letter. */
    public enum Handling {
        REPLAYED,
        DROPPED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Handling> parse(String text) {
            return switch (text) {
                case "replayed" -> Optional.of(REPLAYED);
                case "dropped" -> Optional.of(DROPPED);
                default -> Optional.empty();
            };
        }
    }

    DeadLetter handled(Handling how) {
        return new DeadLetter(
                position, failedAt, origin, id, code, message, attempts, labels, valueBytes, valueOmitted, how);
    }

    static Position positionOf(ConsumerRecord<?, ?> record) {
        return new Position(record.partition(), record.offset());
    }

    /** Empty when the record does not tell where its request lies: somebody else wrote it. */
    static Optional<DeadLetter> of(ConsumerRecord<byte[], byte[]> record, JobCodec codec) {
        var headers = record.headers();
        String topic = HeaderText.of(headers, DeadLetterHeaders.TOPIC);
        var place = Position.parse(HeaderText.of(headers, DeadLetterHeaders.PARTITION) + "/"
                + HeaderText.of(headers, DeadLetterHeaders.OFFSET));
        if (topic.isEmpty() || place.isEmpty()) {
            return Optional.empty();
        }
        var origin =
                new InputPosition(topic, place.get().partition(), place.get().offset());
        var byName = HeaderText.byName(headers);
        byte[] value = record.value();
        return Optional.of(new DeadLetter(
                positionOf(record),
                Instant.ofEpochMilli(record.timestamp()),
                origin,
                codec.idOf(value, byName, origin.toString()),
                HeaderText.of(headers, DeadLetterHeaders.CODE),
                HeaderText.of(headers, DeadLetterHeaders.MESSAGE),
                number(HeaderText.of(headers, DeadLetterHeaders.ATTEMPTS)),
                codec.labelsOf(value, byName),
                value == null ? 0 : value.length,
                value == null
                        && HeaderText.of(headers, DeadLetterHeaders.VALUE_OMITTED)
                                .equals("true"),
                null));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
