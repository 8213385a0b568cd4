package io.pressrun.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

    @Test
    void unreadableImage_isAWarning() throws Exception {
        assertThat(rendering
                        .print("<img src='data:image/png;base64,AAAA'><p>x</p>")
                        .warningCodes())
                .contains("IMAGE_UNREADABLE");
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
