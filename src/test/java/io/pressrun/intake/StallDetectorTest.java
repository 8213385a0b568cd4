package io.pressrun.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.testing.KafkaFixture;
import io.pressrun.testing.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StallDetectorTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final KafkaFixture kafka = KafkaFixture.shared();
    private final SettableClock clock = new SettableClock();
    private final List<@Nullable String> told = new ArrayList<>();
    private final TopicPartition partition = new TopicPartition(kafka.topics(1).requests(), 0);
    private final Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    private final StallDetector detector = new StallDetector(consumer, LIMIT, clock, new IntakeListener() {
        @Override
        public void stalled(@Nullable String state) {
            told.add(state);
        }
    });

    @BeforeEach
    void assign() {
        consumer.assign(List.of(partition));
        consumer.seek(partition, 0);
    }

    @AfterEach
    void close() {
        consumer.close();
    }

    private void turn(boolean free, boolean started) {
        detector.turn(free, started, List.of(partition), () -> "the state");
    }

    @Test
    void roomAndJobsAndNoStarts_areAStall_untilAJobStarts() {
        kafka.send(partition.topic(), List.of("a", "b"));
        turn(true, false);
        clock.advance(LIMIT.minusMillis(1));
        turn(true, false);
        assertThat(told).isEmpty();

        clock.advance(Duration.ofMillis(1));
        turn(true, false);
        assertThat(told).singleElement().asString().contains("120 s").contains("2 records");
        clock.advance(LIMIT);
        turn(true, false);
        assertThat(told).hasSize(1);

        turn(true, true);
        assertThat(told).hasSize(2);
        assertThat(told.getLast()).isNull();
    }

    @Test
    void fullWorkerAndIdleWorker_areNotStalled() {
        kafka.send(partition.topic(), List.of("a"));
        turn(false, false);
        clock.advance(LIMIT.multipliedBy(2));
        turn(false, false);
        assertThat(told).isEmpty();

        consumer.seek(partition, 1);
        clock.advance(LIMIT);
        turn(true, false);
        assertThat(told).isEmpty();
    }
}
