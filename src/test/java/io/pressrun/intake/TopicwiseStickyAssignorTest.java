package io.pressrun.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Asks as the coordinator does, round by round. */
final class TopicwiseStickyAssignorTest {
    private static final Map<String, Integer> TOPICS = Map.of("requests", 12, "retry", 2);

    private final TopicwiseStickyAssignor assignor = new TopicwiseStickyAssignor();
    private int generation;

    private static Cluster cluster() {
        var node = new Node(1, "localhost", 9092);
        var partitions = new ArrayList<PartitionInfo>();
        TOPICS.forEach((topic, count) -> {
            for (int n = 0; n < count; n++) {
                partitions.add(new PartitionInfo(topic, n, node, new Node[] {node}, new Node[] {node}));
            }
        });
        return new Cluster("cluster", List.of(node), partitions, Set.of(), Set.of());
    }

    private Map<String, List<TopicPartition>> assign(Map<String, List<TopicPartition>> owned) {
        var members = new HashMap<String, Subscription>();
        owned.forEach((member, partitions) -> members.put(
                member,
                new Subscription(List.copyOf(TOPICS.keySet()), null, partitions, generation, Optional.empty())));
        generation++;
        var assigned = new HashMap<String, List<TopicPartition>>();
        assignor.assign(cluster(), new GroupSubscription(members))
                .groupAssignment()
                .forEach((member, assignment) -> assigned.put(member, assignment.partitions()));
        return assigned;
    }

    private static long count(List<TopicPartition> partitions, String topic) {
        return partitions.stream()
                .filter(partition -> partition.topic().equals(topic))
                .count();
    }

    @Test
    void everyTopic_isSharedOutByItself() {
        assertThat(assign(Map.of("a", List.of(), "b", List.of()))).hasSize(2).allSatisfy((member, partitions) -> {
            assertThat(count(partitions, "requests")).isEqualTo(6);
            assertThat(count(partitions, "retry")).isEqualTo(1);
        });
    }

    @Test
    void partitionsOfAMemberThatHasAll_areLetGoBeforeAnotherGetsThem() {
        var alone = assign(Map.of("a", List.of()));
        assertThat(alone.get("a")).hasSize(14);

        var letGo = assign(Map.of("a", alone.getOrDefault("a", List.of()), "b", List.of()));
        assertThat(letGo.get("a")).hasSize(7).isSubsetOf(alone.get("a"));
        assertThat(letGo.get("b")).isEmpty();

        var shared = assign(letGo);
        assertThat(shared.get("a")).containsExactlyInAnyOrderElementsOf(letGo.get("a"));
        assertThat(count(shared.getOrDefault("b", List.of()), "requests")).isEqualTo(6);
        assertThat(count(shared.getOrDefault("b", List.of()), "retry")).isEqualTo(1);
    }
}
