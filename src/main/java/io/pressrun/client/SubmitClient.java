package io.pressrun.client;

import io.pressrun.intake.topic.HeaderText;
import io.pressrun.intake.topic.KafkaFailedException;
import io.pressrun.intake.topic.Topics;
import io.pressrun.job.RenderJob;
import io.pressrun.job.ResultEvent;
import io.pressrun.job.json.JobCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The other side of the topics: submits jobs, and reads what becomes of them from the moment it was made. It is no
 * member of any group and commits nothing. Not thread-safe.
 */
public final class SubmitClient implements AutoCloseable {
    private final Topics topics;
    private final JobCodec codec;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** What became visible since the last look. */
    public sealed interface Answer {
        record Result(ResultEvent result, String input) implements Answer {}

        /** @param jobId from the header {@code pressrun-id} */
        @SuppressWarnings("ArrayRecordComponent")
        record Pdf(String jobId, byte[] bytes) implements Answer {}
    }

    /**
     * @param client settings of all Kafka clients, {@code bootstrap.servers} among them
     * @throws KafkaFailedException when the brokers do not answer or the topics are missing
     */
    public SubmitClient(Map<String, Object> client, Topics topics, int maxRecordBytes, JobCodec codec) {
        this.topics = topics;
        this.codec = codec;
        var producing = new HashMap<>(client);
        producing.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        producing.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        producing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxRecordBytes);
        producing.put(ProducerConfig.ACKS_CONFIG, "all");
        producing.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
        producing.putIfAbsent(CommonClientConfigs.CLIENT_ID_CONFIG, "pressrun-submit");
        var consuming = new HashMap<>(client);
        consuming.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consuming.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consuming.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consuming.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consuming.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        consuming.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        // Closing waits for the fetch that is under way.
        consuming.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
        consuming.putIfAbsent(CommonClientConfigs.CLIENT_ID_CONFIG, "pressrun-submit");
        consumer = consumer(consuming);
        try {
            var partitions = new ArrayList<TopicPartition>();
            for (String topic : List.of(topics.results(), topics.pdfs())) {
                partitions.addAll(partitionsOf(topic));
            }
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            // seekToEnd is lazy: only asking for the position fixes it before the first job is sent.
            partitions.forEach(consumer::position);
            producer = new KafkaProducer<>(producing);
        } catch (KafkaException e) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            throw new KafkaFailedException(e);
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> config) {
        try {
            return new KafkaConsumer<>(config);
        } catch (KafkaException e) {
            throw new KafkaFailedException(e);
        }
    }

    private Collection<TopicPartition> partitionsOf(String topic) {
        var partitions = consumer.partitionsFor(topic);
        if (partitions == null || partitions.isEmpty()) {
            throw new KafkaException("the topic " + topic + " does not exist");
        }
        return partitions.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /**
     * Submits a job under its id as key.
     *
     * @return the position of the record, as a result names it
     * @throws KafkaFailedException when the brokers do not take it
     */
    public String submit(RenderJob job) {
        var request =
                new ProducerRecord<>(topics.requests(), job.id().getBytes(StandardCharsets.UTF_8), codec.encode(job));
        try {
            return await(producer.send(request));
        } catch (KafkaException e) {
            throw new KafkaFailedException(e);
        }
    }

    private static String await(Future<RecordMetadata> sent) {
        try {
            var metadata = sent.get();
            return metadata.topic() + "-" + metadata.partition() + "-" + metadata.offset();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while submitting", e);
        }
    }

    /**
     * What became visible; waits for the first of it.
     *
     * @throws KafkaFailedException when it cannot be read
     */
    public List<Answer> poll(Duration timeout) {
        var answers = new ArrayList<Answer>();
        try {
            for (var record : consumer.poll(timeout)) {
                var answer = answer(record);
                if (answer != null) {
                    answers.add(answer);
                }
            }
        } catch (KafkaException e) {
            throw new KafkaFailedException(e);
        }
        return answers;
    }

    private @Nullable Answer answer(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return null;
        }
        if (record.topic().equals(topics.pdfs())) {
            var id = record.headers().lastHeader(HeaderText.JOB_ID);
            return id == null ? null : new Answer.Pdf(new String(id.value(), StandardCharsets.UTF_8), record.value());
        }
        try {
            var result = codec.decodeResult(record.value());
            return new Answer.Result(result, result.input().toString());
        } catch (IllegalArgumentException e) {
            // Not one of ours: somebody else writes to the topic.
            return null;
        }
    }

    @Override
    public void close() {
        try {
            producer.close(Duration.ofSeconds(5));
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        }
    }
}
