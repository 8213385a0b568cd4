package io.pressrun.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.FailureCode;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

    static List<String> svgThatStandsForMoreThanItHolds() {
        String marker = "<marker id='m%1$d'><polyline points='%2$s' marker-mid='url(#m%3$d)'/></marker>";
        String corners = "1,1 ".repeat(100);
        return List.of(
                "<path d='M0 0L1000000 0' stroke='red' stroke-dasharray='0.00001'/>",
                "<style>path{stroke-dasharray:.1}</style>" + "<path d='M0 0H9999'/>".repeat(200),
                "<g style='stroke-dasharray:1 1'>" + "<circle r='90000'/>".repeat(20) + "</g>",
                marker.formatted(1, corners, 2) + marker.formatted(2, corners, 3) + marker.formatted(3, corners, 4)
                        + "<marker id='m4'><path d='M0 0'/></marker>"
                        + "<polyline points='" + corners + "' marker-mid='url(#m1)'/>",
                "<g/>".repeat(100_001));
    }

    @ParameterizedTest
    @MethodSource("svgThatStandsForMoreThanItHolds")
    void svgThatStandsForMoreThanItHolds_isLeftOutWithAWarning(String content) throws Exception {
        String svg = "<svg xmlns='http://www.w3.org/2000/svg' width='50' height='50'>" + content + "</svg>";
        byte[] file = svg.getBytes(StandardCharsets.UTF_8);

        var printed = rendering.print("<p>text<img src='" + Rendering.data("image/svg+xml", file) + "'>");

        assertThat(printed.warningCodes()).containsExactly("SVG_INVALID");
        assertThat(printed.text()).contains("text");
    }

    @Test
    void arrowsAndDashesOfAChart_areDrawn() throws Exception {
        assertThat(rendering
                        .print("<svg width='500' height='500'><style>.grid{stroke-dasharray:2,2}</style>"
                                + "<marker id='a'><path d='M0 0L9 9'/></marker>"
                                + "<path class='grid' d='M0 0H500' stroke='red'/>".repeat(100)
                                + "<path d='M0 0L50 50L100 0' marker-end='url(#a)'/>".repeat(100) + "</svg>")
                        .warningCodes())
                .isEmpty();
    }

    @Test
    void deepImage_countsByItsBytes() throws Exception {
        var limits = new EngineLimits(10, 2_000, 100_000, 1 << 20, 1 << 20);
        try (var small = new Rendering(Set.of(), 1, limits, List.of())) {
            var deep = new BufferedImage(
                    new ComponentColorModel(
                            ColorSpace.getInstance(ColorSpace.CS_sRGB),
                            true,
                            false,
                            Transparency.TRANSLUCENT,
                            DataBuffer.TYPE_USHORT),
                    Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, 40, 40, 4, null),
                    false,
                    null);
            var png = new ByteArrayOutputStream();
            assertThat(ImageIO.write(deep, "png", png)).isTrue();

            assertThat(small.print("<img src='" + Rendering.data("image/png", png.toByteArray()) + "'>")
                            .warningCodes())
                    .containsExactly("IMAGE_TOO_LARGE");
        }
    }

    @Test
    void jpegOfManyScans_isLeftOutWithAWarning() throws Exception {
        byte[] jpeg = Kinds.file("progressive.jpg");
        int last = jpeg.length - 2;
        while (jpeg[last] != (byte) 0xFF || jpeg[last + 1] != (byte) 0xDA) {
            last--;
        }
        var repeated = new ByteArrayOutputStream();
        repeated.write(jpeg, 0, last);
        for (int i = 0; i < 200; i++) {
            repeated.write(jpeg, last, jpeg.length - 2 - last);
        }
        repeated.write(jpeg, jpeg.length - 2, 2);

        assertThat(rendering
                        .print("<img src='" + Rendering.data("image/jpeg", repeated.toByteArray()) + "'>")
                        .warningCodes())
                .containsExactly("IMAGE_UNREADABLE");
    }
}
