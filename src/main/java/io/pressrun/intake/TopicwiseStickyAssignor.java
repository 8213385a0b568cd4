package io.pressrun.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Assigns every topic by itself, as {@link CooperativeStickyAssignor} would if it were the only one. That one balances
 * the partitions of all topics together: a worker might get all requests, and another all that wait for a retry. For
 * the group protocol before KIP-848; public because Kafka makes it by its name.
 */
public final class TopicwiseStickyAssignor extends CooperativeStickyAssignor {
    @Override
    public String name() {
        return "pressrun-topicwise-sticky";
    }

    /** What the coordinator calls. The partitions of each topic change hands only once their owner has let go of them. */
    @Override
    public Map<String, List<TopicPartition>> assignPartitions(
            Map<String, List<PartitionInfo>> partitionsPerTopic, Map<String, Subscription> subscriptions) {
        var all = new HashMap<String, List<TopicPartition>>();
        subscriptions.keySet().forEach(member -> all.put(member, new ArrayList<>()));
        partitionsPerTopic.forEach((topic, partitions) -> {
            var subscribed = new HashMap<String, Subscription>();
            subscriptions.forEach((member, subscription) -> {
                if (subscription.topics().contains(topic)) {
                    subscribed.put(member, only(topic, subscription));
                }
            });
            super.assignPartitions(Map.of(topic, partitions), subscribed)
                    .forEach((member, assigned) ->
                            all.computeIfAbsent(member, _ -> new ArrayList<>()).addAll(assigned));
        });
        return all;
    }

    private static Subscription only(String topic, Subscription subscription) {
        return new Subscription(
                List.of(topic),
                subscription.userData() == null ? null : subscription.userData().duplicate(),
                subscription.ownedPartitions().stream()
                        .filter(partition -> partition.topic().equals(topic))
                        .toList(),
                subscription.generationId().orElse(-1),
                subscription.rackId());
    }
}
