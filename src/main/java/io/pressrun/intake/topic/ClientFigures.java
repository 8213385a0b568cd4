package io.pressrun.intake.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * What a Kafka client measures of itself, as a whole. Its figures of single brokers, topics and partitions are left out:
 * they grow with the cluster. Thread-safe, unlike the client.
 */
public final class ClientFigures {
    /** Of the version, and of how many figures there are. */
    private static final Set<String> OTHER_GROUPS = Set.of("app-info", "kafka-metrics-count");

    private static final Set<String> TAGS_OF_A_CLIENT = Set.of("client-id");

    /** Which of the clients of a worker. */
    public enum Client {
        CONSUMER,
        PRODUCER
    }

    /**
     * One of them at one time.
     *
     * @param name {@code kafka}, the metric's group without {@code -metrics} and its name, joined by hyphens, such as
     *     {@code kafka-consumer-fetch-manager-records-lag-max}; that of a counter ends with {@code -total}
     * @param clientId that the client has at the brokers
     * @param value in the unit that the name tells; NaN where nothing was measured
     */
    public record Figure(String name, String description, String clientId, double value) {}

    private final Client client;
    private final Map<MetricName, ? extends Metric> metrics;

    /** @param metrics of the client, which keeps them up to date */
    public ClientFigures(Client client, Map<MetricName, ? extends Metric> metrics) {
        this.client = client;
        this.metrics = metrics;
    }

    public Client client() {
        return client;
    }

    public List<Figure> read() {
        List<Figure> figures = new ArrayList<>();
        for (Metric metric : metrics.values()) {
            MetricName name = metric.metricName();
            if (name.tags().keySet().equals(TAGS_OF_A_CLIENT)
                    && !OTHER_GROUPS.contains(name.group())
                    && metric.metricValue() instanceof Number value) {
                figures.add(new Figure(
                        "kafka-" + name.group().replace("-metrics", "") + "-" + name.name(),
                        name.description(),
                        name.tags().getOrDefault("client-id", ""),
                        value.doubleValue()));
            }
        }
        return figures;
    }
}
