package io.pressrun.render.svg;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.JobFailedException;
import io.pressrun.render.Kinds;
import io.pressrun.render.Rendering;
import java.io.IOException;
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
}
