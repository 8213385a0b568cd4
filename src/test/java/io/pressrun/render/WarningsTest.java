package io.pressrun.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.Warning;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarningsTest {
    private static Rendering rendering;

    @BeforeAll
    static void start() {
        rendering = new Rendering();
    }

    @AfterAll
    static void stop() {
        rendering.close();
    }

    @Test
    void invalidCss_isAWarning() throws Exception {
        assertThat(rendering.print("<style>p{color:nonsense}</style><p>x</p>").warningCodes())
                .containsExactly("CSS_INVALID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:image/png;base64,AAAA",
                "data:image/png;base64,",
                "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8",
                "data:image/jpeg;base64,/9j/",
                "data:image/png,<!doctype html><p>Not found</p>",
                "data:image/svg+xml,",
                "data:image/svg+xml,%00",
            })
    void unreadableImage_isOneWarning(String address) throws Exception {
        for (String html : List.of(
                "<img src='" + address + "'>",
                "<p style=\"background:url('" + address + "')\">x</p>",
                "<svg width='9' height='9'><image width='9' height='9' href='" + address + "'/></svg>")) {
            var printed = rendering.print(html.repeat(2) + "<p>x</p>");

            assertThat(printed.warningCodes()).as(html).hasSize(1).isSubsetOf("IMAGE_UNREADABLE", "SVG_INVALID");
        }
    }

    @Test
    void longMessage_isMaskedAndCut() {
        var collector = new WarningCollector();
        collector.add(new Warning("SVG_INVALID", "x".repeat(280) + "?signature=abcdefghijklmnop", null));

        assertThat(collector.warnings().getFirst().message()).endsWith("?signature=***");

        collector.add(new Warning("SVG_INVALID", "x".repeat(99_999), null));

        assertThat(collector.warnings().getLast().message()).hasSizeLessThan(310);
    }

    @Test
    void aWarning_isGivenOnce() throws Exception {
        assertThat(rendering
                        .print("<p style='color:nonsense'>x</p>".repeat(30))
                        .pdf()
                        .warnings())
                .doesNotHaveDuplicates()
                .hasSizeLessThan(5);
    }

    @Test
    void warnings_areCapped() throws Exception {
        var html = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            html.append("<p style='color:nonsense").append(i).append("'>x</p>");
        }

        assertThat(rendering.print(html.toString()).warningCodes()).hasSize(51).endsWith("WARNINGS_OMITTED");
    }

    @Test
    void cleanDocument_hasNone() throws Exception {
        assertThat(rendering
                        .print("<!doctype html><title>t</title><h1>Title</h1><p>x</p><table><tr><td>y</table>")
                        .pdf()
                        .warnings())
                .isEmpty();
    }
}
