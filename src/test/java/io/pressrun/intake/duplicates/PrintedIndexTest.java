package io.pressrun.intake.duplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pressrun.intake.topic.TopicClients;
import io.pressrun.job.ResultEvent.InputPosition;
import io.pressrun.testing.KafkaFixture;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class PrintedIndexTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration SLICE = Duration.ofMillis(10);

    private final KafkaFixture kafka = KafkaFixture.shared();

    private record Job(InputPosition position, boolean isClosed) implements Candidate {}

    private static Question question(int partition) {
        var job = new Job(new InputPosition("requests", partition, 0), false);
        return new Question(job, JobKey.of(partition, KafkaFixture.bytes("a")), -1, Duration.ZERO);
    }

    @Test
    void partitionThatCannotBeRead_isTold_andReadOnceItCan() throws InterruptedException, ExecutionException {
        String topic = KafkaFixture.unique("printed");
        kafka.createTopic(topic, 1, Map.of());
        var settings = new DuplicateSettings(Duration.ofHours(1), topic);
        var clients = new TopicClients(Map.of("bootstrap.servers", kafka.bootstrapServers()), "worker");
        var missing = question(1);
        var present = question(0);
        var both = List.of(missing, present);

        try (var index = new PrintedIndex(settings, clients, Clock.systemUTC());
                var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            await().atMost(SOON).until(() -> index.read(both, SLICE).isEmpty() && index.isReady(present));
            assertThat(index.isReady(missing)).isFalse();
            await().atMost(SOON).until(() -> index.read(both, SLICE).containsKey(1));
            assertThat(index.isReady(present)).isTrue();

            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(2)))
                    .all()
                    .get();
            await().atMost(SOON).until(() -> {
                index.read(both, SLICE);
                return index.isReady(missing);
            });
        }
    }
}
