package io.pressrun.deploy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The Helm chart as Helm itself renders it. */
final class Chart {
    static final Path FOLDER = Path.of("deploy/helm/pressrun");
    private static final Path EVERYTHING = Path.of("src/test/resources/io/pressrun/deploy/everything.yaml");
    private static final YAMLMapper YAML = new YAMLMapper();

    private Chart() {}

    static LintResult lint() {
        return new Helm(FOLDER).lint().strict().call();
    }

    /** The least that an operator must say. */
    static Map<String, Object> least() {
        Map<String, Object> values = new HashMap<>();
        values.put("kafka.bootstrapServers", "broker:9092");
        values.put("settings.store\\.s3\\.bucket", "pdfs");
        return values;
    }

    static List<JsonNode> with(Map<String, Object> values) {
        TemplateCommand command = command();
        values.forEach(command::set);
        return read(command.call());
    }

    /** Every value that the chart knows, set to something else than its default. */
    static List<JsonNode> withEverything() {
        return read(command().withValuesFile(EVERYTHING).call());
    }

    /** The only manifest of a kind. */
    static JsonNode only(String kind, List<JsonNode> manifests) {
        List<JsonNode> found = manifests.stream()
                .filter(manifest -> manifest.path("kind").asString().equals(kind))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " manifests of kind " + kind + " instead of one");
        }
        return found.getFirst();
    }

    static JsonNode yaml(Path file) {
        return YAML.readTree(file.toFile());
    }

    private static TemplateCommand command() {
        return new Helm(FOLDER).template().withName("shop").withKubeVersion("1.34.0");
    }

    private static List<JsonNode> read(String manifests) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(manifests)) {
            return documents.readAll().stream()
                    .filter(document -> document.path("kind").isString())
                    .toList();
        }
    }
}
