package io.pressrun.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.testing.KafkaFixture;
import io.pressrun.testing.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private void turn(Set<TopicPartition> unread, Set<TopicPartition> ready, Set<TopicPartition> holding, int running) {
        detector.turn(new StallDetector.State(unread, ready, holding, running), () -> "the state");
    }

    private void ready() {
        turn(Set.of(), Set.of(partition), Set.of(), 0);
    }

    @Test
    void roomAndRecordsAndNoStarts_areAStall_untilAJobStarts() {
        kafka.send(partition.topic(), List.of("a", "b"));
        ready();
        clock.advance(LIMIT.minusMillis(1));
        ready();
        assertThat(told).isEmpty();

        clock.advance(Duration.ofMillis(1));
        ready();
        assertThat(told).singleElement().asString().contains("120 s").contains(partition.toString());
        clock.advance(LIMIT);
        ready();
        assertThat(told).hasSize(1);

        detector.moved(partition);
        ready();
        assertThat(told).hasSize(2);
        assertThat(told.getLast()).isNull();
    }

    @Test
    void partitionWithoutRecords_isNoStall() {
        ready();
        clock.advance(LIMIT);
        ready();
        clock.advance(LIMIT);
        ready();
        assertThat(told).isEmpty();
    }

    @Test
    void partitionThatMayNotStartJobs_isNoStall() {
        kafka.send(partition.topic(), List.of("a"));
        turn(Set.of(), Set.of(), Set.of(), 0);
        clock.advance(LIMIT);
        turn(Set.of(), Set.of(), Set.of(), 0);
        assertThat(told).isEmpty();
    }

    @Test
    void recordThatWasTakenAndIsNotStarted_isAStall_whileOtherPartitionsMove() {
        var other = new TopicPartition(partition.topic(), 1);
        turn(Set.of(), Set.of(partition, other), Set.of(partition), 1);
        clock.advance(LIMIT);
        detector.moved(other);
        turn(Set.of(), Set.of(partition, other), Set.of(partition), 1);
        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("nothing was started")
                .contains("[" + partition + "]");
    }

    @Test
    void committedOffsetsThatDoNotCome_areAStall() {
        turn(Set.of(partition), Set.of(), Set.of(), 0);
        clock.advance(LIMIT);
        turn(Set.of(partition), Set.of(), Set.of(), 0);
        assertThat(told).singleElement().asString().startsWith("the committed offsets of [" + partition + "]");

        turn(Set.of(), Set.of(partition), Set.of(), 0);
        assertThat(told.getLast()).isNull();
    }

    @Test
    void jobsOfWhichNoneEnds_areAStall_untilOneDoes() {
        turn(Set.of(), Set.of(), Set.of(), 0);
        clock.advance(LIMIT);
        turn(Set.of(), Set.of(), Set.of(), 0);
        detector.moved(partition);
        turn(Set.of(), Set.of(), Set.of(), 3);
        assertThat(told).isEmpty();
        clock.advance(LIMIT);
        turn(Set.of(), Set.of(), Set.of(), 3);
        assertThat(told).singleElement().asString().startsWith("none of the 3 jobs under way has ended");

        detector.moved(partition);
        turn(Set.of(), Set.of(), Set.of(), 2);
        assertThat(told.getLast()).isNull();
    }
}
