package io.pressrun.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OutputKeysTest {
    @ParameterizedTest
    @CsvSource({
        "inv-2026-000123, inv-2026-000123.pdf",
        "invoices/2026/a_b.c, invoices/2026/a_b.c.pdf",
        "a.pdf, a.pdf.pdf",
        ".hidden, .hidden.pdf"
    })
    void plainId_keepsItsForm(String id, String key) {
        assertThat(OutputKeys.ofJob(id)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "a b, a%20b.pdf",
        "50%, 50%25.pdf",
        "Rechnung-ü, Rechnung-%C3%BC.pdf",
        "a~b, a%7Eb.pdf",
        "a\\b, a%5Cb.pdf",
        "😀, %F0%9F%98%80.pdf"
    })
    void otherCharacter_isPercentEncoded(String id, String key) {
        assertThat(OutputKeys.ofJob(id)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, %2E%2E/%2E%2E/etc/passwd.pdf",
        "a/./b, a/%2E/b.pdf",
        "..,%2E%2E.pdf",
        "/etc, %2Fetc.pdf",
        "a//b, a%2F%2Fb.pdf",
        "a/, a%2F.pdf",
        ".pressrun-tmp/x, %2Epressrun-tmp/x.pdf"
    })
    void idThatIsNoPath_isEncodedUntilItIs(String id, String key) {
        assertThat(OutputKeys.ofJob(id)).isEqualTo(key);
    }

    @Test
    void longId_keepsItsBeginningAndEndsInAHash() {
        String id = "invoice-" + "x".repeat(247);

        String key = OutputKeys.ofJob(id);

        assertThat(key).startsWith("invoice-xxx").matches("[a-z-]{120}~[0-9a-f]{40}\\.pdf");
        assertThat(OutputKeys.ofJob(id.substring(1) + "y")).isNotEqualTo(key);
    }

    @Test
    void longEncodedId_isNotCutWithinAnOctet() {
        assertThat(OutputKeys.ofJob("a" + "ü".repeat(254))).matches("a(%[0-9A-F]{2}){39}~[0-9a-f]{40}\\.pdf");
    }

    @Test
    void keysOfIds_areKeysAndDiffer() throws JobFailedException {
        var random = new Random(20261122);
        List<String> parts = List.of("a", ".", "..", "/", "%", "ü", "~", " ", ".pdf", "%2F", "%2E", "x".repeat(60));
        Map<String, String> idByKey = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            var id = new StringBuilder();
            for (int n = 1 + random.nextInt(8); n > 0; n--) {
                id.append(parts.get(random.nextInt(parts.size())));
            }
            String key = OutputKeys.ofJob(id.toString());
            OutputKeys.check(key);
            assertThat(idByKey.merge(key, id.toString(), (before, now) -> before))
                    .isEqualTo(id.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/a.pdf",
                "a//b.pdf",
                "a/",
                "..",
                "../a.pdf",
                "a/../../b.pdf",
                "a/./b.pdf",
                "a\\b.pdf",
                "a\nb.pdf",
                "a\u0000.pdf",
                ".pressrun-tmp/pdf-1",
                "\ud800.pdf"
            })
    void textThatIsNoKey_isRefusedWithAWayOut(String key) {
        assertThatThrownBy(() -> OutputKeys.check(key))
                .isInstanceOfSatisfying(
                        JobFailedException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.OUTPUT_INVALID))
                .hasMessageContaining("output.key")
                .hasMessageNotContaining("\n");
    }

    @Test
    void keyLength_isBounded() {
        assertThatThrownBy(() -> OutputKeys.check("a/".repeat(511) + "abc")).hasMessageContaining("1024 bytes");
        assertThatThrownBy(() -> OutputKeys.check("ü".repeat(128))).hasMessageContaining("255 bytes");
        assertThatCode(() -> OutputKeys.check("a/".repeat(511) + "ab")).doesNotThrowAnyException();
        assertThatCode(() -> OutputKeys.check("Rechnungen/März 2026/ü.pdf")).doesNotThrowAnyException();
    }

    @Test
    void headerValue_isVisibleAsciiOfBoundedLength() {
        assertThat(OutputKeys.headerValue("inv/1 ü%", 1024)).isEqualTo("inv/1%20%C3%BC%25");
        assertThat(OutputKeys.headerValue("ü".repeat(255), 1024))
                .matches("(%[0-9A-F]{2})+~[0-9a-f]{40}")
                .satisfies(value ->
                        assertThat(value.getBytes(StandardCharsets.US_ASCII)).hasSizeLessThanOrEqualTo(1024));
    }
}
