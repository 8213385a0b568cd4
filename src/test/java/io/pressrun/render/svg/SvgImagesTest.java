package io.pressrun.render.svg;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.JobFailedException;
import io.pressrun.render.EngineLimits;
import io.pressrun.render.Kinds;
import io.pressrun.render.Rendering;
import io.pressrun.render.image.PngChunks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images within SVG, which the drawer would decode without asking anyone. */
class SvgImagesTest {
    private static final int RED = 0xE00000;
    private static final String NS = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'";
    /** The place of the width in a PNG. */
    private static final int IHDR = 12;

    private static Rendering rendering;

    @BeforeAll
    static void start() {
        rendering = new Rendering();
    }

    @AfterAll
    static void stop() {
        rendering.close();
    }

    private static String svg(String content) {
        return "<svg " + NS + " width='160' height='120'>" + content + "</svg>";
    }

    private static String image(String href) {
        return "<image width='160' height='120' xlink:href='" + href + "'/>";
    }

    private static String data(String svg) {
        return Rendering.data("image/svg+xml", svg.getBytes(StandardCharsets.UTF_8));
    }

    private static String nested(int levels, String href) {
        String inner = href;
        for (int i = 0; i < levels; i++) {
            inner = data(svg(image(inner)));
        }
        return inner;
    }

    /** A PNG whose header promises 2.5 billion pixels. */
    private static byte[] hostile() {
        byte[] file = Kinds.file("rgb8.png");
        var in = ByteBuffer.wrap(file);
        in.putInt(IHDR + 4, 50_000).putInt(IHDR + 8, 50_000);
        var crc = new CRC32();
        crc.update(file, IHDR, 17);
        in.putInt(IHDR + 17, (int) crc.getValue());
        return file;
    }

