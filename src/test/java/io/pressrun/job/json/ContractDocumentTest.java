package io.pressrun.job.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code docs/contract.md} says what the code says. */
final class ContractDocumentTest {
    private static final Path DOCUMENT = Path.of("docs", "contract.md");
    private static final String START = "<!-- failure-codes -->\n";
    private static final String END = "<!-- /failure-codes -->";
    private static final Pattern JSON_EXAMPLE = Pattern.compile("```json (job|result)\n(.*?)```", Pattern.DOTALL);

    @Test
    void failureCodesAreThoseOfTheCode() throws IOException {
        String text = Files.readString(DOCUMENT);
        int start = text.indexOf(START) + START.length();
        int end = text.indexOf(END);
        assertThat(start).as("the marker %s in %s", START.strip(), DOCUMENT).isGreaterThanOrEqualTo(START.length());
        assertThat(end).as("the marker %s in %s", END, DOCUMENT).isGreaterThanOrEqualTo(start);
        if (Boolean.getBoolean("pressrun.docs.write")) {
            Files.writeString(DOCUMENT, text.substring(0, start) + failureCodes() + text.substring(end));
            return;
        }
        assertThat(text.substring(start, end))
                .as(
                        "%s is stale; write it again with: ./mvnw test -Dtest=ContractDocumentTest -Dpressrun.docs.write=true",
                        DOCUMENT)
                .isEqualTo(failureCodes());
    }

    private static String failureCodes() {
        return Arrays.stream(FailureCode.values())
                .map(code -> "| `" + code + "` | " + (code.retryable() ? "yes" : "no") + " | " + mends(code) + " | "
                        + code.meaning() + " |\n")
                .collect(Collectors.joining("", "| code | retryable | mended by | meaning |\n|---|---|---|---|\n", ""));
    }

    private static String mends(FailureCode code) {
        if (code == FailureCode.WORKER_CRASH) {
            return "the operator, if the workers were killed; else the job's author";
        }
        return switch (code.kind()) {
            case PERMANENT -> "the job's author";
            case TRANSIENT -> "time";
            case INFRASTRUCTURE -> "the operator";
        };
    }

    @Test
    void everyFieldOfTheJobHasARow() throws IOException {
        List<String> rows = Files.readAllLines(DOCUMENT);
        for (String field : fields(Schemas.json(Schemas.JOB), "")) {
            assertThat(rows).as(field).anyMatch(row -> row.startsWith("| `" + field + "` |"));
        }
    }

    @Test
    void everyFieldOfTheResultHasARow() throws IOException {
        List<String> rows = Files.readAllLines(DOCUMENT);
        for (String field : Schemas.json(Schemas.RESULT).path("properties").propertyNames()) {
            assertThat(rows).as(field).anyMatch(row -> row.startsWith("| `" + field + "` |"));
        }
    }

    @Test
    void examplesAreRead() throws IOException, JobFailedException {
        var codec = new JobCodec();
        Matcher examples = JSON_EXAMPLE.matcher(Files.readString(DOCUMENT));
        var kinds = new ArrayList<String>();
        while (examples.find()) {
            byte[] json = examples.group(2).getBytes(UTF_8);
            kinds.add(examples.group(1));
            if (examples.group(1).equals("job")) {
                codec.decode(json, Map.of(), "fallback");
                assertThat(Schemas.named(Schemas.JOB).errors(json)).isEmpty();
            } else {
                codec.decodeResult(json);
                assertThat(Schemas.named(Schemas.RESULT).errors(json)).isEmpty();
            }
        }
        assertThat(kinds).containsExactly("job", "result", "result");
    }

    private static List<String> fields(JsonNode schema, String path) {
        var fields = new ArrayList<String>();
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            fields.add(name);
            fields.addAll(fields(field.getValue(), name));
            fields.addAll(fields(field.getValue().path("items"), name + "[]"));
        }
        return fields;
    }
}
