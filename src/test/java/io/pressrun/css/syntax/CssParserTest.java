package io.pressrun.css.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CssParserTest {
    /** Stray brackets are shown as a round one. Rules as {@code prelude{contents}}, declarations as {@code name:value;}. */
    private static String shown(List<? extends BodyItem> items) {
        return items.stream().map(CssParserTest::shown).collect(Collectors.joining());
    }

    private static String shown(BodyItem item) {
        return switch (item) {
            case Declaration declaration ->
                declaration.property() + ":" + Values.text(declaration.value()) + (declaration.important() ? "!" : "")
                        + ";";
            case Rule.Qualified rule ->
                Values.text(rule.prelude().values()) + "{" + shown(rule.body().items()) + "}";
            case Rule.At(String name, Prelude prelude, RuleBody body) ->
                "@" + name + " " + Values.text(prelude.values())
                        + (body == null ? ";" : "{" + shown(body.items()) + "}");
        };
    }

    private static String stylesheet(String css) {
        return shown(CssParser.stylesheet(css).rules());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u00a7',
            value = {
                "a{b:c} | a{b:c;}",
                "a { B : C d ; } | a{b:C d;}",
                "a{b:c;d:e}f{g:h} | a{b:c;d:e;}f{g:h;}",
                "a{--B:c} | a{--B:c;}",
                "a{--b:} | a{--b:;}",
                "a{--b: { c: d; } } | a{--b:{ c: d; };}",
                "a{b:c!important} | a{b:c!;}",
                "a{b:c ! IMPORTANT ;d:e} | a{b:c!;d:e;}",
                "a{--b:!important} | a{--b:!;}",
                "/* x */a/* y */{b/**/:/**/c/* } */} | a{b:c;}",
                "@a b; c{} | @a b;c{}",
                "@media x{a{b:c}} | @media x{a{b:c;}}",
                "<!-- a{b:c} --> | a{b:c;}",
                "a{b:url( x y );c:d} | a{b:url(();c:d;}",
                "a{b:url(x\\)y)} | a{b:url(\"x)y\");}",
                "a{b:'x\\'y'} | a{b:\"x'y\";}",
            })
    void rulesAndDeclarations_areRead(String css, String expected) {
        assertThat(stylesheet(css)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a{&:hover{b:c}} | a{&:hover{b:c;}}",
                "a{b:c; d{e:f} g:h} | a{b:c;d{e:f;}g:h;}",
                "a{b:hover{c:d} e:f} | a{b:hover{c:d;}e:f;}",
                "a{b:hover c{d:e}} | a{b:hover c{d:e;}}",
                "a{> b{c:d} + e{} ~ f{}} | a{> b{c:d;}+ e{}~ f{}}",
                "a{@media x{b:c;d{e:f}}} | a{@media x{b:c;d{e:f;}}}",
                "a{b:{} c:d} | a{b:{}c:d;}",
                "a{b c;d:e} | a{d:e;}",
            })
    void nestedRules_areReadInTheirPlace(String css, String expected) {
        assertThat(stylesheet(css)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u00a7',
            value = {
                "a{b:c;;d:e} | a{b:c;d:e;}",
                "a{b;c:d} | a{c:d;}",
                "a{:b;c:d} | a{c:d;}",
                "a{b:c | a{b:c;}",
                "a{b:(c;d | a{b:(c;d);}",
                "a{b:c}} e{f:g} h{i:j} | a{b:c;}) e{f:g;}h{i:j;}",
                "a{b:\"c | a{b:\"c\";}",
                "a{b:url(c | a{b:url(\"c\");}",
                "@media x{a{b:c | @media x{a{b:c;}}",
                "a{--b:c!d;e:f} | a{e:f;}",
                "a{--b:c);e:f} | a{e:f;}",
                "a{b:c]d;e:f} | a{b:c)d;e:f;}",
                "--a:b{c:d} e{f:g} | e{f:g;}",
                "a; b{c:d} | a; b{c:d;}",
                "a | §§",
                "} | §§",
            })
    void errors_costOnlyThemselves(String css, String expected) {
        assertThat(stylesheet(css)).isEqualTo(expected.equals("§§") ? "" : expected);
    }

    @Test
    void lineEndInAString_endsIt() {
        assertThat(stylesheet("a{b:'c\n;d:e}f{g:h}")).isEqualTo("a{b:\"\n;d:e;}f{g:h;}");
    }

    @Test
    void positions_areThoseOfNames_whateverEndsALine() {
        List<Declaration> found = CssParser.declarations("a:b;\r\n  c:d;\f\te:f;\r g:h");
        assertThat(found)
                .extracting(
                        declaration -> declaration.property() + "@" + declaration.line() + ":" + declaration.column())
                .containsExactly("a@1:1", "c@2:3", "e@3:2", "g@4:2");
    }

    @Test
    void prelude_keepsItsTextAndPlace() {
        Rule rule = CssParser.stylesheet("\n  a >/* x */ b  {}").rules().getFirst();
        assertThat(rule.prelude().text()).isEqualTo("a >/* x */ b");
        assertThat(rule.prelude().line()).isEqualTo(2);
        assertThat(rule.prelude().column()).isEqualTo(3);
    }

    @Test
    void styleAttribute_takesNoRules() {
        assertThat(shown(CssParser.declarations("a:b;c{d:e}f:g"))).isEqualTo("a:b;f:g;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[",
                "{",
                "a(",
                "a{",
                "a{b:(",
                "@media x{",
                "a{b:c;",
                "a:b{}",
                "a{b:{}",
                "url(",
                "/*",
                "'",
                "\\"
            })
    void hostileRepetition_isReadOnASmallStack(String part) throws InterruptedException {
        String css = part.repeat(100_000);
        int[] rules = {-1};
        Thread thread = new Thread(
                null, () -> rules[0] = shown(CssParser.stylesheet(css).rules()).length(), "small", 512 * 1024);
        thread.start();
        thread.join();
        assertThat(rules[0]).isNotNegative();
    }

    @Test
    void valuesNestedTooDeep_areBad() {
        List<ComponentValue> shallow = Values.of("a(".repeat(100) + "b");
        List<ComponentValue> deep = Values.of("a(".repeat(1_000) + "b");
        assertThat(Values.validAnywhere(shallow)).isTrue();
        assertThat(Values.validAnywhere(deep)).isFalse();
    }
}
