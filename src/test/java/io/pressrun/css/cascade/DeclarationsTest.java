package io.pressrun.css.cascade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationsTest {
    private static final String BODY = "<p id=p class=q style='height: 1px'>text</p>";

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "p { color: inherit } => color => INHERIT",
                "p { color: initial } => color => INITIAL",
                "p { color: UNSET } => color => INHERIT",
                "p { width: unset } => width => INITIAL",
                "p { --x: unset } => --x => INHERIT",
                "@property --x { syntax: '*'; inherits: false } p { --x: unset } => --x => INITIAL",
                "p { color: revert } => color => navy",
                "p { width: revert } => width => 9px",
                "p { display: revert } => display => INITIAL",
                "p { color: red } .q { color: revert } => color => navy",
                "@layer a { p { color: red } } @layer b { p { color: revert } } => color => navy",
                "@layer a { p { color: lime } } @layer b { p { color: revert-layer } } => color => lime",
                "@layer a { p { color: lime } } p { color: red } p { color: revert-layer } => color => lime",
                "@layer a { p { color: revert-layer } } => color => navy",
                "@layer a { p { color: lime } } @layer b { p { color: revert-layer } } @layer c { p { color: revert-layer } } => color => lime",
                "@layer a { p { color: revert-layer !important } } p { color: lime } => color => lime",
                "p { color: lime } p { color: revert-layer !important } => color => navy",
                "p { height: 5px; height: revert-layer } => height => 1px",
                "p { all: initial } => color => INITIAL",
                "p { all: unset } => color => INHERIT",
                "p { all: revert } => width => 9px",
                "p { all: initial; color: lime } => color => lime",
                "p { color: red; all: initial } => color => INITIAL",
                "p { direction: rtl; all: initial } => direction => rtl",
                "p { --x: y; all: initial } => --x => y",
                "p { all: red; color: lime } => color => lime",
                "@layer a { p { color: lime } } p { all: revert-layer } => color => lime",
                "p { --X: a; --x: b } => --X => a",
                "p { --x: A  b } => --x => A b",
                "p { --x: } => --x => ''",
                "p { width: var(--x) } => width => width: var(--x)",
                "p { margin: var(--x) 1px } => margin-left => margin: var(--x) 1px",
                "p { margin: 1px; margin-left: 2px } => margin-left => 2px",
                "p { margin-left: 2px; margin: 1px } => margin-left => 1px",
                "p { margin: 1px; margin: wrong } => margin-left => 1px",
                "p { margin: inherit } => margin-top => INHERIT",
                "p { COLOR: lime } => color => lime",
                "p { color: lime; unknown: x } => unknown => -",
                "p { color: lime; color: } => color => lime",
            })
    void property_hasItsValue(String css, String property, String value) {
        Sheets sheets = new Sheets(BODY)
                .with(Origin.USER_AGENT, "p { color: navy; width: 9px }")
                .author(css);
        assertThat(sheets.value("p", property)).isEqualTo(value);
    }

    @Test
    void revertInAnAuthorRule_takesHintsBackToo_andRevertLayerDoesNot() {
        Sheets sheets = new Sheets(BODY)
                .with(Origin.USER_AGENT, "p { color: navy; width: 9px }")
                .hint("p", "color: teal; width: 1px")
                .author("p { color: revert; width: revert-layer }");
        assertThat(sheets.value("p", "color")).isEqualTo("navy");
        assertThat(sheets.value("p", "width")).isEqualTo("1px");
    }

    @Test
    void revertLayerInAStyleAttribute_goesBackToTheRules() {
        Sheets sheets = new Sheets("<p id=p style='color: red; color: revert-layer'>").author("p { color: lime }");
        assertThat(sheets.value("p", "color")).isEqualTo("lime");
    }

    @Test
    void droppedDeclarations_areToldOfWithTheElementsThatTheyWereFor() {
        Sheets sheets =
                new Sheets(BODY + "<b id=b>").author("p { colour: red;\n color: wrong; width: 1px } b { color: red }");
        assertThat(sheets.style("p").own().dropped())
                .extracting(
                        StyleNote::kind,
                        StyleNote::text,
                        note -> note.source().line(),
                        note -> note.source().selector())
                .containsExactly(
                        tuple(StyleNote.Kind.UNKNOWN_PROPERTY, "colour: red", 1, "p"),
                        tuple(StyleNote.Kind.INVALID_VALUE, "color: wrong", 2, "p"));
        assertThat(sheets.style("b").own().dropped()).isEmpty();
    }

    @Test
    void droppedRules_areToldOf() {
        Sheets sheets = new Sheets(BODY)
                .author(
                        "p:unknown { color: red }\n@unknown x { } @layer 1 {} @-x-y {} @font-face x {} @page :unknown {}");
        assertThat(sheets.set().notes())
                .extracting(
                        StyleNote::kind, StyleNote::text, note -> note.source().line())
                .containsExactly(
                        tuple(StyleNote.Kind.INVALID_SELECTOR, "p:unknown", 1),
                        tuple(StyleNote.Kind.UNKNOWN_AT_RULE, "@unknown x", 2),
                        tuple(StyleNote.Kind.INVALID_AT_RULE, "@layer 1", 2),
                        tuple(StyleNote.Kind.INVALID_AT_RULE, "@font-face x", 2),
                        tuple(StyleNote.Kind.INVALID_AT_RULE, "@page :unknown", 2));
    }
}
