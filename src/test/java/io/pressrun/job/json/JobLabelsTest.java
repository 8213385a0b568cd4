package io.pressrun.job.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Labels are found as far as a value can be read. */
final class JobLabelsTest {
    private static final Map<String, String> JSON = Map.of();
    private static final Map<String, String> EVENT = Map.of("content-type", "application/cloudevents+json");

    private final JobCodec codec = new JobCodec();

    private Map<String, String> labels(String value, Map<String, String> headers) {
        return codec.labelsOf(value.getBytes(UTF_8), headers);
    }

    @Test
    void job_givesItsLabels() {
        assertThat(labels("{\"x\":[{\"labels\":{\"no\":\"no\"}}],\"labels\":{\"tenant\":\"acme\",\"b\":\"c\"}}", JSON))
                .isEqualTo(Map.of("tenant", "acme", "b", "c"));
    }

    @Test
    void labelsThatAreNoTexts_areLeftOut() {
        assertThat(labels("{\"labels\":{\"a\":1,\"b\":{\"c\":\"d\"},\"e\":[\"f\"],\"g\":\"h\"}}", JSON))
                .isEqualTo(Map.of("g", "h"));
        assertThat(labels("{\"labels\":\"none\"}", JSON)).isEmpty();
    }

    @Test
    void valueDamagedBehindItsLabels_givesThem() {
        assertThat(labels("{\"labels\":{\"a\":\"b\"},\"source\":{\"html\":\"cut", JSON))
                .isEqualTo(Map.of("a", "b"));
        assertThat(labels("{\"labels\":{\"a\":\"b\",\"c\":\"cut", JSON)).isEqualTo(Map.of("a", "b"));
    }

    @Test
    void cloudEvent_givesThoseOfItsData() {
        assertThat(labels("{\"id\":\"1\",\"data\":{\"labels\":{\"a\":\"b\"}}}", EVENT))
                .isEqualTo(Map.of("a", "b"));
        String data = Base64.getEncoder().encodeToString("{\"labels\":{\"a\":\"b\"}}".getBytes(UTF_8));
        assertThat(labels("{\"data_base64\":\"" + data + "\"}", EVENT)).isEqualTo(Map.of("a", "b"));
    }

    @Test
    void whatIsNoJob_hasNone() {
        assertThat(codec.labelsOf(null, JSON)).isEmpty();
        assertThat(labels("", JSON)).isEmpty();
        assertThat(labels("junk", EVENT)).isEmpty();
        assertThat(labels("{\"labels\":{\"a\":\"b\"}}", Map.of("content-type", "text/html")))
                .isEmpty();
        assertThat(codec.labelsOf(new byte[] {(byte) 0xff, 0}, JSON)).isEmpty();
    }
}
