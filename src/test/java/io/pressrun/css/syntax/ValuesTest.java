package io.pressrun.css.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.css.syntax.ComponentValue.Delim;
import io.pressrun.css.syntax.ComponentValue.Dimension;
import io.pressrun.css.syntax.ComponentValue.Function;
import io.pressrun.css.syntax.ComponentValue.Hash;
import io.pressrun.css.syntax.ComponentValue.Ident;
import io.pressrun.css.syntax.ComponentValue.Mark;
import io.pressrun.css.syntax.ComponentValue.Number;
import io.pressrun.css.syntax.ComponentValue.Percentage;
import io.pressrun.css.syntax.ComponentValue.Text;
import io.pressrun.css.syntax.ComponentValue.Url;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    static Stream<Arguments> tokens() {
        return Stream.of(
                Arguments.of("a", new Ident("a")),
                Arguments.of("-a", new Ident("-a")),
                Arguments.of("--", new Ident("--")),
                Arguments.of("--A", new Ident("--A")),
                Arguments.of("\u00e9\u4e2d", new Ident("\u00e9\u4e2d")),
                Arguments.of("a\\b", new Ident("a\u000b")),
                Arguments.of("\\41 b", new Ident("Ab")),
                Arguments.of("\\000041b", new Ident("Ab")),
                Arguments.of("\\110000 ", new Ident("\ufffd")),
                Arguments.of("\\0 ", new Ident("\ufffd")),
                Arguments.of("md\\:flex", new Ident("md:flex")),
                Arguments.of("\\1F600 x", new Ident("\ud83d\ude00x")),
                Arguments.of("a\u0000b", new Ident("a\ufffdb")),
                Arguments.of("#a", new Hash("a", true)),
                Arguments.of("#-a", new Hash("-a", true)),
                Arguments.of("#0a", new Hash("0a", false)),
                Arguments.of("#-0", new Hash("-0", false)),
                Arguments.of("12", new Number(12, true, false)),
                Arguments.of("+12", new Number(12, true, true)),
                Arguments.of("-.5", new Number(-0.5, false, true)),
                Arguments.of("1.5e3", new Number(1500, false, false)),
                Arguments.of("1e3", new Number(1000, false, false)),
                Arguments.of("0.1", new Number(0.1, false, false)),
                Arguments.of("12345678901234567890", new Number(12345678901234567000d, true, false)),
                Arguments.of("1e999", new Number(Double.MAX_VALUE, false, false)),
                Arguments.of("50%", new Percentage(50)),
                Arguments.of("1PX", new Dimension(1, "px", true, false)),
                Arguments.of("1e", new Dimension(1, "e", true, false)),
                Arguments.of("1e-x", new Dimension(1, "e-x", true, false)),
                Arguments.of("2n-1", new Dimension(2, "n-1", true, false)),
                Arguments.of("'a\"b'", new Text("a\"b")),
                Arguments.of("\"a\\\nb\"", new Text("ab")),
                Arguments.of("\"a\\22 b\"", new Text("a\"b")),
                Arguments.of("url(a)", new Url("a")),
                Arguments.of("URL( a )", new Url("a")),
                Arguments.of("url('a b')", new Url("a b")),
                Arguments.of("url( \"a\" )", new Url("a")),
                Arguments.of("url(a\\ b)", new Url("a b")),
                Arguments.of("url(a b)", Mark.BAD_URL),
                Arguments.of("F()", new Function("f", List.of())),
                Arguments.of("-->", Mark.CDC),
                Arguments.of("<!--", Mark.CDO),
                Arguments.of("<", new Delim('<')),
                Arguments.of("\ud83d", new Ident("\ud83d")),
                Arguments.of("/", new Delim('/')));
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void token_isRead(String css, ComponentValue expected) {
        assertThat(Values.of(css)).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "1px solid #0a0b0c",
                "f(a, b 1.5em) [c] {d} \"e\\\"f\" url(\"g h\")",
                "a/**/b",
                "1/**/e3",
                "1/**/px",
                "\\31 a -\\31 a \\- a\\:b",
                "1\\65 3",
                "calc(1px + -2px * 3 / 4)",
                "+.5 -1 50%",
                "@a #b <!-- --> ~ | ^",
                "a/**/(b)",
                "#/**/a ./**/5",
            })
    void text_isReadAsTheSameValues(String css) {
        List<ComponentValue> values = Values.of(css);
        assertThat(Values.of(Values.text(values))).isEqualTo(values);
    }

    @Test
    void whiteSpaceAroundComments_isOneValue() {
        assertThat(Values.of("a /* */ /* */ b")).containsExactly(new Ident("a"), Mark.WHITE_SPACE, new Ident("b"));
    }

    @Test
    void byComma_partsAreTrimmed_andMayBeEmpty() {
        assertThat(Values.byComma(Values.of("a , (b,c),")))
                .extracting(Values::text)
                .containsExactly("a", "(b,c)", "");
    }
}
