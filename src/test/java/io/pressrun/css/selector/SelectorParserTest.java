package io.pressrun.css.selector;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.css.syntax.Values;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorParserTest {
    private static Optional<SelectorList> parse(String selector) {
        return SelectorParser.parse(Values.of(selector), Namespaces.NONE, Nesting.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a,",
                ",a",
                "a,,b",
                ">a",
                "a>",
                "a > > b",
                "a || b",
                ".",
                ".1",
                "#1",
                "#",
                "a#",
                "[",
                "[a=]",
                "[a=b c]",
                "[a b]",
                "[a=1]",
                "[a!=b]",
                "[=a]",
                ":unknown",
                "::unknown",
                "::-moz-x",
                ":-moz-x",
                ":not()",
                ":not(:unknown)",
                ":not(a,)",
                ":has()",
                ":has(:unknown)",
                ":has(:has(a))",
                ":nth-child()",
                ":nth-child(n of)",
                ":nth-child(2 n)",
                ":nth-child(n+ -1)",
                ":nth-child(n + +1)",
                ":nth-child(1.5)",
                ":nth-child(+ 2n)",
                ":nth-of-type(1 of a)",
                ":lang()",
                ":dir()",
                ":dir(a b)",
                "ns|a",
                "[ns|a]",
                "a|",
                "::before a",
                "::before.x",
                "a:is",
                "a:first-child()",
                ":not(::before)",
                "a b !",
                "a{}",
                "&a",
                "1a",
                "a/b",
                "::before:unknown",
                "(a)",
                "a:hover(b)",
            })
    void invalidSelector_isRefused(String selector) {
        assertThat(parse(selector)).isEmpty();
        assertThat(SelectorParser.supports(Values.of(selector))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::-webkit-scrollbar",
                "::-webkit-input-placeholder",
                "::selection",
                "::backdrop",
                "::part(x)",
                "::slotted(a)",
                "::before:hover",
                "::before::marker",
                "::-webkit-scrollbar-thumb:hover",
                ":-webkit-any(a, b)",
                ":-webkit-autofill",
                ":is(:hover)",
                "a:hover",
                ":host-context(a)",
                "::highlight(x)",
                "::view-transition-group(x)",
                ":is(::before)",
                ":where(:unknown)",
            })
    void whatIsValidButNeverThere_matchesNothing(String selector) {
        assertThat(parse(selector)).isPresent();
        boolean perhaps = selector.startsWith(":-webkit-any");
        assertThat(parse(selector).orElseThrow().selectors().getFirst().never()).isEqualTo(!perhaps);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "* => 0,0,0",
                "a => 0,0,1",
                "a b > c => 0,0,3",
                ".a.b => 0,2,0",
                "#a .b c => 1,1,1",
                "[a]:hover => 0,2,0",
                "a::before => 0,0,2",
                ":is(a, #b, .c) => 1,0,0",
                ":is(a, :unknown) => 0,0,1",
                ":where(#a) b => 0,0,1",
                ":not(#a, b) => 1,0,0",
                ":has(> #a, b) => 1,0,0",
                ":nth-child(2n) => 0,1,0",
                ":nth-child(2n of #a, b) => 1,1,0",
                "*|* => 0,0,0",
            })
    void specificity_countsIdsClassesAndTypes(String selector, String expected) {
        int packed = parse(selector).orElseThrow().specificity();
        assertThat((packed >> 20) + "," + (packed >> 10 & 1023) + "," + (packed & 1023))
                .isEqualTo(expected);
    }

    @Test
    void pseudoElements_areKnownByEitherNotation() {
        assertThat(parse("a:BEFORE, ::after, :first-line, ::First-Letter, ::marker, ::footnote-call, ::placeholder")
                        .orElseThrow()
                        .selectors())
                .extracting(Selector::pseudoElement)
                .containsExactly(
                        PseudoElement.BEFORE,
                        PseudoElement.AFTER,
                        PseudoElement.FIRST_LINE,
                        PseudoElement.FIRST_LETTER,
                        PseudoElement.MARKER,
                        PseudoElement.FOOTNOTE_CALL,
                        PseudoElement.PLACEHOLDER);
    }

    @Test
    void specificity_doesNotOverflowIntoTheNextKind() {
        int classes = parse(".a".repeat(3_000)).orElseThrow().specificity();
        assertThat(classes).isLessThan(Specificity.ID);
    }

    @Test
    void aSelectorOfVeryManyCompounds_isInvalid() {
        assertThat(parse("a ".repeat(100) + "b")).isPresent();
        assertThat(parse("a ".repeat(10_000) + "b")).isEmpty();
    }
}
