package io.pressrun.css.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.css.condition.ContainerQuery;
import io.pressrun.css.selector.PseudoElement;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NestingAndConditionsTest {
    private static final String BODY =
            "<div id=d class=a><p id=p class=q>text</p><div id=e class='a b'><p id=r>x</p></div></div>";

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "div { p { color: lime } } => lime",
                "div { & p { color: lime } } => lime",
                "div { > p { color: lime } } => lime",
                "div { + p { color: red } } => -",
                "p { &.q { color: lime } } => lime",
                "p { .a & { color: lime } } => lime",
                "p { .b & { color: red } } => -",
                "p { &&& { color: lime } } => lime",
                ".none, #d { p { color: lime } } #d p { color: red } .none #d p {} => red",
                "#d, .none { p { color: lime } } .a p.q { color: red } => lime",
                "p { color: lime; & { color: red } } => red",
                "p { color: red; & { color: red } color: lime } => lime",
                "p { color: red; & { width: 1px } color: lime; & { color: red } color: lime } => lime",
                "p { @media print { color: lime } } => lime",
                "p { @media screen { color: red } } => -",
                "p { @media print { .a & { color: lime } } } => lime",
                "p { @supports (width: 1px) { color: lime } } => lime",
                "p { @layer x { color: red } } :where(p) { color: lime } => lime",
                "@layer x { p { @layer y { color: red } color: lime } } => lime",
                "div { p { &.q { color: lime } } } => lime",
                "div { :is(&) p { color: lime } } => lime",
                "div { p:not(& .b p) { color: lime } } => lime",
                "div { :unknown { color: red } p { color: lime } } => lime",
                "div { p, :unknown { color: red } } => -",
                "div::before { & p { color: red } } => -",
                "& { p { color: lime } } => lime",
                "@media print { p { color: lime } } => lime",
                "@media screen, print and (min-width: 500px) { p { color: lime } } => lime",
                "@media (max-width: 500px) { p { color: red } } => -",
                "@media print { @media (orientation: landscape) { p { color: red } } } => -",
                "@media { p { color: lime } } => lime",
                "@media unknown(x) { p { color: red } } => -",
                "@media not (unknown: 1) { p { color: red } } => -",
                "@supports (color: wrong) { p { color: red } } => -",
                "@supports not (color: wrong) { p { color: lime } } => lime",
                "@supports (unknown: x) or (width: 1px) { p { color: lime } } => lime",
                "@supports selector(:has(a)) { p { color: lime } } => lime",
                "@supports selector(:unknown) { p { color: red } } => -",
                "@supports selector(a, b) { p { color: red } } => -",
                "@supports font-tech(color-COLRv1) { p { color: red } } => -",
                "@supports not font-tech(color-COLRv1) { p { color: lime } } => lime",
                "@supports (--x: y) { p { color: lime } } => lime",
                "@supports (width: 1px !important) { p { color: lime } } => lime",
                "@supports (width: 1px) and (color: red) and (not (color: wrong)) { p { color: lime } } => lime",
                "@supports (width: 1px) and (color: red) or (width: 2px) { p { color: red } } => -",
                "@supports width: 1px { p { color: red } } => -",
                "@container (width > 1px) { p { color: red } } => -",
                "@starting-style { p { color: red } } => -",
                "@keyframes p { from { color: red } } => -",
                "@-moz-document url() { p { color: red } } => -",
                "@unknown { p { color: red } } p { color: lime } => lime",
                "p { @starting-style { color: red } } => -",
                "@media print { color: red; p { color: blue } } p { color: lime } => lime",
                "@layer x, y { p { color: red } } => -",
                "@layer 1 { p { color: red } } => -",
                "@namespace url(http://www.w3.org/2000/svg); p { color: red } => -",
                "@namespace x url(http://www.w3.org/1999/xhtml); x|p { color: lime } => lime",
                "p { } @namespace url(http://www.w3.org/2000/svg); p { color: lime } => lime",
            })
    void ruleInItsPlace_applies(String css, String color) {
        assertThat(new Sheets(BODY).author(css).value("p", "color")).isEqualTo(color);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "@scope (.a) { p { color: lime } } => lime => lime",
                "@scope (.b) { p { color: lime } } => - => lime",
                "@scope (.a) to (.b) { p { color: lime } } => lime => -",
                "@scope (#d) to (.b) { p { color: lime } } => lime => -",
                "@scope (#d) to (> .b) { p { color: lime } } => lime => -",
                "@scope (#d) { > p { color: lime } } => lime => -",
                "@scope (#d) { :scope > p { color: lime } } => lime => -",
                "@scope (#d) { & > p { color: lime } } => lime => -",
                "@scope (#d) { @scope (.b) { p { color: lime } } } => - => lime",
                "@scope (#e) { p { color: lime } } @scope (#d) { p { color: red } } => red => lime",
                "@scope (.b) { p { color: red } } #d p { color: lime } => lime => lime",
                "@scope (#d) { @media screen { p { color: red } } p { color: lime } } => lime => lime",
                "@scope { p { color: lime } } => lime => lime",
                "@scope (:unknown) { p { color: red } } => - => -",
                "@scope (p) { color: lime } => lime => lime",
                "#d { @scope (& > .b) { p { color: lime } } } => - => lime",
            })
    void scope_limitsRules_andNearerOnesWin(String css, String outer, String inner) {
        Sheets sheets = new Sheets(BODY).author(css);
        assertThat(sheets.value("p", "color")).isEqualTo(outer);
        assertThat(sheets.value("r", "color")).isEqualTo(inner);
    }

    @Test
    void scopeWithoutARoot_isThatOfTheStyleElementsParent() {
        Sheets sheets = new Sheets("<p id=o>x</p><div><style id=s></style><p id=i>y</p></div>")
                .written("s", "@scope { p { color: lime } }");
        assertThat(sheets.value("i", "color")).isEqualTo("lime");
        assertThat(sheets.value("o", "color")).isEqualTo("-");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "@container (width > 300px) => lime",
                "@container (min-width: 300px) => lime",
                "@container (width > 500px) => -",
                "@container c (inline-size <= 400px) => lime",
                "@container other (width > 1px) => -",
                "@container (300px < width < 500px) => lime",
                "@container (height > 1px) => -",
                "@container not (height > 1px) => -",
                "@container (width > 1px) or (height > 1px) => lime",
                "@container style(--x: y) => lime",
                "@container style(--x: z) => -",
                "@container style(--x) => lime",
                "@container style((--x: y) and (not (--x: z))) => lime",
                "@container style(color: red) => -",
                "@container c => lime",
            })
    void containerQueries_areJudgedByWhatIsKnown(String rule, String color) {
        Sheets sheets = new Sheets(BODY).container(new ContainerQuery.Container() {
            @Override
            public ContainerQuery.@Nullable Size size(@Nullable String name) {
                return name == null || name.equals("c") ? new ContainerQuery.Size(400, Double.NaN) : null;
            }

            @Override
            public @Nullable List<ComponentValue> customProperty(@Nullable String name, String property) {
                return Values.of("y");
            }
        });
        assertThat(sheets.author(rule + " { p { color: lime } }").value("p", "color"))
                .isEqualTo(color);
    }

    @Test
    void unknownContainers_areToldOfWithTheNumberOfElements() {
        Sheets sheets = new Sheets(BODY).author("\n@container (width > 1px) { p { color: red } }");
        sheets.value("p", "color");
        sheets.value("r", "color");
        sheets.value("r", "color");
        assertThat(sheets.styles().unknownContainers())
                .containsExactly(org.assertj.core.api.Assertions.entry(
                        new Source(new Source.Sheet("a.css", "a.css"), 2, 1, "@container (width > 1px)"), 2));
    }

    @Test
    void pseudoElements_areThereWithContentOnly() {
        Sheets sheets = new Sheets(BODY)
                .author("p::before { color: red } #r::before { content: 'x' } p::after { content: none }"
                        + "p::first-letter { color: lime } p::selection { color: red } p::marker { width: 1px }");
        assertThat(sheets.style("p").pseudoElements().keySet())
                .containsExactlyInAnyOrder(PseudoElement.FIRST_LETTER, PseudoElement.MARKER);
        assertThat(sheets.style("r").pseudoElements()).containsKey(PseudoElement.BEFORE);
        assertThat(sheets.value("r", PseudoElement.BEFORE, "color")).isEqualTo("red");
        assertThat(sheets.value("r", "color")).isEqualTo("-");
    }
}
