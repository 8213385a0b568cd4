package io.pressrun.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.FailureCode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    private Rendering rendering;

    @BeforeEach
    void start() {
        rendering = new Rendering(
                Set.of(), 1, new EngineLimits(50, 50_000_000, 60_000_000, 1L << 20, 64L << 20), List.of());
    }

    @AfterEach
    void stop() {
        rendering.close();
    }

    private void assertNextJobIsPrinted() throws Exception {
        rendering.within(Rendering.PATIENCE);
        assertThat(rendering.print("<p>next</p>").text()).isEqualTo("next");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div style='height:10000000px'></div>",
                "<style>@page{size:20px;margin:1px}</style><p>%words%</p>",
                "<style>p{page-break-after:always}</style>%60%"
            })
    void tooManyPages_isAFailure(String html) throws Exception {
        assertThat(rendering.failureOf(
                        html.replace("%60%", "<p>x</p>".repeat(60)).replace("%words%", "words ".repeat(400))))
                .isEqualTo(FailureCode.TOO_MANY_PAGES);
        assertNextJobIsPrinted();
    }

    @Test
    void selectorBomb_isStopped() throws Exception {
        rendering.within(Duration.ofMillis(300));
        String bomb = "<style>" + "u ~ * ~ * ~ * ~ * ~ i{color:red}".repeat(20) + "</style><p>"
                + "<i>x</i>".repeat(30_000) + "</p>";

        assertThat(rendering.failureOf(bomb)).isEqualTo(FailureCode.RENDER_TIMEOUT);
        assertNextJobIsPrinted();
    }

    @Test
    void manyBoxesWithoutText_areStopped() throws Exception {
        rendering.within(Duration.ofMillis(150));

        assertThat(rendering.failureOf("<div></div>".repeat(30_000))).isEqualTo(FailureCode.RENDER_TIMEOUT);
        assertNextJobIsPrinted();
    }

    @Test
    void longText_isStopped() throws Exception {
        rendering.within(Duration.ofMillis(150));

        assertThat(rendering.failureOf("<p>" + "word ".repeat(400_000) + "</p>"))
                .isEqualTo(FailureCode.RENDER_TIMEOUT);
        assertNextJobIsPrinted();
    }

    @Test
    void deepDocument_isPrinted() throws Exception {
        assertThat(rendering.print("<div>".repeat(2_000) + "deep").text()).isEqualTo("deep");
    }

    @Test
    void documentTooDeepForTheStack_isAFailure_andTheThreadGoesOn() throws Exception {
        try (var shallow = new Rendering(Set.of(), 1, EngineLimits.DEFAULT, List.of(), 512 << 10)) {
            assertThat(shallow.failureOf("<div>".repeat(8_000) + "deep")).isEqualTo(FailureCode.RENDER_FAILED);
            assertThat(shallow.print("<p>next</p>").text()).isEqualTo("next");
        }
    }

    /** They take minutes where nobody looks at the clock. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rect width='100%' height='100%' opacity='.5'/>",
                "<rect width='100%' height='100%' filter='url(#f)'/>",
                "<rect width='100%' height='100%' style='mask:url(#m)'/>",
                "<rect width='100%' height='100%' class='filtered'/>",
                "<g filter='url(#f)'><g opacity='.5'><rect width='100%' height='100%'/></g></g>",
            })
    void manyBitmapsInSvg_areStopped(String element) throws Exception {
        rendering.within(Duration.ofSeconds(3));

        assertThat(rendering.failureOf(filtering(2000, element.repeat(400)))).isEqualTo(FailureCode.RENDER_TIMEOUT);
        assertNextJobIsPrinted();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rect width='100%' height='100%' opacity='.5'/>",
                "<rect width='100%' height='100%' filter='url(#f)'/>",
                "<rect width='100%' height='100%' mask='url(#m)'/>",
                "<rect width='100%' height='100%' class='filtered'/>",
            })
    void bitmapThatIsTooLargeInSvg_isLeftOutWithAWarning(String element) throws Exception {
        assertThat(rendering.print(filtering(20_000, element)).warningCodes()).containsExactly("IMAGE_TOO_LARGE");
        assertThat(rendering.print(filtering(200, element)).warningCodes()).isEmpty();
    }

    @Test
    void largeSvgWithoutBitmaps_isDrawn() throws Exception {
        assertThat(rendering
                        .print("<svg width='20000' height='20000'><rect width='9' height='9'/></svg>")
                        .warningCodes())
                .isEmpty();
    }

    private static String filtering(int size, String content) {
        return """
                <svg width="%1$d" height="%1$d"><style>.filtered{filter:url(#f)}</style>
                <filter id="f"><feGaussianBlur stdDeviation="5"/></filter>
                <mask id="m"><rect width="100%%" height="100%%" fill="#999"/></mask>%2$s</svg>
                """.formatted(size, content);
    }

    @Test
    void imageWithTooManyPixels_isLeftOutWithAWarning() throws Exception {
        var printed = rendering.print("<p>text</p><img src='" + Rendering.data("image/png", hugePng()) + "'>");

        assertThat(printed.warningCodes()).contains("IMAGE_TOO_LARGE");
        assertThat(printed.text()).isEqualTo("text");
    }

    /** A PNG whose header promises 12,000 by 12,000 pixels and which has no others. */
    private static byte[] hugePng() throws IOException {
        var header = new ByteArrayOutputStream();
        var out = new DataOutputStream(header);
        out.writeBytes("IHDR");
        out.writeInt(12_000);
        out.writeInt(12_000);
        out.write(new byte[] {8, 6, 0, 0, 0});
        var crc = new CRC32();
        crc.update(header.toByteArray());
        var png = new ByteArrayOutputStream();
        var file = new DataOutputStream(png);
        file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        file.writeInt(13);
        file.write(header.toByteArray());
        file.writeInt((int) crc.getValue());
        file.writeInt(0);
        file.writeBytes("IDAT");
        file.writeInt(0x35AF061E);
        return png.toByteArray();
    }
}
