package io.pressrun.intake.letters;

import io.pressrun.intake.letters.DeadLetter.Handling;
import io.pressrun.intake.topic.HeaderText;
import io.pressrun.intake.topic.KafkaFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * One operator's run over dead letters. What becomes of one and the mark that says so are in one transaction; a later
 * run takes the right to handle from this one. Not thread-safe.
 */
public final class DeadLetterRun implements AutoCloseable {
    private static final long MAX_TRANSACTION_BYTES = 16 << 20;
    private static final int LARGEST_RECORD = 256 << 20;
    private static final int COMMIT_ATTEMPTS = 2;

    private final DeadLetterSettings settings;
    private final DeadLetters letters;
    private final KafkaProducer<byte[], byte[]> producer;

    /** Another run has claimed the right to handle. All that was not committed is undone. */
    public static final class TakenOverException extends Exception {
        private static final long serialVersionUID = 1;

        TakenOverException(Throwable cause) {
            super("Another run has taken over", cause);
        }
    }

    /** Records to be sent together, and the dead letter that they are of. */
    private record Step(DeadLetter letter, List<ProducerRecord<byte[], byte[]>> records) {
        long bytes() {
            return records.stream()
                    .mapToLong(record -> record.value() == null ? 0 : record.value().length)
                    .sum();
        }
    }

    /**
     * Makes this the one run that may handle dead letters of the group. Whatever another one has not committed by now
     * never will be.
     *
     * @throws KafkaFailedException when the brokers do not answer
     */
    public static DeadLetterRun claim(DeadLetters letters) {
        try {
            return new DeadLetterRun(letters);
        } catch (KafkaException e) {
            throw new KafkaFailedException(e);
        }
    }

    private DeadLetterRun(DeadLetters letters) {
        this.settings = letters.settings();
        this.letters = letters;
        var config = new HashMap<>(settings.producer());
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.groupId() + "-dead-letters");
        config.put(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Math.toIntExact(settings.transactionTimeout().toMillis()));
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        // The topics say what they take.
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
        config.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, LARGEST_RECORD + MAX_TRANSACTION_BYTES);
        config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
        config.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        config.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "pressrun-dead-letters");
        producer = new KafkaProducer<>(config);
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * The open dead letters, oldest first. None that a former run has handled is among them.
     *
     * @throws KafkaFailedException when the topic is missing or the brokers do not answer
     */
    public List<DeadLetter> read(Predicate<DeadLetter> wanted) {
        try {
            return letters.readAll(wanted).stream()
                    .filter(letter -> letter.handled() == null)
                    .toList();
        } catch (KafkaException e) {
            throw new KafkaFailedException(e);
        }
    }

    /**
     * Handles dead letters in the order of their positions, so that those of one key stay in theirs. A replay sends the
     * request as it came to the topic and the partition it came from, with the position that it had there before.
     *
     * @return those that are left as they are, with the reason
     * @throws KafkaFailedException when the brokers do not take it; each dead letter is handled and marked, or neither
     */
    public Map<DeadLetter, String> handle(List<DeadLetter> batch, Handling how) throws TakenOverException {
        var left = new LinkedHashMap<DeadLetter, String>();
        var steps = new ArrayList<Step>();
        long bytes = 0;
        try {
            for (var letter : batch.stream()
                    .sorted(Comparator.comparing(DeadLetter::position))
                    .toList()) {
                var mark = new HandledMark(letter.position(), how)
                        .toRecord(settings.topics().deadLetters());
                Step step;
                if (how == Handling.DROPPED) {
                    step = new Step(letter, List.of(mark));
                } else {
                    var contents = letters.open(letter);
                    String reason = contents.isEmpty()
                            ? "it is gone from the topic"
                            : contents.get().valueGone();
                    if (contents.isEmpty() || reason != null) {
                        left.put(letter, String.valueOf(reason));
                        continue;
                    }
                    step = new Step(letter, List.of(request(letter, contents.get()), mark));
                }
                if (!steps.isEmpty() && bytes + step.bytes() > MAX_TRANSACTION_BYTES) {
                    left.putAll(commit(steps));
                    steps.clear();
                    bytes = 0;
                }
                steps.add(step);
                bytes += step.bytes();
            }
            left.putAll(commit(steps));
        } catch (ProducerFencedException e) {
            throw new TakenOverException(e);
        } catch (KafkaException e) {
            throw new KafkaFailedException(e);
        }
        return left;
    }

    private ProducerRecord<byte[], byte[]> request(DeadLetter letter, DeadLetterContents contents) {
        String topic = letter.origin().topic();
        Headers headers = new RecordHeaders();
        for (var header : contents.headers()) {
            boolean ours = DeadLetterHeaders.isAdded(header.name())
                    || (letter.valueOmitted() && header.name().equals(DeadLetterHeaders.VALUE_OMITTED));
            if (!ours) {
                headers.add(header.name(), header.value());
            }
        }
        if (Replay.of(headers, topic).isEmpty()) {
            HeaderText.add(headers, DeadLetterHeaders.REPLAY_OF, HeaderText.of(letter.origin()));
        }
        int partition = letter.origin().partition();
        boolean exists = producer.partitionsFor(topic).stream().anyMatch(info -> info.partition() == partition);
        return new ProducerRecord<>(topic, exists ? partition : null, null, contents.key(), contents.value(), headers);
    }

    /** All steps in one transaction; one in each where a record among them is too large. */
    private Map<DeadLetter, String> commit(List<Step> steps) {
        var left = new LinkedHashMap<DeadLetter, String>();
        if (steps.isEmpty() || transaction(steps)) {
            return left;
        }
        for (var step : steps) {
            if (steps.size() == 1 || !transaction(List.of(step))) {
                left.put(
                        step.letter(),
                        "it has " + step.bytes() + " bytes, more than "
                                + step.letter().origin().topic() + " takes; raise max.message.bytes of the topic");
            }
        }
        return left;
    }

    /** @return false when nothing was done, because a record is larger than its topic takes */
    private boolean transaction(List<Step> steps) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        producer.beginTransaction();
        try {
            for (var step : steps) {
                step.records().forEach(record -> sent.add(producer.send(record)));
            }
            producer.flush();
            var failure = failureOf(sent);
            if (failure != null) {
                throw failure;
            }
            commit();
            return true;
        } catch (KafkaException e) {
            return abort(e);
        }
    }

    private void commit() {
        for (int attempt = 1; ; attempt++) {
            try {
                producer.commitTransaction();
                return;
            } catch (TimeoutException e) {
                // The one call that may be repeated. The next run sees what came of it.
                if (attempt == COMMIT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private boolean abort(KafkaException cause) {
        try {
            // A fenced producer may see another error first; the abort tells.
            producer.abortTransaction();
        } catch (ProducerFencedException e) {
            throw e;
        } catch (KafkaException | IllegalStateException e) {
            cause.addSuppressed(e);
            throw cause;
        }
        if (cause instanceof RecordTooLargeException || cause.getCause() instanceof RecordTooLargeException) {
            return false;
        }
        throw cause;
    }

    private static @Nullable KafkaException failureOf(List<Future<RecordMetadata>> sent) {
        @Nullable KafkaException failure = null;
        for (var future : sent) {
            if (future.state() == Future.State.FAILED) {
                var thrown = future.exceptionNow();
                if (thrown instanceof RecordTooLargeException tooLarge) {
                    return tooLarge;
                }
                failure = thrown instanceof KafkaException kafka ? kafka : new KafkaException(thrown);
            }
        }
        return failure;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
