package io.pressrun.intake;

import io.pressrun.intake.letters.DeadLetterHeaders;
import io.pressrun.intake.topic.ClientFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes outcomes and the offsets they answer in one transaction (KIP-98, KIP-447). Confined to the poll thread. A
 * producer that a failed transaction has spoilt is replaced by one with the same transactional id, which settles
 * whatever the former left open.
 */
final class Publisher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Publisher.class);
    private static final int COMMIT_ATTEMPTS = 2;

    /** What became of a transaction. */
    sealed interface Result {
        /** All of it is visible. */
        record Published() implements Result {}

        /**
         * None of it is visible, and the same may be tried again.
         *
         * @param fenced whether this worker was taken for dead: by the group, or by a worker with the same id
         */
        record Aborted(String reason, boolean fenced) implements Result {}

        /**
         * None of it is visible, because Kafka does not take one of the records.
         *
         * @param record its index; that of another one sent with it, unless one was sent after the other
         */
        record Refused(int record, KafkaException cause) implements Result {}

        /** Nobody knows; the committed offsets tell once they are read again. */
        record Unknown(String reason, boolean fenced) implements Result {}
    }

    private final Map<String, Object> config;
    private final IntakeListener listener;
    private @Nullable Producer<byte[], byte[]> producer;

    Publisher(IntakeSettings settings, IntakeListener listener) {
        this.listener = listener;
        config = new HashMap<>(settings.clients().producer());
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.member().transactionalId());
        config.put(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Math.toIntExact(settings.times().transaction().toMillis()));
        int largest = DeadLetterHeaders.roomFor(settings.clients().maxRecordBytes());
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, largest);
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(64L << 20, 2L * largest));
        config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        config.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 12_000);
        config.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, settings.member().workerId());
    }

    /** Makes the producer, if there is none, and settles what a former one with this id left open. */
    void connect() {
        if (producer == null) {
            var fresh = new KafkaProducer<byte[], byte[]>(config);
            try {
                fresh.initTransactions();
            } catch (KafkaException e) {
                fresh.close(Duration.ZERO);
                throw e;
            }
            producer = fresh;
            listener.client(new ClientFigures(ClientFigures.Client.PRODUCER, fresh.metrics()));
        }
    }

    Result publish(
            List<ProducerRecord<byte[], byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group) {
        return publish(records, offsets, group, false);
    }

    /**
     * Sends one record after the other, to learn which of them Kafka refuses: the producer fails all that it has not
     * sent yet with the error of the one that failed, and the broker all that came with it.
     */
    Result publishOneByOne(
            List<ProducerRecord<byte[], byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group) {
        return publish(records, offsets, group, true);
    }

    private Result publish(
            List<ProducerRecord<byte[], byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group,
            boolean oneByOne) {
        try {
            connect();
        } catch (KafkaException e) {
            return new Result.Unknown("no producer: " + e.getMessage(), Fencing.is(e));
        }
        var transaction = producer;
        if (transaction == null) {
            throw new IllegalStateException("connect() made no producer");
        }
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try {
            transaction.beginTransaction();
            for (var record : records) {
                sent.add(transaction.send(record));
                if (oneByOne) {
                    transaction.flush();
                }
                // Each further send might block for max.block.ms, too.
                if (sent.getLast().state() == Future.State.FAILED) {
                    return abort(
                            transaction, sent, new KafkaException(sent.getLast().exceptionNow()));
                }
            }
            transaction.sendOffsetsToTransaction(offsets, group);
        } catch (KafkaException | IllegalStateException e) {
            return abort(transaction, sent, e);
        }
        return commit(transaction, sent);
    }

    private Result commit(Producer<byte[], byte[]> transaction, List<Future<RecordMetadata>> sent) {
        for (int attempt = 1; ; attempt++) {
            try {
                transaction.commitTransaction();
                return new Result.Published();
            } catch (TimeoutException e) {
                // The one call that may be repeated: whether the commit was received is not known.
                log.warn("Committing a transaction timed out (attempt {} of {})", attempt, COMMIT_ATTEMPTS);
                if (attempt == COMMIT_ATTEMPTS) {
                    return replace("the commit timed out", false);
                }
            } catch (KafkaException e) {
                var aborted = abort(transaction, sent, e);
                return attempt == 1 ? aborted : new Result.Unknown(e.toString(), Fencing.is(e));
            }
        }
    }

    private Result abort(
            Producer<byte[], byte[]> transaction, List<Future<RecordMetadata>> sent, RuntimeException cause) {
        try {
            transaction.abortTransaction();
        } catch (KafkaException | IllegalStateException e) {
            return replace(cause + "; then the abort failed: " + e.getMessage(), Fencing.is(cause) || Fencing.is(e));
        }
        return firstRefused(sent).orElseGet(() -> new Result.Aborted(cause.toString(), Fencing.is(cause)));
    }

    private Result replace(String reason, boolean fenced) {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
        return new Result.Unknown(reason, fenced);
    }

    private static Optional<Result> firstRefused(List<Future<RecordMetadata>> sent) {
        for (int i = 0; i < sent.size(); i++) {
            if (sent.get(i).state() == Future.State.FAILED) {
                var thrown = sent.get(i).exceptionNow();
                if (thrown instanceof RecordTooLargeException || thrown instanceof InvalidRecordException) {
                    return Optional.of(new Result.Refused(i, (KafkaException) thrown));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
        }
    }
}
