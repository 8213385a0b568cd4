package io.pressrun.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class ChartTest {
    static Stream<List<JsonNode>> valueSets() {
        Map<String, Object> topicOnly = Map.of(
                "kafka.bootstrapServers", "broker:9092",
                "settings.output\\.default", "topic",
                "settings.store\\.kind", "none");
        return Stream.of(Chart.with(Chart.least()), Chart.withEverything(), Chart.with(topicOnly));
    }

    @Test
    void chart_passesStrictLint() {
        var result = Chart.lint();
        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }

    @Test
    void versions_areTheProjects() throws IOException {
        Matcher version = Pattern.compile(
                        "<artifactId>pressrun</artifactId>\\s*<version>([^<]+?)(-SNAPSHOT)?</version>")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        JsonNode chart = Chart.yaml(Chart.FOLDER.resolve("Chart.yaml"));
        assertThat(chart.path("appVersion").asString()).isEqualTo(version.group(1));
        assertThat(image(Chart.with(Chart.least()))).isEqualTo("pressrun:" + version.group(1));
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void pod_isConfinedWhateverTheValues(List<JsonNode> manifests) {
        JsonNode pod = pod(manifests);
        assertThat(pod.at("/automountServiceAccountToken")).hasToString("false");
        assertThat(pod.at("/enableServiceLinks")).hasToString("false");
        assertThat(pod.at("/securityContext/runAsNonRoot")).hasToString("true");
        assertThat(pod.at("/securityContext/runAsUser")).hasToString("65532");
        assertThat(pod.at("/securityContext/seccompProfile/type").asString()).isEqualTo("RuntimeDefault");
        assertThat(pod.at("/hostNetwork").isMissingNode()).isTrue();

        JsonNode container = pod.at("/containers/0");
        assertThat(pod.path("containers")).hasSize(1);
        assertThat(container.at("/securityContext/readOnlyRootFilesystem")).hasToString("true");
        assertThat(container.at("/securityContext/allowPrivilegeEscalation")).hasToString("false");
        assertThat(container.at("/securityContext/privileged")).hasToString("false");
        assertThat(container.at("/securityContext/capabilities/drop")).hasToString("[\"ALL\"]");
        assertThat(container.at("/securityContext/capabilities/add").isMissingNode())
                .isTrue();
        assertThat(container.at("/resources/limits/memory").asString()).isNotEmpty();
        assertThat(container.at("/volumeMounts/0/mountPath").asString()).isEqualTo("/tmp");
        assertThat(pod.at("/volumes/0/emptyDir/sizeLimit").asString()).isNotEmpty();

        JsonNode account = Chart.only("ServiceAccount", manifests);
        assertThat(account.path("automountServiceAccountToken")).hasToString("false");
        assertThat(pod.path("serviceAccountName").asString())
                .isEqualTo(account.at("/metadata/name").asString());
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void gracePeriod_outlastsTheDrain(List<JsonNode> manifests) {
        String drain = Chart.only("ConfigMap", manifests)
                .at("/data/PRESSRUN_INTAKE_DRAIN_TIMEOUT")
                .asString();
        assertThat(drain).matches("\\d+s");
        assertThat(pod(manifests).path("terminationGracePeriodSeconds").asInt())
                .isGreaterThan(Integer.parseInt(drain.replace("s", "")));
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void probes_askTheAdminServer(List<JsonNode> manifests) {
        JsonNode container = pod(manifests).at("/containers/0");
        assertThat(container.at("/startupProbe/httpGet/path").asString()).isEqualTo("/livez");
        assertThat(container.at("/livenessProbe/httpGet/path").asString()).isEqualTo("/livez");
        assertThat(container.at("/readinessProbe/httpGet/path").asString()).isEqualTo("/readyz");
        assertThat(container.at("/ports/0/name").asString()).isEqualTo("metrics");
        assertThat(container.at("/ports/0/containerPort").asString())
                .isEqualTo(Chart.only("ConfigMap", manifests)
                        .at("/data/PRESSRUN_ADMIN_PORT")
                        .asString());
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void selectors_matchThePods(List<JsonNode> manifests) {
        JsonNode labels = Chart.only("Deployment", manifests).at("/spec/template/metadata/labels");
        List<JsonNode> selectors = manifests.stream()
                .flatMap(manifest -> Stream.of(
                        manifest.at("/spec/selector/matchLabels"),
                        manifest.at("/spec/podSelector/matchLabels"),
                        manifest.path("kind").asString().equals("Service")
                                ? manifest.at("/spec/selector")
                                : manifest.path("none")))
                .filter(JsonNode::isObject)
                .toList();
        assertThat(selectors)
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(selector -> assertThat(selector.properties())
                        .isNotEmpty()
                        .allSatisfy(
                                entry -> assertThat(labels.get(entry.getKey())).isEqualTo(entry.getValue())));
    }

    @Test
    void metricsService_hasNoAddressToMakeVariablesOf() {
        JsonNode service = Chart.only("Service", Chart.with(Chart.least()));
        assertThat(service.at("/spec/clusterIP").asString()).isEqualTo("None");
        assertThat(service.at("/metadata/name").asString()).isEqualTo("shop-pressrun-metrics");
    }

    @Test
    void extras_areOffUnlessAskedFor() {
        assertThat(kinds(Chart.with(Chart.least())))
                .containsExactlyInAnyOrder(
                        "ConfigMap", "Deployment", "PodDisruptionBudget", "Service", "ServiceAccount");
        assertThat(kinds(Chart.withEverything()))
                .containsExactlyInAnyOrder(
                        "ConfigMap",
                        "Deployment",
                        "NetworkPolicy",
                        "PodDisruptionBudget",
                        "PodMonitor",
                        "ScaledObject",
                        "Service",
                        "ServiceAccount");
    }

    @Test
    void keda_countsTheWorkersByTheRequestsAlone() {
        List<JsonNode> manifests = Chart.withEverything();
        JsonNode scaler = Chart.only("ScaledObject", manifests);
        assertThat(scaler.at("/spec/scaleTargetRef/name"))
                .isEqualTo(Chart.only("Deployment", manifests).at("/metadata/name"));
        assertThat(scaler.at("/spec/triggers/0/metadata/topic").asString()).isEqualTo("invoices");
        assertThat(scaler.at("/spec/triggers/0/metadata/consumerGroup").asString())
                .isEqualTo("invoice-printers");
        assertThat(scaler.at("/spec/triggers/0/metadata/tls").asString()).isEqualTo("enable");
        assertThat(scaler.at("/spec/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown/policies/0/periodSeconds")
                        .asInt())
                .isEqualTo(105);
        assertThat(Chart.only("Deployment", manifests).at("/spec/replicas").isMissingNode())
                .isTrue();
    }

    @Test
    void keda_namesTheTopicWhenItIsTheDefaultOne() {
        Map<String, Object> values = Chart.least();
        values.put("keda.enabled", true);
        JsonNode trigger = Chart.only("ScaledObject", Chart.with(values)).at("/spec/triggers/0");
        assertThat(trigger.at("/metadata/topic").asString()).isEqualTo("render-requests");
        assertThat(trigger.at("/metadata/consumerGroup").asString()).isEqualTo("pressrun");
    }

    @Test
    void networkPolicy_letsNobodyReachTheMetadataService() {
        Map<String, Object> values = Chart.least();
        values.put("networkPolicy.enabled", true);
        values.put("networkPolicy.store.ports[0]", 9000);
        JsonNode policy = Chart.only("NetworkPolicy", Chart.with(values));
        assertThat(policy.at("/spec/policyTypes")).hasToString("[\"Ingress\",\"Egress\"]");
        List<JsonNode> blocks = policy.path("spec").path("egress").findValues("ipBlock");
        assertThat(blocks).hasSize(6).allSatisfy(block -> {
            assertThat(block.path("cidr").asString()).isIn("0.0.0.0/0", "::/0");
            assertThat(block.path("except").toString())
                    .contains(block.path("cidr").asString().equals("::/0") ? "fe80::/10" : "169.254.0.0/16");
        });
        assertThat(policy.at("/spec/egress").toString()).contains("34.118.224.0/20");
        assertThat(policy.at("/spec/egress")).allSatisfy(rule -> {
            assertThat(rule.path("to")).isNotEmpty();
            assertThat(rule.path("ports")).isNotEmpty();
        });
    }

    @Test
    void digest_winsOverTheTag() {
        assertThat(image(Chart.withEverything())).matches("registry.example/pressrun@sha256:[0-9a-f]{64}");
    }

    @Test
    void numbers_areWrittenInFull() {
        JsonNode data = Chart.only("ConfigMap", Chart.withEverything()).path("data");
        assertThat(data.path("PRESSRUN_RENDER_MAX_PAGES").asString()).isEqualTo("1000000");
        assertThat(data.path("KAFKA_REQUEST_TIMEOUT_MS").asString()).isEqualTo("45000");
        assertThat(data.path("PRESSRUN_INTAKE_CREATE_TOPICS").asString()).isEqualTo("false");
    }

    @Test
    void secretValues_comeFromTheNamedSecret() {
        JsonNode sources = pod(Chart.withEverything()).at("/containers/0/envFrom");
        assertThat(sources.at("/1/secretRef/name").asString()).isEqualTo("pressrun-credentials");
    }

    @Test
    void missingBrokers_areNamed() {
        assertThatThrownBy(() -> Chart.with(Map.of("settings.store\\.s3\\.bucket", "pdfs")))
                .hasMessageContaining("kafka.bootstrapServers is not set");
    }

    @Test
    void missingBucket_isNamed() {
        assertThatThrownBy(() -> Chart.with(Map.of("kafka.bootstrapServers", "broker:9092")))
                .hasMessageContaining("store.s3.bucket is not set");
    }

    @Test
    void misspeltValue_isRefused() {
        Map<String, Object> values = Chart.least();
        values.put("replicaCount", 3);
        assertThatThrownBy(() -> Chart.with(values)).hasMessageContaining("replicaCount");
    }

    @Test
    void secretAmongTheSettings_isRefused() {
        Map<String, Object> values = Chart.least();
        values.put("settings.store\\.s3\\.secret-access-key", "hush");
        assertThatThrownBy(() -> Chart.with(values)).hasMessageContaining("secret-access-key");
    }

    private static List<String> kinds(List<JsonNode> manifests) {
        return manifests.stream()
                .map(manifest -> manifest.path("kind").asString())
                .toList();
    }

    private static JsonNode pod(List<JsonNode> manifests) {
        return Chart.only("Deployment", manifests).at("/spec/template/spec");
    }

    private static String image(List<JsonNode> manifests) {
        return pod(manifests).at("/containers/0/image").asString();
    }
}
