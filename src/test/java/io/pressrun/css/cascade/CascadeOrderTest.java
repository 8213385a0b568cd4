package io.pressrun.css.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CascadeOrderTest {
    private static final String BODY = "<div class='a b' id='x' data-k=v><p id='p' class='q'>text</p></div>";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p { color: red } p { color: lime } | lime",
                "p { color: lime !important } p { color: red } | lime",
                "p { color: lime } p { color: wrong } | lime",
                ".q { color: lime } p { color: red } | lime",
                "#p { color: lime } .q.q.q.q { color: red } | lime",
                "#x p { color: lime } .q { color: red } | lime",
                ":is(#p, .none) { color: lime } .q.q { color: red } | lime",
                ":where(#p) { color: red } p { color: lime } | lime",
                ":not(#none) { color: lime } .q { color: red } | lime",
                "@layer { #p { color: red } } p { color: lime } | lime",
                "@layer a { p { color: red } } @layer b { p { color: lime } } | lime",
                "@layer b, a; @layer a { p { color: lime } } @layer b { #p { color: red } } | lime",
                "@layer a { p { color: lime !important } } @layer b { p { color: red !important } } | lime",
                "@layer a { p { color: lime !important } } p { color: red !important } | lime",
                "@layer a { @layer b { #p { color: red } } p { color: lime } } | lime",
                "@layer a { @layer b { p { color: lime !important } } p { color: red !important } } | lime",
                "@layer a.b { p { color: red } } @layer a { @layer c { p { color: lime } } } | lime",
                "@layer a { @layer c, b; } @layer a.b { p { color: lime } } @layer a.c { p { color: red } } | lime",
                "@layer a { p { color: red } } @layer { p { color: lime } } | lime",
                "@layer { p { color: red } } @layer { p { color: lime } } | lime",
                "@media screen { @layer b, a; } @layer a, b; @layer b { p { color: lime } } @layer a { p { color: red } } | lime",
            })
    void theStrongestDeclarationWins(String css, String color) {
        assertThat(new Sheets(BODY).author(css).value("p", "color")).isEqualTo(color);
    }

    @Test
    void normalDeclarations_winByOrigin() {
        Sheets sheets = new Sheets(BODY)
                .author("p { color: lime }")
                .with(Origin.USER, "#p { color: red; width: 1px }")
                .with(Origin.USER_AGENT, "#p#p { color: red; width: 2px; height: 3px }");
        assertThat(sheets.value("p", "color")).isEqualTo("lime");
        assertThat(sheets.value("p", "width")).isEqualTo("1px");
        assertThat(sheets.value("p", "height")).isEqualTo("3px");
    }

    @Test
    void importantDeclarations_winByOriginTheOtherWayRound() {
        Sheets sheets = new Sheets(BODY)
                .author("#p { color: red !important; width: 1px !important }")
                .with(Origin.USER, "p { color: red !important; width: 2px !important }")
                .with(Origin.USER_AGENT, "p { color: lime !important }");
        assertThat(sheets.value("p", "color")).isEqualTo("lime");
        assertThat(sheets.value("p", "width")).isEqualTo("2px");
    }

    @Test
    void hints_winOverTheUserAgent_andLoseToAnyAuthorRule() {
        Sheets sheets = new Sheets(BODY)
                .with(Origin.USER_AGENT, "#p { color: red; width: 1px }")
                .hint("p", "color: teal; width: 2px")
                .author("@layer a { :where(p) { width: 3px } }");
        assertThat(sheets.value("p", "color")).isEqualTo("teal");
        assertThat(sheets.value("p", "width")).isEqualTo("3px");
    }

    @Test
    void styleAttribute_winsOverRules_butNotOverImportantOnes() {
        Sheets sheets = new Sheets("<p id=p style='color: lime; width: 1px; height: 1px !important'>x")
                .author("#p#p { color: red; width: 2px !important; height: 2px !important }"
                        + "@layer a { p { height: 3px !important } }");
        assertThat(sheets.value("p", "color")).isEqualTo("lime");
        assertThat(sheets.value("p", "width")).isEqualTo("2px");
        assertThat(sheets.value("p", "height")).isEqualTo("1px");
    }

    @Test
    void layersOfOrigins_areApart() {
        Sheets sheets = new Sheets(BODY)
                .with(Origin.USER_AGENT, "@layer b, a;")
                .author("@layer a { p { color: red } } @layer b { p { color: lime } }");
        assertThat(sheets.value("p", "color")).isEqualTo("lime");
    }

    @Test
    void layersOfSeveralStylesheets_haveOneOrder() {
        Sheets sheets = new Sheets(BODY)
                .author("@layer a, b;")
                .author("@layer b { p { color: lime } } @layer a { p { color: red } }");
        assertThat(sheets.value("p", "color")).isEqualTo("lime");
    }

    @Test
    void source_namesSheetLineColumnAndSelector() {
        Sheets sheets = new Sheets(BODY).author("/* one */\n.a,\n  p {\n  width: 1px;\n  color: lime }");
        assertThat(sheets.style("p").own().winner("color"))
                .extracting(CascadedStyle.Winner::source)
                .isEqualTo(new Source(new Source.Sheet("a.css", "a.css"), 5, 3, ".a,\n  p"));
    }

    @Test
    void equalDeclarations_giveTheSameObject() {
        Sheets sheets =
                new Sheets("<p id=a class=x><p id=b class='x y'><p id=c>").author("p { color: red } .x { width: 1px }");
        assertThat(sheets.style("a")).isSameAs(sheets.style("b")).isNotSameAs(sheets.style("c"));
    }

    @Test
    void styleAttributes_countForSharing() {
        Sheets sheets = new Sheets("<p id=a style='color:red'><p id=b style='color:red'><p id=c style='color:lime'>");
        assertThat(sheets.style("a")).isSameAs(sheets.style("b")).isNotSameAs(sheets.style("c"));
    }
}
