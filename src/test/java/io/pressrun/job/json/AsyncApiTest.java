package io.pressrun.job.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.JobFailedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The AsyncAPI document fits the schemas and the topics. */
final class AsyncApiTest {
    private static final JsonNode DOCUMENT = new YAMLMapper().readTree(Schemas.bytes("asyncapi.yaml"));

    @Test
    void namesTheDefaultTopics() {
        assertThat(DOCUMENT.path("asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(DOCUMENT.path("channels").values().stream()
                        .map(channel -> channel.path("address").asString()))
                .containsExactly(
                        "render-requests",
                        "render-results",
                        "render-pdfs",
                        "render-requests.retry.{delay}",
                        "dlq.render-requests");
        for (JsonNode channel : DOCUMENT.path("channels").values()) {
            JsonNode topic = channel.at("/bindings/kafka/topic");
            assertThat(topic.isMissingNode() || topic.equals(channel.path("address")))
                    .isTrue();
        }
    }

    @Test
    void everyKafkaBindingIsOfVersion050() {
        List<JsonNode> bindings = DOCUMENT.findValues("kafka").stream()
                .filter(node -> !node.has("host"))
                .toList();
        assertThat(bindings).hasSizeGreaterThan(10);
        assertThat(bindings)
                .allSatisfy(binding ->
                        assertThat(binding.path("bindingVersion").asString()).isEqualTo("0.5.0"));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = DOCUMENT.findValuesAsString("$ref");
        assertThat(references).contains("./render-job.schema.json", "./render-result.schema.json");
        for (String reference : references) {
            if (reference.startsWith("#")) {
                assertThat(DOCUMENT.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            } else {
                assertThat(Schemas.json(reference.substring("./".length())).has("$id"))
                        .as(reference)
                        .isTrue();
            }
        }
    }

    @Test
    void exampleIsAJob() throws JobFailedException {
        JsonNode job = DOCUMENT.at("/components/messages/renderJob/examples/0/payload");
        assertThat(Schemas.named(Schemas.JOB).errors(job)).isEmpty();
        byte[] json = new JsonMapper().writeValueAsBytes(job);
        assertThat(new JobCodec().decode(json, Map.of(), "fallback").id()).isEqualTo("inv-2026-000123");
    }
}
