package io.pressrun.settings;

import io.pressrun.intake.IntakeSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything an operator can set, in the records of the packages that it concerns. What a setting means stands in
 * {@code docs/configuration.md}.
 *
 * @param kafka what the operator set for the Kafka clients
 */
public record PressrunSettings(
        IntakeSettings intake,
        PipelineSettings pipeline,
        DeliverySettings delivery,
        ProcessSettings process,
        Kafka kafka,
        EffectiveSettings effective) {
    /**
     * Properties of the Kafka clients that the operator set, for all of them or for one kind. None of them is one that
     * Pressrun sets itself.
     */
    public record Kafka(
            Map<String, String> common,
            Map<String, String> consumer,
            Map<String, String> producer,
            Map<String, String> admin) {
        public Kafka {
            common = Map.copyOf(common);
            consumer = Map.copyOf(consumer);
            producer = Map.copyOf(producer);
            admin = Map.copyOf(admin);
        }

        public Map<String, Object> consumerProperties() {
            return merged(consumer);
        }

        public Map<String, Object> producerProperties() {
            return merged(producer);
        }

        public Map<String, Object> adminProperties() {
            return merged(admin);
        }

        /** @throws SettingsException when a client that a worker needs has no broker to go to */
        public void requireBootstrapServers() {
            if (List.of(consumerProperties(), producerProperties(), adminProperties()).stream()
                    .anyMatch(client -> client.getOrDefault("bootstrap.servers", "")
                            .toString()
                            .isBlank())) {
                throw new SettingsException(List.of("kafka.bootstrap.servers is not set: set the variable "
                        + "KAFKA_BOOTSTRAP_SERVERS to the brokers, such as broker-1:9092,broker-2:9092"));
            }
        }

        private Map<String, Object> merged(Map<String, String> own) {
            Map<String, Object> merged = new HashMap<>(common);
            merged.putAll(own);
            return Map.copyOf(merged);
        }

        /** SettingNames alone: values may be secret. */
        @Override
        public String toString() {
            return "Kafka[common=" + common.keySet() + ", consumer=" + consumer.keySet() + ", producer="
                    + producer.keySet() + ", admin=" + admin.keySet() + "]";
        }
    }
}
