package io.pressrun.intake.letters;

import io.pressrun.intake.letters.DeadLetter.Handling;
import io.pressrun.intake.letters.DeadLetter.Position;
import io.pressrun.intake.topic.HeaderText;
import io.pressrun.intake.topic.KafkaFailedException;
import io.pressrun.job.json.JobCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** The dead-letter topic, for an operator. Not thread-safe. */
public final class DeadLetters implements AutoCloseable {
    private final DeadLetterSettings settings;
    private final JobCodec codec;
    private final RecordReader records;

    /** @throws KafkaFailedException when the settings are not those of a client */
    public DeadLetters(DeadLetterSettings settings, JobCodec codec) {
        this.settings = settings;
        this.codec = codec;
        this.records = kafka(() -> new RecordReader(settings));
    }

    /**
     * The dead letters that are visible by now, oldest first; those handled, too. What lies behind a transaction that
     * hangs is left out.
     *
     * @throws KafkaFailedException when the topic is missing or the brokers do not answer
     */
    public List<DeadLetter> read(Predicate<DeadLetter> wanted) {
        return kafka(() -> {
            var found = new Found(wanted);
            new TopicScan(settings, settings.topics().deadLetters()).read(found::take);
            return found.letters();
        });
    }

    /** The same once all transactions that are open now have ended: no mark is missed. */
    List<DeadLetter> readAll(Predicate<DeadLetter> wanted) {
        var found = new Found(wanted);
        new TopicScan(settings, settings.topics().deadLetters()).readAll(found::take);
        return found.letters();
    }

    /**
     * Empty when it is no longer on the topic.
     *
     * @throws KafkaFailedException when the brokers do not answer
     */
    public Optional<DeadLetterContents> open(DeadLetter letter) {
        return kafka(() -> record(letter).map(record -> contents(letter, record)));
    }

    DeadLetterSettings settings() {
        return settings;
    }

    private Optional<ConsumerRecord<byte[], byte[]>> record(DeadLetter letter) {
        var position = letter.position();
        return records.at(new TopicPartition(settings.topics().deadLetters(), position.partition()), position.offset());
    }

    private DeadLetterContents contents(DeadLetter letter, ConsumerRecord<byte[], byte[]> record) {
        var headers = new ArrayList<DeadLetterContents.Header>();
        for (var header : record.headers()) {
            headers.add(new DeadLetterContents.Header(header.key(), header.value()));
        }
        if (!letter.valueOmitted()) {
            return new DeadLetterContents(record.key(), headers, record.value(), null);
        }
        var origin = letter.origin();
        var request = records.at(new TopicPartition(origin.topic(), origin.partition()), origin.offset());
        if (request.isEmpty()) {
            return new DeadLetterContents(record.key(), headers, null, "its request " + origin + " is gone");
        }
        if (!isRequestOf(record, request.get())) {
            return new DeadLetterContents(record.key(), headers, null, "another record lies at " + origin + " now");
        }
        return new DeadLetterContents(record.key(), headers, request.get().value(), null);
    }

    /** False for a record of a topic that was made anew. */
    private static boolean isRequestOf(ConsumerRecord<byte[], byte[]> letter, ConsumerRecord<byte[], byte[]> request) {
        return Arrays.equals(letter.key(), request.key()) && own(letter).equals(own(request));
    }

    private static List<Header> own(ConsumerRecord<byte[], byte[]> record) {
        return Arrays.stream(record.headers().toArray())
                .filter(header -> !DeadLetterHeaders.isAdded(header.key())
                        && !header.key().equals(DeadLetterHeaders.VALUE_OMITTED)
                        && !header.key().equals(HeaderText.JOB_ID))
                .toList();
    }

    private static <T> T kafka(Supplier<T> call) {
        try {
            return call.get();
        } catch (KafkaException e) {
            throw new KafkaFailedException(e);
        }
    }

    /** Collects dead letters and what their marks say. */
    private final class Found {
        private final Predicate<DeadLetter> wanted;
        private final List<DeadLetter> letters = new ArrayList<>();
        private final Map<Position, Handling> handled = new HashMap<>();

        Found(Predicate<DeadLetter> wanted) {
            this.wanted = wanted;
        }

        void take(ConsumerRecord<byte[], byte[]> record) {
            var mark = HandledMark.of(record);
            if (mark.isPresent()) {
                handled.put(mark.get().letter(), mark.get().how());
            } else {
                DeadLetter.of(record, codec).filter(wanted).ifPresent(letters::add);
            }
        }

        List<DeadLetter> letters() {
            return letters.stream()
                    .map(letter -> {
                        var how = handled.get(letter.position());
                        return how == null ? letter : letter.handled(how);
                    })
                    .sorted(DeadLetter.BY_AGE)
                    .toList();
        }
    }

    @Override
    public void close() {
        records.close();
    }
}
