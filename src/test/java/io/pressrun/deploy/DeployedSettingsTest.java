package io.pressrun.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.settings.PressrunSettings;
import io.pressrun.settings.SettingsLoader;
import io.pressrun.testing.KafkaFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the chart and the compose file put into the environment, read as a worker reads it at start. */
final class DeployedSettingsTest {
    @Test
    void chartsLeastVariables_startAWorker() {
        PressrunSettings settings = load(data(Chart.with(Chart.least())));
        assertThat(settings.store().kind()).isEqualTo(PressrunSettings.StoreKind.S3);
        assertThat(settings.store().s3().bucket()).isEqualTo("pdfs");
        assertThat(settings.log().format()).isEqualTo(PressrunSettings.LogFormat.JSON);
        assertThat(settings.admin().port()).isEqualTo(9464);
    }

    @Test
    void chartsVariables_areAllSettings() {
        PressrunSettings settings = load(data(Chart.withEverything()));
        assertThat(settings.topics().requests()).isEqualTo("invoices");
        assertThat(settings.group().id()).isEqualTo("invoice-printers");
        assertThat(settings.intake().drainTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.render().maxPages()).isEqualTo(1_000_000);
        assertThat(settings.kafka().common())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("request.timeout.ms", "45000");
    }

    @Test
    void composeFilesVariables_areAllSettings() {
        PressrunSettings settings =
                load(variables(Chart.yaml(Path.of("docker-compose.yml")).at("/services/worker/environment")));
        assertThat(settings.store().s3().bucket()).isEqualTo("pressrun");
        assertThat(settings.store().s3().pathStyle()).isTrue();
        assertThat(settings.intake().createTopics()).isTrue();
    }

    @Test
    void composeFile_leavesTimeToDrain() {
        JsonNode worker = Chart.yaml(Path.of("docker-compose.yml")).at("/services/worker");
        PressrunSettings settings = load(variables(worker.path("environment")));
        Duration grace = Duration.parse("PT" + worker.path("stop_grace_period").asString());
        assertThat(grace).isGreaterThan(settings.intake().drainTimeout());
    }

    @Test
    void composeFilesBroker_isOfTheClientsVersion() {
        JsonNode broker = Chart.yaml(Path.of("docker-compose.yml")).at("/services/kafka");
        assertThat(broker.path("image").asString()).isEqualTo(KafkaFixture.IMAGE);
    }

    private static JsonNode data(List<JsonNode> manifests) {
        return Chart.only("ConfigMap", manifests).path("data");
    }

    private static PressrunSettings load(JsonNode data) {
        return load(variables(data));
    }

    private static PressrunSettings load(Map<String, String> environment) {
        PressrunSettings settings = SettingsLoader.load(environment, new Properties(), null, Map.of());
        settings.kafka().requireBootstrapServers();
        assertThat(settings.notes()).isEmpty();
        return settings;
    }

    private static Map<String, String> variables(JsonNode data) {
        Map<String, String> variables = new HashMap<>();
        data.properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asString()));
        variables.put("HOSTNAME", "worker-1");
        return variables;
    }
}
