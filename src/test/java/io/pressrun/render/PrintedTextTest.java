package io.pressrun.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.FailureCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintedTextTest {
    private static final Path LETTER = Rendering.FONTS.resolve("letter/fonts");
    private static final String JAPANESE = "\u65e5\u672c";
    private static final String HEBREW = "\u05e9\u05dc\u05d5\u05dd";

    @TempDir
    private static Path machine;

    private static Rendering bare;
    private static Rendering withMachineFonts;

    @BeforeAll
    static void start() throws IOException {
        for (String name : List.of("NotoSerifHebrew.ttf", "NotoSerifCJK-JP.ttf", "NotoNaskhArabic.ttf")) {
            Files.copy(LETTER.resolve(name), machine.resolve(name));
        }
        bare = new Rendering();
        withMachineFonts = new Rendering(Set.of(), 1, EngineLimits.DEFAULT, List.of(machine));
    }

    @AfterAll
    static void stop() {
        bare.close();
        withMachineFonts.close();
    }

    private static Set<String> fonts(PDDocument document) throws IOException {
        var names = new TreeSet<String>();
        for (var page : document.getPages()) {
            for (var name : page.getResources().getFontNames()) {
                var font = page.getResources().getFont(name);
                assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                names.add(font.getName().replaceFirst("^[A-Z]{6}\\+", ""));
            }
        }
        return names;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sans-serif | LiberationSans",
                "Arial | LiberationSans",
                "Helvetica | LiberationSans",
                "ARIAL | LiberationSans",
                "serif | LiberationSerif",
                "'Times New Roman' | LiberationSerif",
                "Times | LiberationSerif",
                "monospace | LiberationMono",
                "'Courier New' | LiberationMono",
                "Courier | LiberationMono",
                "Nobody, monospace | LiberationMono"
            })
    void family_isSetInItsBundledFont(String family, String font) throws Exception {
        try (var document = bare.print(
                        "<p style=\"font-family:" + family.replace('\'', ' ').strip() + "\">Text</p>")
                .open()) {
            assertThat(fonts(document)).containsExactly(font);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cursive", "fantasy", "Nobody", "'Nobody Has This'", "inherit", "1", "ZapfDingbats", "Symbol"})
    void unknownFamily_isSetInSerif_asBrowsersDo(String family) throws Exception {
        try (var document = bare.print("<p style=\"font-family:" + family + "\">Text <b>bold</b></p>")
                .open()) {
            assertThat(fonts(document)).containsExactly("LiberationSerif", "LiberationSerif-Bold");
        }
    }

    @Test
    void boldAndItalic_haveTheirOwnFaces() throws Exception {
        String html =
                "<p style='font-family:Arial'>a<b>b</b><i>c</i><b><i>d</i></b><span style='font-weight:600'>e</span></p>";
        try (var document = bare.print(html).open()) {
            assertThat(fonts(document))
                    .containsExactly(
                            "LiberationSans",
                            "LiberationSans-Bold",
                            "LiberationSans-BoldItalic",
                            "LiberationSans-Italic");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Привет мир", "Καλημέρα κόσμε", "Żółć, ğüşiöç, ĐđŁł", "„Zitat“ – 5 € …", "A\u00a0B"})
    void latinGreekAndCyrillic_needNoOtherFont(String text) throws Exception {
        var printed = bare.print("<p>" + text + "</p>");

        assertThat(printed.text().replace('\u00a0', ' ')).isEqualTo(text.replace('\u00a0', ' '));
        assertThat(printed.warningCodes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"flock of affine finches, office waffle", "ffi ffl fi fl ff ft tt Th"})
    void lettersThatFormLigatures_canBeRead(String text) throws Exception {
        assertThat(bare.print("<p>" + text + "</p>").text()).isEqualTo(text);
        for (String font : List.of(
                "report/fonts/NotoSerif-Regular.ttf",
                "report/fonts/NotoSerifDisplay-Bold.ttf",
                "invoice/fonts/Manrope-Regular.ttf",
                "ticket/fonts/BarlowCondensed-Bold.ttf")) {
            String html = Rendering.fontFace("F", font) + "<p style='font-family:F'>" + text + "</p>";
            assertThat(bare.print(html).text()).as(font).isEqualTo(text);
        }
    }

    @Test
    void otherScripts_areSetInTheMachinesFonts_inTheirDirection() throws Exception {
        var printed = withMachineFonts.print("<p>abc " + JAPANESE + " " + HEBREW + " xyz</p>");

        assertThat(printed.text()).contains(JAPANESE, HEBREW, "abc", "xyz");
        assertThat(printed.warningCodes()).isEmpty();
        try (var document = printed.open()) {
            assertThat(fonts(document)).containsExactly("LiberationSerif", "NotoSerifCJKjp-Regular");
        }
    }

    @Test
    void arabic_isJoinedAndReadable() throws Exception {
        String arabic = "\u0645\u0631\u062d\u0628\u0627";
        var printed = withMachineFonts.print("<p dir=rtl>" + arabic + "</p>");

        assertThat(printed.text()).contains(arabic);
    }

    @Test
    void aFewCharactersWithoutGlyph_areAWarning() throws Exception {
        var printed = bare.print("<p>Mostly text that can be printed, and " + JAPANESE + "</p>");

        assertThat(printed.warningCodes()).containsExactly("GLYPH_MISSING");
        assertThat(printed.pdf().warnings().getFirst().message()).contains("U+65E5");
    }

    @Test
    void characterThatOnlyTheFontOfAnotherElementHas_isAWarning() throws Exception {
        String title = Rendering.fontFace("JP", "letter/fonts/NotoSerifCJK-JP.ttf")
                + "<style>h1{font-family:JP}</style><h1>" + JAPANESE + "</h1>";

        assertThat(bare.print(title + "<p>Text").warningCodes()).isEmpty();
        assertThat(bare.print(title + "<p>Text that can be printed, and " + JAPANESE)
                        .warningCodes())
                .containsExactly("GLYPH_MISSING");
        var printed = withMachineFonts.print(title + "<p>Text, and " + JAPANESE);
        assertThat(printed.warningCodes()).isEmpty();
        assertThat(printed.text()).contains("and " + JAPANESE);
    }

    @Test
    void generatedText_isSetInTheMachinesFonts_orAWarning() throws Exception {
        String html = "<style>p:before{content:'" + JAPANESE + "'}</style><p>and text";

        assertThat(bare.print(html).warningCodes()).containsExactly("GLYPH_MISSING");
        var printed = withMachineFonts.print(html);
        assertThat(printed.warningCodes()).isEmpty();
        assertThat(printed.text()).contains(JAPANESE);
    }

    @Test
    void textThatIsMostlyLost_failsTheJob() {
        assertThat(bare.failureOf("<p>" + JAPANESE + "</p>")).isEqualTo(FailureCode.TEXT_LOST);
    }

    @Test
    void fallbackFonts_doNotMoveTextThatDoesNotUseThem() throws Exception {
        String lines = "<p>one<br>two<br>three</p>".repeat(20);
        var alone = positions(withMachineFonts.print(lines + "<p>end</p>"));
        var beside = positions(withMachineFonts.print(lines + "<p>end " + JAPANESE + "</p>"));

        assertThat(beside.subList(0, 60)).isEqualTo(alone.subList(0, 60));
    }

    @Test
    void fontsOfTheMachine_changeNothingForTextThatIsCoveredWithoutThem() throws Exception {
        String html = "<h1>Title</h1><p>Text <b>bold</b> <i>italic</i> <code>code</code></p><p>Καλημέρα мир</p>";

        assertThat(withMachineFonts.print(html).bytes())
                .isEqualTo(bare.print(html).bytes());
    }

    private static List<String> positions(Rendering.Printed printed) throws IOException {
        var positions = new java.util.ArrayList<String>();
        try (var document = printed.open()) {
            new org.apache.pdfbox.text.PDFTextStripper() {
                @Override
                protected void writeString(String text, List<org.apache.pdfbox.text.TextPosition> where) {
                    positions.add(getCurrentPageNo() + " " + where.getFirst().getX() + " "
                            + where.getFirst().getY() + " " + text);
                }
            }.getText(document);
        }
        return positions;
    }

    @ParameterizedTest
    @ValueSource(strings = {"wOFF", "wOF2", "OTTO", "ttcf", "\0\1\0\0", "true"})
    void unusableWebFont_isAWarning_andTheTextIsPrinted(String format) throws Exception {
        byte[] font = new byte[400];
        System.arraycopy(format.getBytes(StandardCharsets.ISO_8859_1), 0, font, 0, 4);
        font[5] = 3;
        String html = "<style>@font-face{font-family:F;src:url(f.ttf)} p{font-family:F}</style><p>Text</p>";

        var printed = bare.print(Rendering.job(html, Map.of("f.ttf", Rendering.data("font/ttf", font))));

        assertThat(printed.text()).isEqualTo("Text");
        assertThat(printed.warningCodes())
                .as(printed.pdf().warnings().toString())
                .containsOnly("FONT_UNUSABLE");
        assertThat(printed.pdf().warnings().getFirst().toString()).contains("f.ttf");
    }

    @Test
    void damagedWebFont_neverEndsTheJob() throws Exception {
        byte[] good = Files.readAllBytes(Rendering.FONTS.resolve("ticket/fonts/BarlowCondensed-Bold.ttf"));
        var random = new java.util.Random(7);
        for (int i = 0; i < 40; i++) {
            byte[] bad = i % 2 == 0 ? java.util.Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int n = 0; n < 6 && bad.length > 400; n++) {
                bad[12 + random.nextInt(400 - 12)] = (byte) random.nextInt();
            }
            String html = "<style>@font-face{font-family:F;src:url(f.ttf)} p{font-family:F}</style><p>Text</p>";

            var printed = bare.print(Rendering.job(html, Map.of("f.ttf", Rendering.data("font/ttf", bad))));

            assertThat(printed.pages()).isEqualTo(1);
        }
    }
}
