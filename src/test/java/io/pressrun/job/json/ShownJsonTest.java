package io.pressrun.job.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ShownJsonTest {
    private final ShownJson json = new ShownJson();

    @Test
    void secrets_areMasked() {
        byte[] job = """
                {"pdf":{"encryption":{"userPassword":"s1","ownerPassword":"s2"}},
                 "fetch":{"headers":[{"origin":"https://a.example","name":"Authorization","value":"s3"}]},
                 "labels":{"value":"seen"}}""".getBytes(UTF_8);

        assertThat(json.pretty(job))
                .hasValueSatisfying(text -> assertThat(text)
                        .doesNotContain("s1", "s2", "s3")
                        .contains("\"value\" : \"seen\"", "\"name\" : \"Authorization\"", "\n"));
    }

    @Test
    void longTexts_areCut() {
        byte[] job = ("{\"source\":{\"html\":\"" + "x".repeat(5000) + "\"},\"a\":[\"" + "y".repeat(5000) + "\"]}")
                .getBytes(UTF_8);

        assertThat(json.pretty(job))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("x".repeat(1000) + "… (5000 characters)", "y… (5000 characters)")
                        .hasSizeLessThan(2200));
    }

    @Test
    void whatIsNoJsonObject_hasNoForm() {
        assertThat(json.pretty("<p>".getBytes(UTF_8))).isEmpty();
        assertThat(json.pretty("[1]".getBytes(UTF_8))).isEmpty();
        assertThat(json.pretty(new byte[] {(byte) 0xff})).isEmpty();
    }

    @Test
    void fields_becomeOneLineInTheirOrder() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("b", "line\nbreak");
        fields.put("a", Map.of("n", 1));
        fields.put("c", true);

        assertThat(json.line(fields)).isEqualTo("{\"b\":\"line\\nbreak\",\"a\":{\"n\":1},\"c\":true}");
    }
}
