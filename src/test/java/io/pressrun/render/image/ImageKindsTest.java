package io.pressrun.render.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.pressrun.job.Deadline;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.RenderJob.PdfOptions;
import io.pressrun.job.RenderJob.Profile;
import io.pressrun.job.Warning;
import io.pressrun.render.EngineLimits;
import io.pressrun.render.Kinds;
import io.pressrun.render.Rendering;
import io.pressrun.render.watch.RenderWatch;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageKindsTest {
    private static final int RED = 0xE00000;
    private static final int GREEN = 0x00A000;
    private static final int BLUE = 0x0000E0;
    private static final int YELLOW = 0xF0E000;
    private static final int WHITE = 0xFFFFFF;

    private final Rendering rendering = new Rendering();

    @AfterEach
    void close() {
        rendering.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rgb8.png",
                "rgb16.png",
                "palette.png",
                "interlaced.png",
                "rgb.jpg",
                "progressive.jpg",
                "cmyk.jpg",
                "ycck.jpg",
                "still.gif",
                "animated.gif",
                "rgb.bmp",
                "lzw.tif",
                "cmyk.tif",
                "jpeg.tif",
                "lossy.webp",
                "lossless.webp",
                "animated.webp",
            })
    void image_isPrintedInItsColours(String name) throws Exception {
        assertThat(corners(name)).satisfiesExactly(is(RED), is(GREEN), is(BLUE), is(YELLOW));
    }

    @ParameterizedTest
    @CsvSource({
        "rgba8.png,  EF7F7F, 7FCF7F, 7F7FEF, F7EF7F",
        "rgba16.png, EF7F7F, 7FCF7F, 7F7FEF, F7EF7F",
        "alpha.webp, EF7F7F, 7FCF7F, 7F7FEF, F7EF7F",
        "lossless-alpha.webp, EF7F7F, 7FCF7F, 7F7FEF, F7EF7F",
        "palette-transparent.png, E00000, FFFFFF, 0000E0, F0E000",
        "rgb-trns.png, E00000, FFFFFF, 0000E0, F0E000",
        "gray8.png,  2F2F2F, 727272, 101010, CBCBCB",
        "gray16.png, 2F2F2F, 727272, 101010, CBCBCB",
        "gray.jpg,   2F2F2F, 727272, 101010, CBCBCB",
        "graya8.png, 979797, B8B8B8, 878787, E5E5E5",
        "graya16.png, 979797, B8B8B8, 878787, E5E5E5",
        "gray1.png,  000000, FFFFFF, 000000, FFFFFF",
        "g4.tif,     000000, FFFFFF, 000000, FFFFFF",
    })
    void imageWithTransparencyOrInGrey_isPrintedAsItIs(String name, String a, String b, String c, String d)
            throws Exception {
        assertThat(corners(name))
                .satisfiesExactly(
                        is(Integer.parseInt(a, 16)),
                        is(Integer.parseInt(b, 16)),
                        is(Integer.parseInt(c, 16)),
                        is(Integer.parseInt(d, 16)));
    }

    @Test
    void photoThatWasTakenOnItsSide_isPrintedUpright() throws Exception {
        // A quarter to the right: what was below on the left is above on the left.
        var picture = print("exif6.jpg").picture();

        assertThat(List.of(at(picture, 40, 50), at(picture, 120, 50), at(picture, 40, 150), at(picture, 120, 150)))
                .satisfiesExactly(is(BLUE), is(RED), is(YELLOW), is(GREEN));
        assertThat(at(picture, 170, 50)).satisfies(is(WHITE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmyk.jpg", "ycck.jpg", "exif6.jpg", "lossy.webp"})
    void whatIsConverted_hasTheColoursThatArchivesAllow(String name) throws Exception {
        var pdf = new PdfOptions(Profile.PDF_A_2B, null, null, null, List.of(), null, List.of(), null);
        try (var document = rendering.print(Rendering.job(page(name), pdf)).open()) {
            var resources = document.getPage(0).getResources();
            for (COSName image : resources.getXObjectNames()) {
                assertThat(((PDImageXObject) resources.getXObject(image))
                                .getColorSpace()
                                .getName())
                        .isNotEqualTo("DeviceCMYK");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lossless.webp, image/png",
        "rgb8.png, image/webp",
        "cmyk.tif, text/plain",
        "rgb.jpg, image/svg+xml",
        "rgb8.png, application/octet-stream",
        "still.gif, text/html",
    })
    void lieAboutTheType_makesNoDifference(String name, String declared) throws Exception {
        var printed = rendering.print(html(Rendering.data(declared, Kinds.file(name))));

        assertThat(printed.warningCodes()).isEmpty();
        assertThat(corners(printed.picture())).satisfiesExactly(is(RED), is(GREEN), is(BLUE), is(YELLOW));
    }

    @Test
    void lieAboutTheExtension_makesNoDifference() throws Exception {
        var job = Rendering.job(
                html("logo.svg") + "<div style='background:url(back.svg)'>x</div>",
                Map.of(
                        "logo.svg",
                        Rendering.data("image/svg+xml", Kinds.file("lossless.webp")),
                        "back.svg",
                        Rendering.data("image/svg+xml", Kinds.file("rgb8.png"))));

        var printed = rendering.print(job);

        assertThat(printed.warningCodes()).isEmpty();
        assertThat(corners(printed.picture())).satisfiesExactly(is(RED), is(GREEN), is(BLUE), is(YELLOW));
    }

    @Test
    void avif_isLeftOutWithAWarningOfItsOwn() throws JobFailedException {
        assertThat(rendering.print(page("still.avif")).warningCodes()).containsExactly("IMAGE_UNSUPPORTED");
    }

    /** The engine has a decoder for some of these, without limits and for their page alone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src='data:application/pdf;base64,A'>",
                "<img src='data:application/pdf;base64,JVBERi0xLjc='>",
                "<img src='DATA:Application/PDF;base64,JVBERi0xLjc='>",
                "<img src='data:application/pdf,%25PDF-1.7'>",
                "<img src='data:image/png;base64,JVBERi0xLjc='>",
                "<img src='a.pdf'>",
                "<img src='a.PDF'>",
                "<img src='a.svg'>",
                "<div style='background:url(a.pdf)'>x</div>",
                "<svg width='9' height='9'><image href='a.pdf' width='9' height='9'/></svg>",
            })
    void pdf_isNoImage(String html) throws Exception {
        String pdf = Rendering.data("application/pdf", rendering.print("page").bytes());
        var job = Rendering.job(html + "<p>text</p>", Map.of("a.pdf", pdf, "a.PDF", pdf, "a.svg", pdf));

        var printed = rendering.print(job);

        assertThat(printed.warningCodes()).containsExactly("IMAGE_UNSUPPORTED");
        assertThat(printed.text()).endsWith("text").doesNotContain("page");
    }

    @Test
    void imagesBeyondTheBudgetOfTheJob_areLeftOut() throws Exception {
        var limits = new EngineLimits(10, 2_000, 2_399, 1 << 20, 1 << 20);
        try (var small = new Rendering(Set.of(), 1, limits, List.of())) {
            var printed = small.print(page("lossless.webp") + page("lossless.webp") + page("rgb8.png"));

            assertThat(printed.warningCodes()).containsExactly("IMAGE_TOO_LARGE");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb8.png", "rgb.jpg", "still.gif", "rgb.bmp", "lzw.tif", "lossy.webp", "lossless.webp"})
    void imageThatPromisesTooManyPixels_isNotDecoded(String name) throws Exception {
        var limits = new EngineLimits(10, 1_199, 10_000, 1 << 20, 1 << 20);
        try (var small = new Rendering(Set.of(), 1, limits, List.of())) {
            assertThat(small.print(page(name)).warningCodes()).containsExactly("IMAGE_TOO_LARGE");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rgb8.png",
                "exif6.jpg",
                "ycck.jpg",
                "animated.gif",
                "rgb.bmp",
                "lzw.tif",
                "cmyk.tif",
                "g4.tif",
                "jpeg.tif",
                "lossy.webp",
                "lossless.webp",
                "alpha.webp",
                "animated.webp",
            })
    void whatChanceMadeOfAnImage_isReadOrRefusedInTime(String name) {
        byte[] whole = Kinds.file(name);
        var random = new Random(6);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 100; i++) {
                byte[] file = whole.clone();
                for (int hit = random.nextInt(1, 5); hit > 0; hit--) {
                    file[random.nextInt(12, file.length)] = (byte) random.nextInt();
                }
                var warnings = new LinkedHashSet<Warning>();
                var watch = new RenderWatch(Deadline.after(Rendering.PATIENCE), () -> false);
                var limits = new ImageLimits(100_000, 100_000);
                boolean usable = new WebImages(limits, watch, warnings::add)
                        .usable(file, URI.create("https://h/i"))
                        .isPresent();
                assertThat(warnings).hasSize(usable ? 0 : 1);
            }
        });
    }

    @Test
    void jpegHeaders_thatLeadNowhere_areUpright() {
        byte[] file = Kinds.file("exif6.jpg");
        assertThat(JpegHeader.of(file)).isEqualTo(new JpegHeader(3, 6));
        assertThat(JpegHeader.of(new byte[] {-1, -40, -1})).isEqualTo(new JpegHeader(0, 1));
        int exif = indexOf(file, "Exif");
        ByteBuffer.wrap(file).putInt(exif + 10, Integer.MAX_VALUE);
        assertThat(JpegHeader.of(file)).isEqualTo(new JpegHeader(3, 1));
    }

    private static int indexOf(byte[] file, String text) {
        return new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(text);
    }

    private List<Integer> corners(String name) throws JobFailedException, IOException {
        return corners(print(name).picture());
    }

    private Rendering.Printed print(String name) throws JobFailedException {
        var printed = rendering.print(page(name));
        assertThat(printed.warningCodes()).as(name).isEmpty();
        return printed;
    }

    private static String page(String name) {
        return html(Rendering.data("image/x-unknown", Kinds.file(name)));
    }

    private static String html(String source) {
        return "<style>@page{margin:0}body{margin:0}img{width:160pt;display:block}</style><img src='" + source + "'>";
    }

    private static List<Integer> corners(BufferedImage page) {
        return List.of(at(page, 40, 30), at(page, 120, 30), at(page, 40, 90), at(page, 120, 90));
    }

    private static int at(BufferedImage page, int x, int y) {
        return page.getRGB(x, y) & 0xFFFFFF;
    }

    private static org.assertj.core.api.ThrowingConsumer<Integer> is(int expected) {
        return actual -> {
            for (int shift = 0; shift <= 16; shift += 8) {
                assertThat(actual >> shift & 0xFF)
                        .as("%06X, expected %06X", actual, expected)
                        .isCloseTo(expected >> shift & 0xFF, org.assertj.core.data.Offset.offset(24));
            }
        };
    }
}
