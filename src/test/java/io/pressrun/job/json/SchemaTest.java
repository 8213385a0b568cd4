package io.pressrun.job.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.RenderJob;
import io.pressrun.job.ResultEvent;
import io.pressrun.job.json.JobDocuments.Case;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schemas and the codec say the same. */
final class SchemaTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final Schemas JOB = Schemas.named(Schemas.JOB);
    private static final Schemas RESULT = Schemas.named(Schemas.RESULT);

    private final JobCodec codec = new JobCodec();

    static List<Case> valid() {
        return JobDocuments.valid();
    }

    static List<Case> invalid() {
        return JobDocuments.invalid();
    }

    static Stream<Map.Entry<String, Case>> beyondTheSchema() {
        return JobDocuments.beyondTheSchema().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource
    void valid(Case job) throws JobFailedException {
        assertThat(JOB.errors(job.document())).isEmpty();
        codec.decode(bytes(job.document()), Map.of(), "fallback");
    }

    @ParameterizedTest
    @MethodSource
    void invalid(Case job) {
        assertThat(JOB.errors(job.document())).isNotEmpty();
        assertThat(refusal(job.document()))
                .isNotNull()
                .hasMessageContaining(job.path().split("\\.", -1)[0])
                .extracting(JobFailedException::code)
                .isEqualTo(FailureCode.JOB_INVALID);
    }

    @ParameterizedTest
    @MethodSource
    void beyondTheSchema(Map.Entry<String, Case> entry) {
        Case job = entry.getValue();
        assertThat(JOB.errors(job.document())).isEmpty();
        assertThat(refusal(job.document())).isNotNull();
    }

    @Test
    void changesAtRandomGetTheSameVerdictFromSchemaAndCodec() {
        var random = new Random(20261122);
        List<JsonNode> values = valuesOfAllCases();
        int refused = 0;
        for (int i = 0; i < 4000; i++) {
            ObjectNode document = JobDocuments.full();
            int changes = 1 + random.nextInt(3);
            for (int change = 0; change < changes; change++) {
                change(document, values, random);
            }
            List<String> errors = JOB.errors(document);
            JobFailedException refusal = refusal(document);
            if (refusal != null && errors.isEmpty()) {
                assertThat(refusal)
                        .as(document.toString())
                        .hasMessageMatching("(?s).*(names no asset of the job|lengths from ).*");
            } else {
                assertThat(refusal != null)
                        .as("%s: %s; %s", document, refusal, errors)
                        .isEqualTo(!errors.isEmpty());
            }
            refused += refusal == null ? 0 : 1;
        }
        assertThat(refused).isBetween(1000, 3800);
    }

    private static List<JsonNode> valuesOfAllCases() {
        var values = new ArrayList<JsonNode>();
        Stream.concat(valid().stream(), invalid().stream()).forEach(job -> {
            JsonNode node = job.document();
            for (String name : job.path().split("\\.", -1)) {
                node = node.isArray() ? node.path(Integer.parseInt(name)) : node.path(name);
            }
            // Nothing over the limits in bytes, of which the schema knows nothing.
            if (!node.isMissingNode() && MAPPER.writeValueAsBytes(node).length <= 1030) {
                values.add(node);
            }
        });
        return values;
    }

    /** Replaces, removes or renames one field somewhere in the tree. */
    private static void change(JsonNode node, List<JsonNode> values, Random random) {
        if (node.isEmpty()) {
            return;
        }
        JsonNode value = values.get(random.nextInt(values.size())).deepCopy();
        switch (node) {
            case ObjectNode object -> {
                List<String> names = List.copyOf(object.propertyNames());
                String name = names.get(random.nextInt(names.size()));
                JsonNode child = object.get(name);
                if (child.isContainer() && random.nextInt(5) > 0) {
                    change(child, values, random);
                } else if (random.nextInt(6) == 0) {
                    object.remove(name);
                } else if (random.nextInt(6) == 0) {
                    object.set(name + "s", child);
                } else {
                    object.set(name, value);
                }
            }
            case ArrayNode array -> {
                int index = random.nextInt(array.size());
                if (array.get(index).isContainer() && random.nextInt(5) > 0) {
                    change(array.get(index), values, random);
                } else {
                    array.set(index, value);
                }
            }
            default -> throw new IllegalStateException(node.toString());
        }
    }

    @Test
    void encodedJobsKeepTheSchemaAndComeBackEqual() throws JobFailedException {
        var generator = new JobGenerator(42);
        for (int i = 0; i < 2000; i++) {
            RenderJob job = generator.job();
            byte[] json = codec.encode(job);
            assertThat(JOB.errors(json))
                    .as(() -> MAPPER.readTree(json).toString())
                    .isEmpty();
            assertThat(codec.decode(json, Map.of(), "unused")).isEqualTo(job);
            assertThat(codec.encode(codec.decode(json, Map.of(), "unused"))).isEqualTo(json);
        }
    }

    @Test
    void encodedResultsKeepTheSchemaAndComeBackEqual() {
        var generator = new JobGenerator(43);
        for (int i = 0; i < 2000; i++) {
            ResultEvent result = generator.result();
            byte[] json = codec.encodeResult(result);
            assertThat(RESULT.errors(json))
                    .as(() -> MAPPER.readTree(json).toString())
                    .isEmpty();
            assertThat(codec.decodeResult(json)).isEqualTo(result);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Schemas.JOB, Schemas.RESULT})
    void everySchemaIsASchemaWithATitleAndAnAddress(String name) {
        JsonNode schema = Schemas.json(name);
        assertThat(Schemas.metaSchema().errors(schema)).isEmpty();
        assertThat(schema.path("$id").asString()).isEqualTo("https://pressrun.io/schema/v1/" + name);
        assertThat(schema.path("title").asString()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {Schemas.JOB, Schemas.RESULT})
    void everyFieldIsDescribedAndEveryObjectIsClosed(String name) {
        assertDescribed(Schemas.json(name), name);
    }

    private static void assertDescribed(JsonNode schema, String path) {
        assertThat(schema.path("description").asString()).as(path).endsWith(".");
        if (schema.path("type").asString("").equals("object")) {
            assertThat(schema.has("additionalProperties")).as(path).isTrue();
        }
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            assertDescribed(field.getValue(), path + "." + field.getKey());
        }
        if (schema.has("items")) {
            assertDescribed(schema.get("items"), path + "[]");
        }
    }

    @Test
    void everyPatternOfTheGrammarIsInTheJobSchemaAndNoOther() throws IllegalAccessException {
        var ofGrammar = new HashMap<String, String>();
        for (var field : Grammar.class.getDeclaredFields()) {
            if (field.getType() == Pattern.class) {
                ofGrammar.put(String.valueOf(field.get(null)), field.getName());
            }
        }
        List<String> ofSchema = Schemas.json(Schemas.JOB).findValuesAsString("pattern");
        assertThat(ofSchema).as("patterns: %s", ofGrammar).hasSameElementsAs(ofGrammar.keySet());
    }

    @Test
    void theFieldsOfTheCodecAreThoseOfTheSchema() {
        JsonNode schema = Schemas.json(Schemas.JOB);
        assertThat(fields(schema, "")).isEqualTo(JobReader.JOB_FIELDS);
        assertThat(fields(schema, "/properties/source")).isEqualTo(JobReader.SOURCE_FIELDS);
        assertThat(fields(schema, "/properties/page")).isEqualTo(JobReader.PAGE_FIELDS);
        assertThat(fields(schema, "/properties/fetch")).isEqualTo(JobReader.FETCH_FIELDS);
        assertThat(fields(schema, "/properties/output")).isEqualTo(JobReader.OUTPUT_FIELDS);
        assertThat(fields(schema, "/properties/pdf")).isEqualTo(PdfReader.FIELDS);
        JsonNode profiles = schema.at("/properties/pdf/properties/profile/enum");
        assertThat(profiles.values().stream().map(JsonNode::asString))
                .isEqualTo(Arrays.stream(RenderJob.Profile.values())
                        .map(RenderJob.Profile::label)
                        .toList());
    }

    private static List<String> fields(JsonNode schema, String path) {
        return List.copyOf(schema.at(path + "/properties").propertyNames());
    }

    private @Nullable JobFailedException refusal(JsonNode document) {
        return catchThrowableOfType(
                JobFailedException.class, () -> codec.decode(bytes(document), Map.of(), "fallback"));
    }

    /** Escapes what has no UTF-8 form. */
    private static byte[] bytes(JsonNode document) {
        return ASCII.writeValueAsBytes(document);
    }
}
