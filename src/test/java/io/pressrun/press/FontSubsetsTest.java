package io.pressrun.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Families whose faces are cut by script, as font services offer them. */
class FontSubsetsTest {
    private static final Path KINDS = Path.of("src/test/resources/io/pressrun/render/kinds");

    /** In the order of the fonts that the services list, with their ranges shortened. */
    private static final Map<String, String> RANGES = Map.of(
            "cyrillic", "U+0301, U+0400-045F, U+0490-0491, U+2116",
            "greek", "U+0370-0377, U+037A-037F, U+0384-03A1, U+03A3-03FF",
            "latin-ext", "U+0100-02BA, U+1E00-1E9F, U+2C60-2C7F",
            "latin", "U+0000-00FF, U+0131, U+2000-206F, U+FEFF");

    private TestPress press;

    @BeforeEach
    void start() throws IOException {
        press = new TestPress();
        for (String script : RANGES.keySet()) {
            for (int weight : new int[] {400, 700}) {
                font("/" + script + weight, "subset-" + script + "-" + weight + ".woff2");
            }
        }
        var css = new StringBuilder();
        for (int weight : new int[] {400, 700}) {
            for (String script : new String[] {"cyrillic", "greek", "latin-ext", "latin"}) {
                css.append("/* ").append(script).append(" */\n").append(face(script, weight));
            }
        }
        press.at("/css2", (request, wire) -> wire.ok("text/css; charset=utf-8", css.toString()));
    }

    private static String face(String script, int weight) {
        return "@font-face {\n  font-family: 'Pressrun';\n  font-style: normal;\n  font-weight: " + weight
                + ";\n  font-display: swap;\n  src: url(" + script + weight + ") format('woff2');\n  unicode-range: "
                + RANGES.get(script) + ";\n}\n";
    }

    private void font(String path, String file) throws IOException {
        byte[] bytes = Files.readAllBytes(KINDS.resolve(file));
        press.at(path, (request, wire) -> wire.respond("200 OK", Map.of("Content-Type", "font/woff2"), bytes));
    }

    @AfterEach
    void stop() throws IOException {
        press.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "font-family:Pressrun | <p>árvíztűrő | latin-400=árvízt latin-ext-400=űő",
                "font-family:'Pressrun', serif | <p>zażółć | latin-400=zaó latin-ext-400=żłć",
                "font:12px/1.5 \"Pressrun\",Arial | <p>Жук и bug | cyrillic-400=Жуки latin-400=bug",
                "font-family:Arial, Pressrun | <p>abc Ω | LiberationSans=abcΩ",
                "font-family:PRESSRUN | <p>ab <b>cő</b> | latin-400=ab latin-700=c latin-ext-700=ő",
                "font-family:Pressrun | <p>a<span style='font-weight:900'>Ж</span> | cyrillic-700=Ж latin-400=a",
                "font-family:Pressrun | <p>λόγος <b>Łódź</b> | greek-400=λόγος latin-700=ód latin-ext-700=Łź",
                "font-family:Pressrun,serif | <p>a שלום | LiberationSerif=םולש latin-400=a",
            })
    void eachCharacter_isDrawnWithTheSubsetThatHasIt(String style, String html, String expected) throws Exception {
        print("<link rel=stylesheet href=css2><style>p{" + style + "}</style>" + html);

        assertThat(charactersByFont()).isEqualTo(expected);
    }

    @Test
    void text_isReadInItsOrder_acrossSubsets() throws Exception {
        print("<link rel=stylesheet href=css2><style>p{font-family:Pressrun}</style>"
                + "<p>Árvíztűrő tükörfúrógép, Łódź, Жук и λόγος <b>mind egy szál: ő, я, ω</b>");

        assertThat(press.text()).isEqualTo("Árvíztűrő tükörfúrógép, Łódź, Жук и λόγος mind egy szál: ő, я, ω");
    }

    @Test
    void ofAllSubsets_onlyThoseOfTheText_areFetched() throws Exception {
        print("<link rel=stylesheet href=css2><p style='font-family:Pressrun'>Łódź");

        assertThat(press.site.targets()).containsExactlyInAnyOrder("/page", "/css2", "/latin400", "/latin-ext400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"font-family:Pressrun", "font:bold 12px Pressrun"})
    void styleAttribute_isAsAStylesheet(String style) throws Exception {
        String weight = style.contains("bold") ? "700" : "400";
        print("<link rel=stylesheet href=css2><p style='" + style + "'>Łó");

        assertThat(charactersByFont()).isEqualTo("latin-" + weight + "=ó latin-ext-" + weight + "=Ł");
    }

    @Test
    void character_isTakenFromAFontOnlyWithinItsRange_andFromTheLastOfSeveral() throws Exception {
        font("/amp", "subset-latin-700.woff2");
        print("<style>@font-face{font-family:F;src:url(latin400)}"
                + "@font-face{font-family:F;src:url(amp);unicode-range:U+26}p{font-family:F}</style><p>R&amp;D");

        assertThat(charactersByFont()).isEqualTo("latin-400=RD latin-700=&");
    }

    @Test
    void subsetThatIsMissing_leavesTheOthers() throws Exception {
        press.at("/latin-ext400", (request, wire) -> wire.status("404 Not Found"));
        print("<link rel=stylesheet href=css2><p style='font-family:Pressrun,sans-serif'>Łó");

        assertThat(charactersByFont()).isEqualTo("LiberationSans=Ł latin-400=ó");
    }

    private void print(String html) {
        press.html("/page", html);
        press.printed("{'source': {'url': '" + press.url("/page") + "'}}");
    }

    /** Which characters each font draws, each once, in the order of the text. */
    private String charactersByFont() throws IOException {
        var byFont = new TreeMap<String, StringBuilder>();
        var stripper = new PDFTextStripper() {
            @Override
            protected void processTextPosition(TextPosition text) {
                String font = text.getFont()
                        .getName()
                        .replaceFirst("^[A-Z]{6}\\+", "")
                        .replace("Pressrun-", "");
                var characters = byFont.computeIfAbsent(font, name -> new StringBuilder());
                if (!text.getUnicode().isBlank() && characters.indexOf(text.getUnicode()) < 0) {
                    characters.append(text.getUnicode());
                }
            }
        };
        try (var document = Loader.loadPDF(press.onlyPdf())) {
            stripper.getText(document);
        }
        return byFont.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }
}
