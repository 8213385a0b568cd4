package io.pressrun.intake;

import io.pressrun.intake.DeadLetter.Handling;
import io.pressrun.intake.DeadLetter.Position;
import io.pressrun.intake.IntakeSettings.Topics;
import io.pressrun.job.json.JobCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The dead-letter topic, for an operator. Not thread-safe. */
public final class DeadLetters implements AutoCloseable {
    private final Settings settings;
    private final JobCodec codec;
    private final RecordReader records;

    /**
     * @param consumer settings of the consumers, {@code bootstrap.servers} among them
     * @param producer settings of the producer
     * @param groupId the workers' group; two runs for the same group exclude each other
     * @param transactionTimeout after how long the broker gives up a run that died amidst a transaction
     */
    public record Settings(
            Map<String, Object> consumer,
            Map<String, Object> producer,
            Topics topics,
            String groupId,
            Duration transactionTimeout) {
        public Settings {
            consumer = Map.copyOf(consumer);
            producer = Map.copyOf(producer);
        }

        KafkaConsumer<byte[], byte[]> newConsumer(String isolation, Map<String, Object> more) {
            var config = new HashMap<>(consumer);
            config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            // Closing waits for the fetch that is under way.
            config.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
            config.putAll(more);
            config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
            config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
            config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
            config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
            config.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "pressrun-dead-letters");
            return new KafkaConsumer<>(config);
        }
    }

    /** @param value {@code null} for a header without one */
    @SuppressWarnings("ArrayRecordComponent")
    public record NamedValue(String name, byte @Nullable [] value) {}

    /**
     * All of a dead letter.
     *
     * @param headers of its record, those that tell of the failure included
     * @param value of the request, from its original position where it was left out
     * @param valueGone why there is no value though the request had one; {@code null} when nothing is missing
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Contents(
            byte @Nullable [] key,
            List<NamedValue> headers,
            byte @Nullable [] value,
            @Nullable String valueGone) {
        public Contents {
            headers = List.copyOf(headers);
        }
    }

    /** @throws KafkaFailedException when the settings are not those of a client */
    public DeadLetters(Settings settings, JobCodec codec) {
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
    public Optional<Contents> open(DeadLetter letter) {
        return kafka(() -> record(letter).map(record -> contents(letter, record)));
    }

    /**
     * Makes this the one run that may handle dead letters of the group. Whatever another one has not committed by now
     * never will be.
     *
     * @throws KafkaFailedException when the brokers do not answer
     */
    public DeadLetterRun claim() {
        return kafka(() -> new DeadLetterRun(settings, this));
    }

    private Optional<ConsumerRecord<byte[], byte[]>> record(DeadLetter letter) {
        var position = letter.position();
        return records.at(new TopicPartition(settings.topics().deadLetters(), position.partition()), position.offset());
    }

    private Contents contents(DeadLetter letter, ConsumerRecord<byte[], byte[]> record) {
        var headers = new ArrayList<NamedValue>();
        for (var header : record.headers()) {
            headers.add(new NamedValue(header.key(), header.value()));
        }
        if (!letter.valueOmitted()) {
            return new Contents(record.key(), headers, record.value(), null);
        }
        var origin = letter.origin();
        var request = records.at(new TopicPartition(origin.topic(), origin.partition()), origin.offset());
        if (request.isEmpty()) {
            return new Contents(record.key(), headers, null, "its request " + origin + " is gone");
        }
        if (!isRequestOf(record, request.get())) {
            return new Contents(record.key(), headers, null, "another record lies at " + origin + " now");
        }
        return new Contents(record.key(), headers, request.get().value(), null);
    }

    /** False for a record of a topic that was made anew. */
    private static boolean isRequestOf(ConsumerRecord<byte[], byte[]> letter, ConsumerRecord<byte[], byte[]> request) {
        return Arrays.equals(letter.key(), request.key()) && own(letter).equals(own(request));
    }

    private static List<Header> own(ConsumerRecord<byte[], byte[]> record) {
        return Arrays.stream(record.headers().toArray())
                .filter(header -> !DeadLetterHeaders.isAdded(header.key())
                        && !header.key().equals(DeadLetterHeaders.VALUE_OMITTED)
                        && !header.key().equals(OutcomeRecords.ID))
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
