package io.pressrun.render.svg;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.JobFailedException;
import io.pressrun.render.Kinds;
import io.pressrun.render.Rendering;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which font draws text in SVG is told by its ink: the subsets have the outlines of the bundled sans, regular or bold. */
class SvgFontsTest {
    private static final int RED = 0xFF0000;
    private static final String FACES = "<style>"
            + face("400", "subset-latin-400.woff2", "U+0-FF")
            + face("400", "subset-latin-ext-700.woff2", "U+100-17F")
            + face("700", "subset-latin-700.woff2", "U+0-FF")
            + "</style>";
    private static final String BASIC = "Hamburg";
    private static final String EXTENDED = "őűłśžčťď";

    private static Rendering rendering;

    @BeforeAll
    static void start() {
        rendering = new Rendering();
    }

    @AfterAll
    static void stop() {
        rendering.close();
    }

    private static String source(String file) {
        return "url(" + Rendering.data("font/woff2", Kinds.file(file)) + ")";
    }

    private static String face(String weight, String file, String range) {
        return "@font-face{font-family:'My Font';font-weight:" + weight + ";src:" + source(file) + ";unicode-range:"
                + range + "}";
    }

    private static String svg(String content) {
        return "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='60' font-size='40' fill='red'>" + content
                + "</svg>";
    }

    private static long ink(String html) throws JobFailedException, IOException {
        var printed = rendering.print(html);
        assertThat(printed.warningCodes()).isEmpty();
        return printed.pixels(RED);
    }

    private static void assertDrawn(String html, String text, String weight) throws JobFailedException, IOException {
        long expected =
                ink(svg("<text y='50' font-family='sans-serif' font-weight='" + weight + "'>" + text + "</text>"));

        assertThat(ink(html)).isCloseTo(expected, Percentage.withPercentage(4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<text y='50' font-family='My Font, sans-serif'>TEXT</text>",
                "<text y='50' style='font-family:\"my font\",sans-serif!important'>TEXT</text>",
                "<style>text{font:40px/1 My Font,sans-serif}</style><text y='50'>TEXT</text>",
                "<g font-family='Arial'><text y='50' font-family=\"'MY FONT',Arial\">TEXT</text></g>",
            })
    void eachCharacter_isDrawnWithThePartOfTheFamilyThatHasIt(String content) throws Exception {
        assertDrawn(FACES + svg(content.replace("TEXT", BASIC)), BASIC, "normal");
        assertDrawn(FACES + svg(content.replace("TEXT", EXTENDED)), EXTENDED, "bold");
    }

    @Test
    void imageOfAnSvg_isSetInTheFontsOfTheDocument() throws Exception {
        byte[] svg = svg("<text y='50' font-family='My Font'>" + EXTENDED + "</text>")
                .getBytes(StandardCharsets.UTF_8);

        assertDrawn(FACES + "<img src='" + Rendering.data("image/svg+xml", svg) + "'>", EXTENDED, "bold");
    }

    @Test
    void weight_choosesTheFace() throws Exception {
        String text = "<text y='50' font-family='My Font' font-weight='800'>" + BASIC + "</text>";

        assertDrawn(FACES + svg(text), BASIC, "bold");
    }

    @Test
    void fontThatAnSvgBrings_isUsedByIt() throws Exception {
        String style = "<style>@font-face{font-family:Own;src:" + source("subset-latin-700.woff2") + "}</style>";
        String svg = svg(style + "<text y='50' font-family='Own'>" + BASIC + "</text>");

        assertDrawn(svg, BASIC, "bold");
        assertDrawn(
                "<img src='" + Rendering.data("image/svg+xml", svg.getBytes(StandardCharsets.UTF_8)) + "'>",
                BASIC,
                "bold");
    }

    /** The document has as many fonts as one may have, each of them another file. */
    private static String fontsOf(int job) throws IOException {
        var faces = new StringBuilder();
        var texts = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            String family = "Font " + job + " " + i;
            faces.append("@font-face{font-family:'" + family + "';src:url("
                    + Rendering.data("font/ttf", revised(16 * job + i)) + ")}");
            texts.append("<text y='50' font-family='" + family + "'>" + BASIC + "</text>");
        }
        return "<style>" + faces + "</style>" + svg(texts.toString());
    }

    /** The test font under another revision, which makes another file of the same outlines. */
    private static byte[] revised(int revision) {
        byte[] file = Kinds.file("test.ttf").clone();
        var font = ByteBuffer.wrap(file);
        for (int record = 12; record < 12 + 16 * font.getShort(4); record += 16) {
            if (new String(file, record, 4, StandardCharsets.ISO_8859_1).equals("head")) {
                font.putInt(font.getInt(record + 8) + 4, revision);
            }
        }
        return file;
    }

    @Test
    void job_printsTheSame_howeverManyFontsOthersUsed() throws Exception {
        String html = fontsOf(0);
        byte[] first = rendering.print(html).bytes();
        for (int job = 1; job <= 17; job++) {
            assertThat(rendering.print(fontsOf(job)).warningCodes()).isEmpty();
        }

        try (var fresh = new Rendering()) {
            assertThat(fresh.print(html).bytes()).isEqualTo(first);
        }
        assertThat(rendering.print(html).bytes()).isEqualTo(first);
        assertThat(rendering.print(fontsOf(18)).warningCodes()).isEmpty();
    }

    /** The subsets have the outlines and widths of the bundled sans, which Batik draws by AWT. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<text y='50' font-family='FONT'>Hamburg, mg</text>",
                "<text x='390' y='50' text-anchor='end' font-family='FONT'>Hamburg</text>",
                "<text y='50' letter-spacing='6' word-spacing='9' font-family='FONT'>Ham burg</text>",
                "<text y='50' textLength='380' font-family='FONT'>Hamburg</text>",
                "<text y='50' textLength='380' lengthAdjust='spacingAndGlyphs' font-family='FONT'>Ham</text>",
                "<text y='50' x='0 60 120' dy='0 -5 5' rotate='10 20 30' font-family='FONT'>Ham</text>",
                "<text y='40' text-decoration='underline line-through' font-family='FONT'>Hamburg</text>",
                "<text transform='translate(20 50) rotate(-5) scale(.8)' font-family='FONT'>Hamburg</text>",
                "<path id='p' d='M5 50Q200 0 390 50' fill='none'/><text font-family='FONT'><textPath"
                        + " href='#p'>Ham and burg</textPath></text>",
            })
    void text_standsWhereTheBundledFontWouldStand(String content) throws Exception {
        var expected = rendering.print(svg(content.replace("FONT", "sans-serif")));
        var drawn = rendering.print(FACES + svg(content.replace("FONT", "My Font")));

        assertThat(drawn.pixels(RED)).isGreaterThan(200);
        assertThat(differences(expected.picture(), drawn.picture())).isLessThan(40);
    }

    private static long differences(BufferedImage a, BufferedImage b) {
        long count = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                int green = (a.getRGB(x, y) >> 8 & 0xFF) - (b.getRGB(x, y) >> 8 & 0xFF);
                count += Math.abs(green) > 40 ? 1 : 0;
            }
        }
        return count;
    }
}
