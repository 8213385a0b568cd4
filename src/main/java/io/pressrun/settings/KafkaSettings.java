package io.pressrun.settings;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The properties of the Kafka clients, from {@code kafka.*} keys and {@code KAFKA_*} variables: later ones win. */
final class KafkaSettings {
    private static final String PREFIX = "kafka.";
    private static final String VARIABLE_PREFIX = "KAFKA_";
    private static final Pattern VARIABLE = Pattern.compile("KAFKA_[A-Z0-9_]+");

    /** Variables of Kafka's own scripts and images, the part behind the prefix. */
    private static final Pattern BROKER_VARIABLE = Pattern.compile(
            "(ADVERTISED|AUTO_CREATE|BROKER|CFG|CLUSTER|CONTROLLER|DEBUG|DEFAULT_REPLICATION|DELETE_TOPIC"
                    + "|GC|GROUP_COORDINATOR|GROUP_INITIAL|HEAP_OPTS|HOME|INTER_BROKER|JMX|JVM|KRAFT|LISTENERS?|LOG|LOG4J"
                    + "|MIN_INSYNC|NODE_ID|NUM|OFFSETS|OPTS|PROCESS_ROLES|SHARE_COORDINATOR|TRANSACTION_STATE|VERSION"
                    + "|ZOOKEEPER)(_.*)?");

    private static final String BYTES = "Pressrun reads and writes bytes";
    private static final String ONE_RESULT = "Pressrun needs it so that every job ends in exactly one result";
    private static final Map<String, String> OWNED = Map.ofEntries(
            Map.entry("key.serializer", BYTES),
            Map.entry("value.serializer", BYTES),
            Map.entry("key.deserializer", BYTES),
            Map.entry("value.deserializer", BYTES),
            Map.entry("enable.auto.commit", ONE_RESULT),
            Map.entry("auto.commit.interval.ms", ONE_RESULT),
            Map.entry("isolation.level", ONE_RESULT),
            Map.entry("acks", ONE_RESULT),
            Map.entry("enable.idempotence", ONE_RESULT),
            Map.entry("transaction.two.phase.commit.enable", ONE_RESULT),
            Map.entry("auto.offset.reset", "Jobs written before the first start would be skipped by any other value"),
            Map.entry("group.id", "Set pressrun.group.id instead"),
            Map.entry("group.protocol", "Set pressrun.group.protocol instead"),
            Map.entry("transactional.id", "Set pressrun.intake.transactional-id instead"),
            Map.entry("transaction.timeout.ms", "Set pressrun.intake.transaction-timeout instead"),
            Map.entry("max.request.size", "Set pressrun.output.max-record-size instead"));
    private static final List<String> BROKER_DECIDES =
            List.of("session.timeout.ms", "heartbeat.interval.ms", "partition.assignment.strategy");

    /** Which clients a property is for. */
    enum Client {
        COMMON,
        CONSUMER,
        PRODUCER,
        ADMIN
    }

    private record Property(String value, String source) {}

    private final Map<Client, Map<String, Property>> properties = new EnumMap<>(Client.class);
    private final List<String> ignored = new ArrayList<>();

    /** @param key begins with {@code kafka.} */
    void key(String key, String value, String source) {
        put(key.substring(PREFIX.length()), value, source);
    }

    /** Takes the variable when it is one for Kafka. */
    void variable(String name, String value) {
        if (!VARIABLE.matcher(name).matches()) {
            return;
        }
        String rest = name.substring(VARIABLE_PREFIX.length());
        if (BROKER_VARIABLE.matcher(rest).matches() || SettingNames.serviceLink(VARIABLE_PREFIX, name, value)) {
            ignored.add(name);
        } else {
            put(rest.toLowerCase(Locale.ROOT).replace('_', '.'), value, name);
        }
    }

    private void put(String name, String value, String source) {
        Client client = Client.COMMON;
        String property = name;
        for (Client candidate : List.of(Client.CONSUMER, Client.PRODUCER, Client.ADMIN)) {
            String prefix = prefix(candidate);
            if (name.startsWith(prefix)) {
                client = candidate;
                property = name.substring(prefix.length());
            }
        }
        properties.computeIfAbsent(client, _ -> new TreeMap<>()).put(property, new Property(value, source));
    }

    PressrunSettings.Kafka settings() {
        return new PressrunSettings.Kafka(
                values(Client.COMMON), values(Client.CONSUMER), values(Client.PRODUCER), values(Client.ADMIN));
    }

    /** A sentence for each property that is not the operator's to set. */
    List<String> problems(GroupProtocol protocol) {
        List<String> problems = new ArrayList<>();
        properties.forEach((client, own) -> own.forEach((name, property) -> {
            String reason = refusal(name, protocol);
            if (reason != null) {
                problems.add(
                        PREFIX + prefix(client) + name + " (" + property.source() + ") cannot be set. " + reason + ".");
            }
        }));
        return problems;
    }

    private static @Nullable String refusal(String name, GroupProtocol protocol) {
        if (protocol == GroupProtocol.CONSUMER && BROKER_DECIDES.contains(name)) {
            return "The broker decides it when pressrun.group.protocol is consumer";
        }
        return OWNED.get(name);
    }

    /** At most one sentence about variables that were not meant for the clients. */
    List<String> notes() {
        return ignored.isEmpty()
                ? List.of()
                : List.of("Ignored, since they are no settings of Kafka clients: "
                        + String.join(", ", ignored.stream().sorted().toList()));
    }

    /** Lines {@code key = value (source)}. */
    List<String> describe() {
        List<String> lines = new ArrayList<>();
        properties.forEach((client, own) -> own.forEach((name, property) -> lines.add(PREFIX + prefix(client) + name
                + " = " + Masking.show(name, property.value()) + " (" + property.source() + ")")));
        return lines;
    }

    private Map<String, String> values(Client client) {
        Map<String, String> values = new TreeMap<>();
        properties.getOrDefault(client, Map.of()).forEach((name, property) -> values.put(name, property.value()));
        return values;
    }

    private static String prefix(Client client) {
        return client == Client.COMMON ? "" : client.name().toLowerCase(Locale.ROOT) + ".";
    }
}
