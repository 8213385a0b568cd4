package io.pressrun.chaos;

import io.pressrun.chaos.History.Quiet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;

/** The state of one group as the broker tells it. */
final class BrokerView implements AutoCloseable {
    private static final Set<TransactionState> OPEN = Set.of(
            TransactionState.ONGOING,
            TransactionState.PREPARE_COMMIT,
            TransactionState.PREPARE_ABORT,
            TransactionState.PREPARE_EPOCH_FENCE);
    private static final Duration START = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 300;

    private final Admin admin;
    private final String group;
    private final Topics topics;

    BrokerView(String bootstrapServers, String group, Topics topics) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.group = group;
        this.topics = topics;
    }

    void createTopics(int partitions) throws ExecutionException, InterruptedException {
        var all = new ArrayList<NewTopic>();
        all.add(new NewTopic(topics.requests(), partitions, (short) 1));
        topics.outputs().keySet().forEach(topic -> all.add(new NewTopic(topic, 3, (short) 1)));
        admin.createTopics(all).all().get();
        var names = all.stream().map(NewTopic::name).toList();
        Awaitility.await().atMost(START).until(() -> serves(names));
    }

    /** It does so a moment after the controller has made them. */
    private boolean serves(List<String> names) throws InterruptedException {
        try {
            return get(admin.describeTopics(names).allTopicNames()).values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.leader() != null);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** @param bytes empty: as before */
    void limitRecords(String topic, String bytes) throws ExecutionException, InterruptedException {
        var entry = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, bytes);
        var op = new AlterConfigOp(entry, bytes.isEmpty() ? OpType.DELETE : OpType.SET);
        admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(op)))
                .all()
                .get();
    }

    /** A topic with rules is closed to all that they do not allow. */
    void denyWrites(String topic) throws ExecutionException, InterruptedException {
        admin.createAcls(List.of(
                        rule(topic, AclOperation.ALL, AclPermissionType.ALLOW),
                        rule(topic, AclOperation.WRITE, AclPermissionType.DENY)))
                .all()
                .get();
    }

    void allowWrites(String topic) throws ExecutionException, InterruptedException {
        admin.deleteAcls(List.of(
                        rule(topic, AclOperation.ALL, AclPermissionType.ALLOW).toFilter(),
                        rule(topic, AclOperation.WRITE, AclPermissionType.DENY).toFilter()))
                .all()
                .get();
    }

    private static AclBinding rule(String topic, AclOperation operation, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:*", "*", operation, permission));
    }

    Quiet awaitQuiet(Duration limit) throws InterruptedException {
        long start = System.currentTimeMillis();
        Quiet now;
        do {
            Thread.sleep(LOOK_MILLIS);
            now = look(start);
        } while ((now.lag() != 0 || !now.transactions().isEmpty()) && now.millis() < limit.toMillis());
        return now;
    }

    private Quiet look(long start) throws InterruptedException {
        try {
            long lag = lag();
            var open = transactions();
            return new Quiet(lag, open, System.currentTimeMillis() - start);
        } catch (ExecutionException | TimeoutException e) {
            return new Quiet(-1, List.of("the broker does not answer: " + e), System.currentTimeMillis() - start);
        }
    }

    /**
     * Of the request topic and the retry topics. The commits are read before the ends: a job that moves to a retry topic
     * in between is seen on one of the two.
     */
    long lag() throws ExecutionException, InterruptedException, TimeoutException {
        var names = get(admin.listTopics().names()).stream()
                .filter(name -> name.equals(topics.requests()) || name.startsWith(topics.retryPrefix()))
                .toList();
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        get(admin.describeTopics(names).allTopicNames())
                .values()
                .forEach(topic -> topic.partitions()
                        .forEach(info ->
                                latest.put(new TopicPartition(topic.name(), info.partition()), OffsetSpec.latest())));
        var committed = get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        var ends = get(admin.listOffsets(latest).all());
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue().offset()
                        - Optional.ofNullable(committed.get(end.getKey()))
                                .map(OffsetAndMetadata::offset)
                                .orElse(0L))
                .map(behind -> Math.max(0, behind))
                .sum();
    }

    /** Who is in the group, by client id. */
    List<String> members() throws ExecutionException, InterruptedException, TimeoutException {
        return get(admin.describeConsumerGroups(List.of(group)).all()).values().stream()
                .flatMap(description -> description.members().stream())
                .map(MemberDescription::clientId)
                .toList();
    }

    private List<String> transactions() throws ExecutionException, InterruptedException, TimeoutException {
        return get(admin.listTransactions().all()).stream()
                .filter(listing -> listing.transactionalId().startsWith(group + "-") && OPEN.contains(listing.state()))
                .map(TransactionListing::toString)
                .toList();
    }

    private static <T> T get(KafkaFuture<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
