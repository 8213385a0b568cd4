package io.pressrun.css.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.css.condition.MediaEnvironment;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheetsOfADocumentTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "@import 'i.css'; => lime",
                "@import url(i.css); => lime",
                "@import url('i.css') print; => lime",
                "@import 'i.css' screen; => -",
                "@import 'i.css' print and (min-width: 500px); => lime",
                "@import 'i.css' supports(color: red); => lime",
                "@import 'i.css' supports((color: red) and (width: 1px)); => lime",
                "@import 'i.css' supports(not (color: wrong)); => lime",
                "@import 'i.css' supports(color: wrong); => -",
                "@import 'i.css' layer supports(color: red) print; :where(p) { color: red } => red",
                "@import 'i.css' layer(x); :where(p) { color: red } => red",
                "@import 'i.css' layer(x); @layer y { :where(p) { color: red } } => red",
                "@layer y, x; @import 'i.css' layer(x); @layer y { #p { color: red } } => lime",
                "@layer x.y; @import 'i.css' layer(x.y); @layer x { :where(p) { color: red } } => red",
                "@import 'i.css'; p { color: red } => red",
                "p { width: 1px } @import 'i.css'; => -",
                "@layer x { } @import 'i.css'; => -",
                "@charset 'utf-8'; @import 'i.css'; => lime",
                "@import 'none.css'; p { color: red } => red",
                "@import 'chain.css'; => lime",
                "@import 'loop.css'; => teal",
                "@import 'layered.css' layer(o); @layer o.l { p { color: red } } => red",
                "@import; p { color: red } => red",
            })
    void importedRules_comeFirst(String css, String color) {
        Sheets sheets = new Sheets("<p id=p>x</p>")
                .importable("i.css", "p { color: lime }")
                .importable("chain.css", "@import 'i.css';")
                .importable("loop.css", "@import 'loop.css'; p { color: teal }")
                .importable("layered.css", "@layer l { p { color: lime } }");
        assertThat(sheets.author(css).value("p", "color")).isEqualTo(color);
    }

    @Test
    void importLoops_areToldOf() {
        Sheets sheets =
                new Sheets("<p>").importable("b.css", "@import 'b.css';").author("@import 'b.css';");
        assertThat(sheets.set().notes()).extracting(StyleNote::kind).containsExactly(StyleNote.Kind.IMPORT_LIMIT);
    }

    @Test
    void importsThatMultiply_endAtALimit() {
        Sheets sheets = new Sheets("<p id=p>");
        for (int i = 0; i < 18; i++) {
            sheets.importable(i + ".css", ("@import '" + (i + 1) + ".css';").repeat(4));
        }
        sheets.importable("18.css", "p { color: red }").author("@import '0.css'; p { color: lime }");
        assertThat(sheets.value("p", "color")).isEqualTo("lime");
        assertThat(sheets.set().notes()).isNotEmpty();
    }

    @Test
    void imports_areNamedBeforeTheyAreThere() {
        StyleSheetRules rules = StyleSheetRules.compile(
                "@import 'a.css'; @import 'b.css' screen; @import url(c.css) layer(x) supports(width: 1px) (min-width: 1px);",
                Sheets.SYNTAX);
        assertThat(rules.imports(new MediaEnvironment(794, 1123))).containsExactly("a.css", "c.css");
    }

    private static PageStyle page(String css, PageStyle.Page page) {
        return new Sheets("<p>").author(css).set().page(page);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "@page { size: A } => 1 => A",
                "@page { size: A } @page :first { size: B } => 1 => B",
                "@page :first { size: B } @page { size: A } => 1 => B",
                "@page :first { size: B } @page { size: A } => 2 => A",
                "@page { size: A !important } @page :first { size: B } => 1 => A",
                "@page :left { size: B } @page { size: A } => 2 => B",
                "@page :right { size: B } @page { size: A } => 2 => A",
                "@page :first { size: B } @page :right { size: A } => 1 => B",
                "@page n { size: B } @page :first { size: A } => 1 => B",
                "@page n:first { size: B } @page n { size: A } => 1 => B",
                "@page other { size: B } => 1 => -",
                "@page N { size: B } => 1 => -",
                "@page other, :first { size: B } => 1 => B",
                "@page :nth(2n) { size: B } => 2 => B",
                "@page :nth(2n) { size: B } => 1 => -",
                "@page :blank { size: B } => 1 => -",
                "@page :FIRST { size: B } => 1 => B",
                "@page :hover { size: B } => 1 => -",
                "@page, :first { size: B } => 1 => -",
                "@media print { @page { size: B } } => 1 => B",
                "@media screen { @page { size: B } } => 1 => -",
                "@layer a { @page n { size: A } } @page { size: B } => 1 => B",
                "@page { size: B; size: wrong } => 1 => B",
            })
    void pageRules_cascade(String css, int number, String size) {
        PageStyle style = page(css, new PageStyle.Page("n", number, number % 2 == 0, false));
        assertThat(Sheets.text(style.page(), "size")).isEqualTo(size);
    }

    @Test
    void marginBoxes_cascadeByThemselves() {
        PageStyle style = page(
                "@page { margin: 1px; @top-left { content: 'a'; color: red } @bottom-center { content: 'b' } @unknown { color: red } }"
                        + "@page :first { @TOP-LEFT { content: 'c' } @footnote { width: 1px } }",
                new PageStyle.Page(null, 1, false, false));
        assertThat(style.margins().keySet()).containsExactlyInAnyOrder("top-left", "bottom-center", "footnote");
        CascadedStyle box = style.margins().getOrDefault("top-left", CascadedStyle.EMPTY);
        assertThat(Sheets.text(box, "content")).isEqualTo("\"c\"");
        assertThat(Sheets.text(box, "color")).isEqualTo("red");
        assertThat(Sheets.text(style.page(), "margin-left")).isEqualTo("1px");
        assertThat(box.winner("color"))
                .extracting(winner -> winner.source().selector())
                .isEqualTo("@page @top-left");
    }

    @Test
    void fontFaces_areThoseWhoseConditionsHold_strongestLast() {
        Sheets sheets = new Sheets("<p>")
                .author(
                        "@font-face { font-family: a } @media screen { @font-face { font-family: b } }"
                                + "@layer x { @font-face { font-family: c } } @supports (width: 1px) { @font-face { font-family: d } }");
        assertThat(sheets.set().fontFaces().stream()
                        .map(face -> face.descriptors().getFirst().value())
                        .map(io.pressrun.css.syntax.Values::text)
                        .collect(Collectors.joining(" ")))
                .isEqualTo("c a d");
    }

    @Test
    void counterStylesAndRegisteredProperties_areFound() {
        Sheets sheets = new Sheets("<p>")
                .author("@counter-style c { system: cyclic } @counter-style { }"
                        + "@property --a { syntax: '<length>'; inherits: true; initial-value: 1px }"
                        + "@property --a { syntax: '<color>'; inherits: false; initial-value: red }"
                        + "@property --b { syntax: '*'; inherits: false } @property --c { syntax: '<length>'; inherits: true }"
                        + "@property d { syntax: '*'; inherits: true }");
        assertThat(sheets.set().counterStyles())
                .extracting(DescriptorRule.CounterStyle::name)
                .containsExactly("c");
        assertThat(sheets.set().properties().keySet()).containsExactlyInAnyOrder("--a", "--b");
        assertThat(sheets.set().properties().values())
                .extracting(DescriptorRule.Property::inherits)
                .containsOnly(false);
    }

    @Test
    void anElementFromElsewhere_hasNoStyle() {
        Sheets sheets = new Sheets("<p id=p>").author("* { color: red }");
        assertThat(sheets.styles().of(io.pressrun.css.Documents.html("<p>").getDocumentElement()))
                .isEqualTo(ElementStyle.EMPTY);
    }

    @Test
    void theSameStylesheetTwice_countsAtBothPlaces() {
        StyleSheetRules shared = StyleSheetRules.compile("p { color: lime }", Sheets.SYNTAX);
        Sheets sheets = new Sheets("<p id=p>");
        for (String name : List.of("one", "two")) {
            sheets.set().add(Origin.AUTHOR, shared, new Source.Sheet(name, name), null);
            sheets.author(name.equals("one") ? "p { color: red }" : "");
        }
        assertThat(sheets.value("p", "color")).isEqualTo("lime");
        assertThat(sheets.style("p").own().winner("color"))
                .extracting(winner -> winner.source().sheet().name())
                .isEqualTo("two");
    }
}
