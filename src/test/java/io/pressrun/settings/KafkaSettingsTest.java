package io.pressrun.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KafkaSettingsTest {
    @Test
    void variables_reachAllClientsOrOne() {
        PressrunSettings.Kafka kafka = load(Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", "broker:9092",
                        "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                        "KAFKA_CONSUMER_MAX_POLL_RECORDS", "10",
                        "KAFKA_PRODUCER_LINGER_MS", "5",
                        "KAFKA_ADMIN_SECURITY_PROTOCOL", "PLAINTEXT"))
                .kafka();

        assertThat(kafka.consumerProperties())
                .isEqualTo(Map.of(
                        "bootstrap.servers", "broker:9092", "security.protocol", "SASL_SSL", "max.poll.records", "10"));
        assertThat(kafka.producerProperties())
                .isEqualTo(
                        Map.of("bootstrap.servers", "broker:9092", "security.protocol", "SASL_SSL", "linger.ms", "5"));
        assertThat(kafka.adminProperties())
                .isEqualTo(Map.of("bootstrap.servers", "broker:9092", "security.protocol", "PLAINTEXT"));
    }

    @Test
    void file_thenVariables_thenCommandLine(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("p.properties"), """
                kafka.bootstrap.servers=file:9092
                kafka.client.rack=file
                kafka.consumer.fetch.min.bytes=${file:/secret:key}
                """);

        PressrunSettings settings = SettingsLoader.load(
                Map.of("KAFKA_BOOTSTRAP_SERVERS", "variable:9092", "KAFKA_CLIENT_RACK", "variable"),
                new Properties(),
                file,
                Map.of("kafka.bootstrap.servers", "override:9092"));

        assertThat(settings.kafka().consumerProperties())
                .isEqualTo(Map.of(
                        "bootstrap.servers", "override:9092",
                        "client.rack", "variable",
                        "fetch.min.bytes", "${file:/secret:key}"));
        assertThat(settings.effective().lines())
                .contains("kafka.bootstrap.servers = override:9092 (command line)")
                .contains("kafka.client.rack = variable (KAFKA_CLIENT_RACK)")
                .contains("kafka.consumer.fetch.min.bytes = ${file:/secret:key} (" + file + ":3)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KAFKA_ENABLE_AUTO_COMMIT",
                "KAFKA_CONSUMER_GROUP_ID",
                "KAFKA_CONSUMER_KEY_DESERIALIZER",
                "KAFKA_PRODUCER_VALUE_SERIALIZER",
                "KAFKA_ISOLATION_LEVEL",
                "KAFKA_PRODUCER_TRANSACTIONAL_ID",
                "KAFKA_PRODUCER_ACKS",
                "KAFKA_ENABLE_IDEMPOTENCE",
                "KAFKA_AUTO_OFFSET_RESET",
                "KAFKA_PRODUCER_MAX_REQUEST_SIZE",
                "KAFKA_CONSUMER_SESSION_TIMEOUT_MS"
            })
    void propertiesThatPressrunOwns_areRefusedWithTheReason(String variable) {
        String key = variable.toLowerCase(Locale.ROOT).replace('_', '.');

        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> load(Map.of(variable, "1")))
                .satisfies(e -> assertThat(e.problems())
                        .singleElement()
                        .asString()
                        .matches(Pattern.quote(key + " (" + variable + ") cannot be set. ") + "\\S.+\\."));
    }

    @Test
    void sessionTimeout_isTheOperatorsWithTheClassicProtocol() {
        PressrunSettings settings =
                load(Map.of("PRESSRUN_GROUP_PROTOCOL", "classic", "KAFKA_CONSUMER_SESSION_TIMEOUT_MS", "6000"));

        assertThat(settings.kafka().consumerProperties()).containsEntry("session.timeout.ms", "6000");
    }

    @Test
    void variablesOfImagesAndKubernetes_areIgnoredWithOneNote() {
        PressrunSettings settings = load(Map.of(
                "KAFKA_PORT", "tcp://10.0.0.2:9092",
                "KAFKA_SERVICE_HOST", "10.0.0.2",
                "KAFKA_SERVICE_PORT_CLIENT", "9092",
                "KAFKA_PORT_9092_TCP", "tcp://10.0.0.2:9092",
                "KAFKA_PORT_9092_TCP_ADDR", "10.0.0.2",
                "KAFKA_HEADLESS_SERVICE_HOST", "10.0.0.3",
                "KAFKA_HEAP_OPTS", "-Xmx1g",
                "KAFKA_OPTS", "-Dx=y",
                "KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://kafka:9092",
                "KAFKA_LOG4J_OPTS", "-Dlog4j"));

        assertThat(settings.kafka().common()).isEmpty();
        assertThat(settings.effective().notes())
                .containsExactly("Ignored, since they are no settings of Kafka clients: KAFKA_ADVERTISED_LISTENERS, "
                        + "KAFKA_HEADLESS_SERVICE_HOST, KAFKA_HEAP_OPTS, KAFKA_LOG4J_OPTS, KAFKA_OPTS, KAFKA_PORT, "
                        + "KAFKA_PORT_9092_TCP, KAFKA_PORT_9092_TCP_ADDR, KAFKA_SERVICE_HOST, "
                        + "KAFKA_SERVICE_PORT_CLIENT");
    }

    @Test
    void missingBrokers_areNamedByWhoNeedsThem() {
        PressrunSettings settings = load(Map.of());

        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> settings.kafka().requireBootstrapServers())
                .withMessageContaining("KAFKA_BOOTSTRAP_SERVERS");
        load(Map.of("KAFKA_BOOTSTRAP_SERVERS", "broker:9092")).kafka().requireBootstrapServers();
    }

    private static PressrunSettings load(Map<String, String> environment) {
        return SettingsLoader.load(environment, new Properties(), null, Map.of());
    }
}
