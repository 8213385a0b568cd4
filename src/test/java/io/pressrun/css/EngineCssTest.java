package io.pressrun.css;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.document.Documents;
import io.pressrun.job.JobFailedException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineCssTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "font-weight:1 9;src:url(a.woff2) format('woff2');unicode-range:U+0-7F | a.woff2",
                "src:local(A),url('b.ttf') format('truetype'),url(c.woff)/**/ | b.ttf",
                "src:url(\"a\\\"b.ttf\") | a%22b.ttf",
            })
    void stylesheet_keepsOneSourceOfEachFontFace(String descriptors, String expected) {
        String frame = "/* a */@font-face{%s}@font-face{src:local(x)}b{src:url(y)}";

        assertThat(stylesheet(frame.formatted("font-family:F;" + descriptors)))
                .isEqualTo(frame.formatted("font-family:\"@" + expected + "\";src:url(\"" + expected + "\")"));
    }

    @Test
    void stylesheet_writesTheBestOfSeveralDeclarations_andLeavesWhatHasNone() {
        assertThat(stylesheet(
                        "@font-face{src:url(a.eot);src:url(b.woff)}@font-face{src:local(z)}@font-face{src:url(a.eot)}"))
                .isEqualTo("@font-face{font-family:\"@b.woff\";src:url(\"b.woff\")}"
                        + "@font-face{src:local(z)}@font-face{src:url(a.eot)}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image-set(url(a.png) 1x, url(b.png) 2x) | url(\"a.png\")",
                "image-set('a.avif' type('image/avif'), \"b.webp\" type('image/webp'), 'c.jpg') | url(\"b.webp\")",
                "-webkit-image-set(url(\"b.png\") 2x,url('a.png') 1.0x) | url(\"a.png\")",
                "image-set(url(b.png) 2x) | url(\"b.png\")",
                "image-set(url(a.png) 48dpi, url(b.png) 96dpi, url(c.png) 200dpi) | url(\"b.png\")",
                "IMAGE-SET(linear-gradient(red, blue) 1x, url(a.png)) | url(\"a.png\")",
                "image-set(linear-gradient(red, blue) 1x) | none",
                "image-set('a.avif' type('image/avif')) | none",
                "image-set('data:image/png;base64,AA==' 1x) no-repeat | url(\"data:image/png;base64,AA==\") no-repeat",
                "image-set(| none",
            })
    void imageSet_isReplacedByOneOfItsImages(String set, String expected) throws JobFailedException {
        assertThat(stylesheet("a{b:c;background:" + set)).isEqualTo("a{b:c;background:" + expected);
        assertThat(Documents.first(Documents.parse("<p style=\"background:" + set.replace('"', '\'') + "\">"), "p")
                        .getAttribute("style"))
                .isEqualTo("background:" + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-fs-table-cell-colspan", "-FS-Table-Cell-Rowspan", "-fs-t\\61 ble-cell-colspan"})
    void engineSpans_areDisabled(String property) throws JobFailedException {
        assertThat(stylesheet("p{" + property + ":1000000000}")).isEqualTo("p{-x-disabled:1000000000}");
        assertThat(Documents.first(Documents.parse("<p style='" + property + ":9'>"), "p")
                        .getAttribute("style"))
                .isEqualTo("-x-disabled:9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a{color:red}", "@import 'x';a{content:'-fs-table-cell-colspan'}", "a{b:url(", "/*"})
    void stylesheet_leavesOtherCssAlone(String css) {
        assertThat(stylesheet(css)).isSameAs(css);
    }

    @Test
    void importsWithinSvg_areRemoved() throws JobFailedException {
        var document = Documents.parse("<svg><style>@import 'a;.css';rect{fill:red}@import x</style></svg>");

        assertThat(Documents.first(document, "style").getTextContent()).isEqualTo("rect{fill:red}");
        assertThat(document.assets()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "url(#a) url('#a') | url(#a) url('#a')",
                "a{fill:url(a.svg#p) red;b:c} | a{fill:none red;b:c}",
                "url( \"data:image/svg+xml,x#p\" ) 1 | none 1",
                "url('x | none",
                "URL(x) u\\72l(y) | none none",
                "rotate(45) 'a.svg' | rotate(45) 'a.svg'",
                "@font-face{src:url(data:font/ttf,x),url('data:,y')} | @font-face{src:url(data:font/ttf,x),url('data:,y')}",
                "@font-face{src:url(f.ttf),url(data:,x#y)}a{b:url(data:,x)} | @font-face{src:none,none}a{b:none}",
            })
    void referencesBeyondAnSvg_areRemovedFromItsStyles(String css, String expected) {
        assertThat(EngineCss.svgStylesheet(css)).isEqualTo(expected);
    }

    @Test
    void fontFace_thatNothingNeeds_isRemoved() {
        String css = "a{}@font-face{font-family:F;src:url(f.ttf)}@media print{@font-face{src:url(g.ttf)}b{}}";

        assertThat(EngineCss.stylesheet(css, PageSize.DEFAULT, face -> Optional.empty()))
                .isEqualTo("a{}b{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "@media print{a{b:c}}d{} | a{b:c}d{}",
                "@media screen{a{}@page{}}d{} | d{}",
                "@media screen{a{b:'}'}/*}*/c[d='}']{}}d{} | d{}",
                "@media screen{a{ | ``",
                "@media print{a{b:c} | a{b:c}",
                "@media print{a}b{} | a;b{}",
                "a{b:c;@media print{d:e}f:g} | a{b:c;d:e;f:g}",
                "a{b:c;@media screen{d:e}f:g} | a{b:c;f:g}",
                "@layer a,b;@layer b{c{}} | c{}",
                "@layer a{@font-face{src:url(f)}b{}} | @font-face{font-family:\"@f\";src:url(\"f\")}b{}",
                "@media screen{@font-face{src:url(f)}} | ``",
                "@supports (a:b){@media print{c{}}} | c{}",
                "@supports (display:flex){c{}}d{} | d{}",
                "@container (width>1px){@media print{a{}}}b{} | @container (width>1px){a{};}b{}",
                "@keyframes k{from{a:b}}c{} | @keyframes k{from{a:b}}c{}",
                "@import url( b.css ) print;a{} | @import \"b.css\";a{}",
                "@import 'a\"b.css' layer; | @import \"a%22b.css\";",
                "@import 'b.css' screen;a{} | a{}",
                "@import 'b.css' | @import \"b.css\";",
                "@import nonsense;a{} | @import nonsense;a{}",
                "a{}@import 'late.css'; | a{}@import 'late.css';",
                "@layer a{}@import 'late.css';b{} | b{}",
                "@media print{@import 'inner.css'}b{} | ;b{}",
            })
    void layersAndConditions_giveWayToTheirRulesOrToNothing(String css, String expected) {
        assertThat(stylesheet(css)).isEqualTo(expected);
    }

    @Test
    void whatIsRemoved_leavesItsLineBreaks() {
        assertThat(stylesheet("@media screen {\na {\n}\n}\n@media\nprint {b{}\n}"))
                .isEqualTo("\n\n\n\n\nb{}\n");
    }

    @Test
    void aStylesheetForTheEngine_needsNoFurtherChange() {
        var random = new Random(5);
        List<String> pieces = List.of(
                "@media print{",
                "@media screen{",
                "@layer a{",
                "@layer a",
                "@supports (b:c){",
                "@import 'd.css'",
                "@import",
                "@font-face{src:url(e)}",
                "@keyframes f{",
                "@page{",
                "g{",
                "h:i",
                "}",
                ";",
                "{",
                "(",
                ")",
                "'",
                "\"",
                "/*",
                "*/",
                "<!--",
                "-->",
                " ",
                "\n",
                "url(",
                ",",
                "print",
                "layer(j)");
        for (int i = 0; i < 50_000; i++) {
            var css = new StringBuilder();
            random.ints(random.nextInt(12), 0, pieces.size()).forEach(at -> css.append(pieces.get(at)));
            String once = stylesheet(css.toString());
            assertThat(stylesheet(once)).as("of %s", css).isEqualTo(once);
        }
    }

    private static String stylesheet(String css) {
        return EngineCss.stylesheet(
                css, PageSize.DEFAULT, face -> face.sources().stream().findFirst());
    }
}