    private static byte[] zipped(byte[] file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(file);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rgb8.png",
                "rgb.jpg",
                "cmyk.jpg",
                "still.gif",
                "rgb.bmp",
                "lzw.tif",
                "lossy.webp",
                "lossless.webp",
            })
    void imageOfEachKind_isDrawnWithinSvg(String name) throws Exception {
        String href = Rendering.data("image/x-unknown", Kinds.file(name));
        for (String html : List.of(
                svg(image(href)),
                svg("<image width='160' height='120' href='" + href + "'/>"),
                "<img src='" + data(svg(image(href))) + "'>",
                "<img src='" + nested(3, href) + "'>")) {
            var printed = rendering.print(html);

            assertThat(printed.warningCodes()).isEmpty();
            assertThat(printed.pixels(RED)).isBetween(2000L, 4000L);
        }
    }

    @Test
    void imageWithTooManyPixels_isLeftOutOfSvg_howeverDeepItLies() throws Exception {
        String href = Rendering.data("image/png", hostile());
        for (String html : List.of(
                svg(image(href)),
                svg("<filter id='f'><feImage href='" + href
                        + "'/></filter><rect width='9' height='9' filter='url(#f)'/>"),
                "<img src='" + data(svg(image(href))) + "'>",
                "<img src='" + data(svg("<style>a{b:url(c)}</style><?a b?><g><?a b?></g>" + image(href))) + "'>",
                "<div style='width:9px;height:9px;background:url(" + data(svg(image(href))) + ")'>x</div>",
                "<img src='" + nested(3, href) + "'>",
                svg(image(nested(3, href))))) {
            assertThat(rendering.print(html).warningCodes()).as(html).containsExactly("IMAGE_TOO_LARGE");
        }
    }

    @Test
    void imagesWithinSvg_countForTheBudgetOfTheJob() throws JobFailedException {
        var limits = new EngineLimits(10, 2_000, 2_399, 1 << 20, 1 << 20);
        try (var small = new Rendering(Set.of(), 1, limits, List.of())) {
            String first = Rendering.data("image/png", Kinds.file("rgb8.png"));
            String second = Rendering.data("image/webp", Kinds.file("lossless.webp"));

            assertThat(small.print(svg(image(first)) + svg(image(first))).warningCodes())
                    .isEmpty();
            assertThat(small.print("<img src='" + first + "'>" + svg(image(second)))
                            .warningCodes())
                    .containsExactly("IMAGE_TOO_LARGE");
        }
    }

    @Test
    void imageThatSvgShowsOverAndOver_isLeftOutInTheEnd() throws JobFailedException {
        var limits = new EngineLimits(10, 2_000, 10_000, 1 << 20, 1 << 20);
        try (var small = new Rendering(Set.of(), 1, limits, List.of())) {
            String image = image(Rendering.data("image/png", Kinds.file("rgb8.png")));

            assertThat(small.print(svg(image.repeat(8))).warningCodes()).isEmpty();
            assertThat(small.print(svg(image.repeat(20))).warningCodes()).containsExactly("IMAGE_TOO_LARGE");
        }
    }

    @Test
    void textsAndProfilesOfAPng_areKeptFromTheDrawer() {
        byte[] png = Kinds.file("rgb8.png");
        byte[] chunk = new byte[12 + 1000];
        ByteBuffer.wrap(chunk).putInt(1000).put("zTXt".getBytes(StandardCharsets.ISO_8859_1));
        int afterHeader = 33;
        byte[] hostile = ByteBuffer.allocate(png.length + chunk.length)
                .put(png, 0, afterHeader)
                .put(chunk)
                .put(png, afterHeader, png.length - afterHeader)
                .array();

        assertThat(PngChunks.ofThePicture(hostile)).isEqualTo(PngChunks.ofThePicture(png));
        assertThat(PngChunks.ofThePicture(png)).startsWith(Arrays.copyOf(png, afterHeader));
    }

    @Test
    void zippedImage_isLeftOut_forTheDrawerWouldUnzipIt() throws Exception {
        String href = Rendering.data("image/png", zipped(hostile()));

        assertThat(rendering.print(svg(image(href))).warningCodes()).containsExactly("IMAGE_UNREADABLE");
    }

    @Test
    void svgWithinSvgWithinSvg_endsSomewhere() throws JobFailedException {
        String href = nested(6, Rendering.data("image/png", hostile()));

        assertThat(rendering.print(svg(image(href))).warningCodes()).containsExactly("SVG_INVALID");
    }

    /** Each draws a red image where such references are followed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<use xlink:href='DATA#g'/>",
                "<use href='DATA#g'/>",
                "<g id='a'/><use href='#a' xlink:href='DATA#g'/>",
                "<image href='#a' xlink:href='DATA'/>",
                "<g xml:base='DATA'><use xlink:href='#g'/></g>",
                "<rect width='160' height='120' fill='url(DATA#p)'/>",
                "<rect width='160' height='120' style='fill:url(&quot;DATA#p&quot;)'/>",
                "<style>rect{fill:url(DATA#p)}</style><rect width='160' height='120'/>",
                "<style>@import url(DATA);</style><rect fill='none' width='160' height='120'/>",
                "<tref xlink:href='DATA#t'/>",
                "<pattern id='q' xlink:href='DATA#p'/><rect fill='url(#q)' width='160' height='120'/>",
                "<rect width='160' height='120' fill='none' filter='url(DATA#f)'/>",
            })
    void referenceBeyondTheSvg_isNotFollowed(String content) throws Exception {
        String red = image(Rendering.data("image/png", Kinds.file("rgb8.png")));
        String other = data("<svg " + NS + "><g id='g'>" + red + "</g><pattern id='p' width='160' height='120'"
                + " patternUnits='userSpaceOnUse'>" + red + "</pattern><filter id='f'><feImage xlink:href='"
                + Rendering.data("image/png", Kinds.file("rgb8.png")) + "'/></filter></svg>");
        String svg = svg(content.replace("DATA", other));
        for (String html : List.of(svg, "<img src='" + data(svg) + "'>", svg(image(data(svg))))) {
            assertThat(rendering.print("<p>x" + html).pixels(RED)).as(html).isZero();
        }
    }

    @Test
    void useOfAnotherDocument_isAWarning_andTheRestIsDrawn() throws Exception {
        var printed = rendering.print(svg("<use href='sprite.svg#a'/><rect fill='red' width='90' height='90'/>"));

        assertThat(printed.warningCodes()).containsExactly("SVG_INVALID");
        assertThat(printed.pixels(0xFF0000)).isPositive();
    }

    @Test
    void carriedImage_isDrawnByInlineSvg_butNotByOneThatIsAnImage() throws Exception {
        String png = Rendering.data("image/png", Kinds.file("rgb8.png"));
        var inline = Rendering.job(svg(image("a.png")), Map.of("a.png", png));
        var linked = Rendering.job("<img src=a.svg>", Map.of("a.png", png, "a.svg", data(svg(image("a.png")))));

        assertThat(rendering.print(inline).pixels(RED)).isPositive();
        assertThat(rendering.print(linked).pixels(RED)).isZero();
    }
}
