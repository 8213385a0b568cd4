package io.pressrun.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pressrun.intake.Topology.TopologyException;
import io.pressrun.intake.duplicates.DuplicateSettings;
import io.pressrun.intake.topic.Topics;
import io.pressrun.testing.KafkaFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PrintedTopicTest {
    private final KafkaFixture kafka = KafkaFixture.shared();
    private final Topics topics = kafka.topics(3);
    private final String printed = topics.requests() + ".printed";

    private Topology topology(DuplicateSettings duplicates) {
        return new Topology(Map.of("bootstrap.servers", kafka.bootstrapServers()), topics, List.of(), duplicates);
    }

    @Test
    void topicIsMade_withAsManyPartitionsAsTheRequestTopic() throws TopologyException {
        try (var topology = topology(new DuplicateSettings(Duration.ofHours(1), printed))) {
            assertThatThrownBy(topology::requireTopics)
                    .hasMessageStartingWith(
                            "These topics do not exist, or the user may not describe them: " + printed + ".");
            topology.createTopics(6, 1 << 20);
            topology.requireTopics();
        }
        try (var reader = kafka.read(printed)) {
            assertThat(reader.partitions()).isEqualTo(3);
        }
    }

    @Test
    void topicWithTooFewPartitions_isRefused() {
        kafka.createTopic(printed, 2, Map.of());
        try (var topology = topology(new DuplicateSettings(Duration.ofHours(1), printed))) {
            assertThatThrownBy(topology::requireTopics)
                    .isInstanceOf(TopologyException.class)
                    .hasMessageContaining("has 2 partitions, fewer than");
        }
    }

    @Test
    void topicIsNotNeeded_whenNothingIsRemembered() throws TopologyException {
        try (var topology = topology(new DuplicateSettings(Duration.ZERO, printed))) {
            topology.requireTopics();
        }
    }
}
