package io.pressrun.css;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import io.pressrun.document.Documents;
import io.pressrun.job.JobFailedException;
import io.pressrun.url.ReferenceResolver;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FontDemandTest {
    private static final String FACE = "@font-face{font-family:'My Font';src:url(f.woff2)}";
    private static final URI SHEET = URI.create("https://h/css/a.css");
    private static final ReferenceResolver ANYWHERE = new ReferenceResolver(null, Set.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "p{font-family:'My Font'}",
                "p{font-family:my  FONT,serif}",
                "p{font-family:Other,\"my font\"}",
                "p{font:italic bold 12px/1.5 My Font,serif}",
                "p{font:12px 'My Font'}",
                ":root{--f:My Font}p{font-family:var(--f)}",
                "@media print{p{font-family:My\\20 Font}}",
                "a{b{font-family:'My Font'}}",
                "p{font-family:'My Font'",
                "@page{@top-left{font-family:'My Font'}}",
            })
    void font_thatARuleNames_isNeeded(String css) throws JobFailedException {
        assertThat(needed("<style>" + FACE + css + "</style>x")).containsExactly("f.woff2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p style='font-family:My Font'>x",
                "<font face='Arial, My Font'>x</font>",
                "<svg><text font-family='My Font'>x</text></svg>",
                "<svg><style>text{font-family:My Font}</style></svg>",
                "<img src='data:image/svg+xml,<svg><text font-family=\"My Font\">x</text></svg>'>",
                "<p style=\"background:url('data:image/svg+xml,<svg><text style=%22font:9px My Font%22>x</text></svg>')\">x",
                "<img src='data:image/svg+xml;base64,PHN2Zz48dGV4dCBmb250LWZhbWlseT0nTXkgRm9udCc+eDwvdGV4dD48L3N2Zz4='>",
                "<img src='data:image/svg+xml,<svg><text>no xml'>",
            })
    void font_thatTheDocumentNames_isNeeded(String html) throws JobFailedException {
        assertThat(needed("<style>" + FACE + "</style>" + html)).containsExactly("f.woff2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p{font-family:'My Fonts'}",
                "p{font-family:My,Font}",
                "p{color:red}",
                "p{content:'My Font'}",
                "@media screen{p{font-family:'My Font'}}",
                "/*p{font-family:'My Font'}*/",
            })
    void font_thatNothingNames_isNot(String css) throws JobFailedException {
        assertThat(needed("<style>" + FACE + css + "</style>x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "U+0-7F, x, true",
        "U+0400-04FF, x, false",
        "U+0400-04FF, Жук, true",
        "u+4??, ж, true",
        "'U+1F600, U+416', ж, true",
        "U+178, ÿ, true",
        "U+1F600, &#x1F600;, true",
        "U+1F601, &#x1F600;, false",
        "U+5D0-5EA, <p title=א>x, true",
        "U+2022, <li>x, true",
        "U+nonsense, x, true",
        "'U+0400-04FF, nonsense', x, true",
        "U+500-400, x, true",
    })
    void unicodeRange_isComparedWithTheText(String range, String text, boolean expected) throws JobFailedException {
        String css = "@font-face{font-family:F;src:url(f.woff2);unicode-range:" + range + "}p{font-family:F}";

        assertThat(needed("<style>" + css + "</style>" + text)).hasSize(expected ? 1 : 0);
    }

    @Test
    void unicodeRange_isComparedWithTheTextOfStylesheets() throws JobFailedException {
        assertThat(needed("<style>@font-face{font-family:F;src:url(f.woff2);unicode-range:U+2713}"
                        + "li{font-family:F;list-style-type:'\\2713'}</style>x"))
                .containsExactly("f.woff2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>x | 400",
                "<b>x | 400 700",
                "<em>x | 400 400i",
                "<h1><i>x | 400 700 400i 700i",
                "<p style='font-weight:300'>x | 300 400",
                "<p style='font-weight:500'>x | 400",
                "<p style='font-weight:600'>x | 400 700",
                "<p style='font-weight:200'>x | 300 400",
                "<p style='font:oblique 900 9px F'>x | 400 700 400i 700i",
                "<p style='font-weight:bolder'>x | 400 700",
            })
    void ofAFamily_theCutsThatNothingUses_areNotNeeded(String html, String expected) throws JobFailedException {
        String css = IntStream.of(300, 400, 700)
                .mapToObj(weight -> face(weight, "normal", weight + "")
                        + (weight == 300 ? "" : face(weight, "italic", weight + "i")))
                .collect(Collectors.joining());

        assertThat(needed("<style>" + css + "p{font-family:F}</style>" + html))
                .containsExactlyInAnyOrder(expected.split(" "));
    }

    private static String face(int weight, String style, String file) {
        return "@font-face{font-family:F;font-weight:" + weight + ";font-style:" + style + ";src:url(" + file + ")}";
    }

    @ParameterizedTest
    @CsvSource({"font-weight:900", "font-style:italic", "font-weight:100 900", "font-style:oblique 0deg 10deg"})
    void theOnlyCutOfAFamily_isNeeded(String descriptor) throws JobFailedException {
        assertThat(needed("<style>@font-face{font-family:F;src:url(f);" + descriptor + "}p{font-family:F}</style>x"))
                .containsExactly("f");
    }

    @Test
    void sources_areThoseThatCanBeUsed_inTheOrderToTry() throws JobFailedException {
        var document = Documents.parse("<style>@font-face{font-family:F;src:local(F),url(a.eot),url(b.otf),"
                + "url(c.woff2) format('woff2'),url(d.svg#x) format('svg'),url(e.ttf)}p{font-family:F}</style>x");

        assertThat(document.fonts().needed())
                .containsExactly(List.of(address("c.woff2"), address("e.ttf"), address("b.otf")));
        assertThat(document.fonts().needed()).isEmpty();
    }

    @Test
    void font_isNeededOnceAStylesheetAsksForIt() throws JobFailedException {
        var references = new ReferenceResolver(Documents.BASE, Set.of());
        var fonts = Documents.parse("x").fonts();
        fonts.stylesheet("@font-face{font-family:F;src:url(f.woff2)}", SHEET, references, 100);
        assertThat(fonts.needed()).isEmpty();

        fonts.stylesheet("p{font-family:F}", SHEET, references, 100);

        assertThat(fonts.needed()).containsExactly(List.of("https://h/css/f.woff2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<svg><path/></svg> | false",
                "<svg><text>x</text></svg> | false",
                "<svg><text font-family='Arial'>x</text></svg> | false",
                "<svg><text font-family='My Font'>x</text></svg> | true",
                "<svg><style>text{font:9px 'My Font'}</style><text>x</text></svg> | true",
                "<!DOCTYPE svg PUBLIC 'a' 'http://b/c'><svg><text style='font-family:My Font'>x</text></svg> | true",
                "<!DOCTYPE svg [<!ENTITY f 'My Font'>]><svg><text font-family='&f;'>x</text></svg> | true",
                "<svg><image href=\"data:image/svg+xml,%3Csvg%3E%3Ctext font-family='My Font'/%3E%3C/svg%3E\"/></svg> | true",
                "<svg><text>no xml</svg> | true",
                "\u00FF\u00D8\u00FF text | false",
                "\u0089PNG <text | false",
            })
    void textOfAnSvg_isSetInTheFontsThatItNames(String file, boolean expected) throws JobFailedException {
        var fonts = Documents.parse("<style>" + FACE + "</style>x").fonts();

        fonts.image(file.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(fonts.needed()).hasSize(expected ? 1 : 0);
    }

    @Test
    void charactersOfAnSvg_countForTheRange() throws JobFailedException {
        String face = "@font-face{font-family:F;src:url(f.woff2);unicode-range:U+400-4FF}";
        var fonts = Documents.parse("<style>" + face + "</style>x").fonts();

        fonts.image("<svg><text font-family='F'>&#x416;</text></svg>".getBytes(StandardCharsets.UTF_8));

        assertThat(fonts.needed()).hasSize(1);
    }

    @Test
    void nothingIsUnneeded_beforeAllIsKnown() throws JobFailedException {
        var fonts = Documents.parse("<style>" + FACE + "</style>x").fonts();
        var face = new FontFace("my font", 400, false, null, List.of("f.woff2"));
        assertThat(fonts.isUnneeded(face)).isFalse();

        fonts.complete();

        assertThat(fonts.isUnneeded(face)).isTrue();
        assertThat(new FontDemand().isUnneeded(face)).isFalse();
    }

    @Test
    void aFaceThatIsNotKnown_isNeverUnneeded() throws JobFailedException {
        var fonts = Documents.parse("<style>" + FACE + "</style>x").fonts();

        fonts.complete();

        assertThat(fonts.isUnneeded(new FontFace("other", 400, false, null, List.of("f.woff2"))))
                .isFalse();
    }

    @Test
    void aHundredThousandFaces_areSeenThroughInTime() throws JobFailedException {
        String css = IntStream.range(0, 100_000)
                .mapToObj(i ->
                        "@font-face{font-family:f;src:url(" + i + ");unicode-range:U+" + Integer.toHexString(i) + "}")
                .collect(Collectors.joining());
        var references = new ReferenceResolver(Documents.BASE, Set.of());
        var fonts = Documents.parse("x").fonts();

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            fonts.stylesheet(css, SHEET, references, 100);
            for (int i = 0; i < 100; i++) {
                fonts.stylesheet("p{font-family:f}", SHEET, references, 100);
                fonts.needed();
            }
        });
    }

    @Test
    void facesOfManyRanges_areComparedWithTheTextOnlyWhenMoreIsKnown() throws JobFailedException {
        var fonts = Documents.parse("<style>" + faces(1_300, 1_500) + "p{font-family:f}</style>\uDBFF\uDFFD")
                .fonts();

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 1_000; i++) {
                fonts.needed();
            }
        });
    }

    @Test
    void manyRanges_areSeenThroughInTime_wheneverMoreIsKnown() throws JobFailedException {
        var references = new ReferenceResolver(Documents.BASE, Set.of());
        var fonts = Documents.parse("<style>" + faces(24, 2_000) + "</style>\uDBFF\uDFFD")
                .fonts();

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 500; i++) {
                fonts.stylesheet("p{font-family:f}", SHEET, references, 100);
                assertThat(fonts.needed()).isEmpty();
            }
        });
    }

    @Test
    void beyondSoManyRanges_everyFontIsNeeded() throws JobFailedException {
        assertThat(needed("<style>" + faces(24, 2_000) + "</style>x")).isEmpty();
        assertThat(needed("<style>" + faces(26, 2_000) + "</style>x")).hasSize(26);
    }

    /** Each for characters that no text has. */
    private static String faces(int count, int ranges) {
        String range = IntStream.range(0, ranges)
                .mapToObj(i -> "U+" + Integer.toHexString(0x20000 + i))
                .collect(Collectors.joining(","));
        return IntStream.range(0, count)
                .mapToObj(i -> "@font-face{font-family:f;src:url(" + i + ");unicode-range:" + range + "}")
                .collect(Collectors.joining());
    }

    private static List<String> needed(String html) throws JobFailedException {
        return Documents.parse(html).fonts().needed().stream()
                .map(List::getFirst)
                .map(address -> address.substring(address.lastIndexOf('/') + 1))
                .toList();
    }

    private static String address(String reference) {
        return Documents.BASE.resolve(reference).toString();
    }

    /** Told by the memory that it takes, compared with one walk for what the stylesheet names. */
    @Test
    void stylesheet_isWalkedOnceForItsFontsAndForWhatItNames() {
        String css = "p{color:red;margin:0 auto;background:url(a.png)} div>a.b:hover{padding:1px 2px}\n".repeat(2_000);
        FontDemand fonts = new FontDemand();
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        // Once before, for what is made at the first use.
        learn(fonts, css);
        CssReferences.in(css, SHEET, ANYWHERE, PageSize.DEFAULT, 10);
        long start = thread.getCurrentThreadAllocatedBytes();
        CssReferences.in(css, SHEET, ANYWHERE, PageSize.DEFAULT, 10);
        long one = thread.getCurrentThreadAllocatedBytes() - start;
        learn(fonts, css);
        long all = thread.getCurrentThreadAllocatedBytes() - start - one;

        assertThat(all).isLessThan(2 * one);
    }

    @Test
    void stylesheet_tellsWhatItNames() {
        String css =
                "@import 'b.css';p{background:image-set('1.png' 1x,'2.png' 2x)}@media screen{p{background:url(s.png)}}"
                        + "@font-face{font-family:F;src:url(f.woff2)}q{background:url(c.png)}";

        assertThat(new FontDemand().stylesheet(css, SHEET, ANYWHERE, 100))
                .isEqualTo(CssReferences.in(css, SHEET, ANYWHERE, PageSize.DEFAULT, 100))
                .extracting(reference -> reference.uri().getPath())
                .containsExactly("/css/b.css", "/css/1.png", "/css/f.woff2", "/css/c.png");
        assertThat(new FontDemand().stylesheet(css, SHEET, ANYWHERE, 2)).hasSize(2);
    }

    private static void learn(FontDemand fonts, String css) {
        fonts.stylesheet(css, SHEET, ANYWHERE, 100);
    }
}
