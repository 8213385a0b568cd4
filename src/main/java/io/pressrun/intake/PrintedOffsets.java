package io.pressrun.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks where partitions of the topic of printed jobs begin and end, and waits for no answer: one from a partition without
 * a leader takes as long as that is without one.
 */
final class PrintedOffsets implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final String topic;
    private final Admin admin;

    /** @throws org.apache.kafka.common.KafkaException when there is no client to be had for now */
    PrintedOffsets(IntakeSettings settings) {
        topic = settings.duplicates().topic();
        Map<String, Object> config = new HashMap<>(settings.clients().consumer());
        config.keySet().retainAll(AdminClientConfig.configNames());
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, settings.member().workerId() + "-printed-offsets");
        admin = Admin.create(config);
    }

    /** Behind all that is written by now, settled or not. */
    Map<Integer, CompletableFuture<Long>> ends(Collection<Integer> numbers) {
        var result = list(numbers, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
        return numbers.stream().collect(Collectors.toMap(number -> number, number -> offset(result, number)));
    }

    /** Of the first record from that time on, or behind all that was settled before this was asked. */
    CompletableFuture<Long> start(int number, long time) {
        return settled(number, OffsetSpec.latest())
                .thenCompose(end ->
                        settled(number, OffsetSpec.forTimestamp(time)).thenApply(first -> first < 0 ? end : first));
    }

    private CompletableFuture<Long> settled(int number, OffsetSpec spec) {
        return offset(list(List.of(number), spec, IsolationLevel.READ_COMMITTED), number);
    }

    private ListOffsetsResult list(Collection<Integer> numbers, OffsetSpec spec, IsolationLevel isolation) {
        return admin.listOffsets(
                numbers.stream().collect(Collectors.toMap(this::partition, _ -> spec)),
                new ListOffsetsOptions(isolation).timeoutMs(Math.toIntExact(TIMEOUT.toMillis())));
    }

    private CompletableFuture<Long> offset(ListOffsetsResult result, int number) {
        return result.partitionResult(partition(number))
                .toCompletionStage()
                .toCompletableFuture()
                .thenApply(ListOffsetsResultInfo::offset);
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(topic, number);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
