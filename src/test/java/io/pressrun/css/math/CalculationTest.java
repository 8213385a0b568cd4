package io.pressrun.css.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.Values;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalculationTest {
    /** An em of 10 px, and all other relative units of 1 px. */
    private static final Scale SCALE = unit -> unit == Unit.EM ? 10 : 1;

    private static @Nullable Calculation parse(String text) {
        return Values.of(text).getFirst() instanceof ComponentValue.Function function
                ? Calculation.parse(function, true, Map.of())
                : null;
    }

    /** Simplified for an element, as text. */
    private static String simplified(String text) {
        Calculation parsed = parse(text);
        return parsed == null ? "invalid" : parsed.calc().simplified(SCALE).text();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
                    calc(1px + 2px) @ 3px
                    calc(1px + 1em) @ 11px
                    calc(1in - 1px) @ 95px
                    calc(2 * 3px) @ 6px
                    calc(3px * 2 / 4) @ 1.5px
                    calc(1 + 2 * 3) @ 7
                    calc((1 + 2) * 3) @ 9
                    calc(10px - 2px - 3px) @ 5px
                    calc(12 / 2 / 3) @ 2
                    calc(1px + (2px - (3px * 2))) @ -3px
                    calc(100% - 20px) @ calc(100% + -20px)
                    calc(50% + 10%) @ 60%
                    calc((100% - 10px) / 2) @ calc(50% + -5px)
                    calc(2 * (1em + 5%)) @ calc(20px + 10%)
                    calc(10px / 2px) @ 5
                    calc(2px * 3px / 1px) @ 6px
                    calc(1em / 1px) @ 10
                    calc(1px * (4px / 2px)) @ 2px
                    calc(1turn - 90deg) @ 270deg
                    calc(1s + 500ms) @ 1.5s
                    calc(1dppx + 96dpi) @ 2dppx
                    calc(calc(1px) + calc(2px)) @ 3px
                    min(1px, 2px, 3px) @ 1px
                    max(1em, 5px) @ 10px
                    min(10%, 20%) @ 10%
                    min(10%, 20px) @ min(10%, 20px)
                    min(5px) @ 5px
                    clamp(1px, 5px, 3px) @ 3px
                    clamp(4px, 5px, 3px) @ 4px
                    clamp(none, 5px, 3px) @ 3px
                    clamp(7px, 5px, none) @ 7px
                    clamp(none, 5px, none) @ 5px
                    clamp(10px, 5%, 1em) @ clamp(10px, 5%, 10px)
                    round(2.5) @ 3
                    round(-2.5) @ -2
                    round(nearest, 22px, 10px) @ 20px
                    round(up, 21px, 10px) @ 30px
                    round(down, -21px, 10px) @ -30px
                    round(to-zero, -21px, 10px) @ -20px
                    round(25px, -10px) @ 30px
                    mod(18px, 5px) @ 3px
                    mod(-18px, 5px) @ 2px
                    mod(18px, -5px) @ -2px
                    rem(-18px, 5px) @ -3px
                    rem(18px, -5px) @ 3px
                    abs(-2em) @ 20px
                    sign(-5px) @ -1
                    sign(0) @ 0
                    sin(30deg) @ 0.5
                    sin(180deg) @ 0
                    cos(90deg) @ 0
                    cos(pi) @ -1
                    tan(45deg) @ 1
                    asin(1) @ 90deg
                    acos(-1) @ 180deg
                    atan(1) @ 45deg
                    atan2(1px, -1px) @ 135deg
                    pow(2, 10) @ 1024
                    sqrt(16) @ 4
                    hypot(3px, 4px) @ 5px
                    hypot(2) @ 2
                    log(e) @ 1
                    log(8, 2) @ 3
                    exp(0) @ 1
                    calc(1px * pi) @ 3.141593px
                    calc(-1 * e) @ -2.718282
                    calc(sin(30deg) * 10px) @ 5px
                    calc(1px * abs(-3)) @ 3px
                    calc(100px * sign(50%)) @ calc(100px * sign(50%))
                    max(0px, 100% - 20px) @ max(0px, calc(100% + -20px))
                    -webkit-calc(1px + 1px) @ 2px
                    calc(1px + 2vw) @ 3px
                    calc(1e1px + 1E+1px) @ 20px
                    """)
    void aCalculation_isSimplified(String text, String expected) {
        assertThat(simplified(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calc()",
                "calc(1px +2px)",
                "calc(1px+ 2px)",
                "calc(1px -2px)",
                "calc(1 px)",
                "calc(1px 2px)",
                "calc(* 2)",
                "calc(2 *)",
                "calc(1px + 1)",
                "calc(1px + 1s)",
                "calc(1px * 1px)",
                "calc(1 / 1px)",
                "calc(1px + + 1px)",
                "calc(1px, 2px)",
                "calc(foo)",
                "calc(1foo)",
                "calc(#fff)",
                "calc([1px])",
                "calc(none)",
                "min()",
                "min(1px,)",
                "max(1px, 1)",
                "clamp(1px, 2px)",
                "clamp(1px, none, 2px)",
                "clamp(1px, 2px, 3px, 4px)",
                "round()",
                "round(1px)",
                "round(foo, 1px, 1px)",
                "round(1px, 1px, 1px)",
                "round(up)",
                "mod(1px)",
                "mod(1px, 1s)",
                "rem(1)",
                "abs()",
                "sign(1, 2)",
                "sin(1px)",
                "asin(1deg)",
                "atan2(1px, 1)",
                "pow(1px, 2)",
                "pow(2)",
                "sqrt(4px)",
                "hypot()",
                "hypot(1px, 1)",
                "log(1px)",
                "log(1, 2, 3)",
                "exp(1%)",
                "foo(1)"
            })
    void aCalculationOfOtherTypes_isInvalid(String text) {
        assertThat(simplified(text)).isEqualTo("invalid");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
                    calc(1px / 0) @ 33554428
                    calc(-1px / 0) @ -33554428
                    calc(0px / 0) @ 0
                    calc(infinity * 1px) @ 33554428
                    calc(NaN * 1px) @ 0
                    round(1px, 0px) @ 0
                    round(up, 1px, infinity * 1px) @ 33554428
                    round(5px, infinity * 1px) @ 0
                    mod(-1px, infinity * 1px) @ 0
                    mod(5px, infinity * 1px) @ 5
                    tan(90deg) @ 33554428
                    sqrt(-1) @ 0
                    """)
    void aResultThatIsNoNumber_isZeroOrVeryMuch(String text, double expected) {
        Calculation parsed = Objects.requireNonNull(parse(text));
        assertThat(parsed.constant()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
                    calc(100% - 20px) @ 180
                    min(50%, 150px) @ 100
                    max(50%, 150px) @ 150
                    clamp(10px, 10%, 15px) @ 15
                    calc(10px + min(10%, 5px) * 2) @ 20
                    calc(100px * sign(50% - 101px)) @ -100
                    round(down, 33%, 20px) @ 60
                    calc(1px * (100% / 50%)) @ 2
                    hypot(3%, 8px) @ 10
                    """)
    void aPercentage_isResolvedWhenItsBasisIsKnown(String text, double expected) {
        Calculation parsed = Objects.requireNonNull(parse(text));
        assertThat(LengthPercentage.of(parsed.calc().simplified(SCALE)).resolve(200))
                .isEqualTo(expected);
    }

    @Test
    void aSumOfLengthsAndPercentages_isLinear() {
        Calculation parsed = Objects.requireNonNull(parse("calc((100% - 1em) / 3 + 2px)"));
        assertThat(LengthPercentage.of(parsed.calc().simplified(SCALE)))
                .isInstanceOfSatisfying(LengthPercentage.Linear.class, linear -> {
                    assertThat(linear.percent()).isCloseTo(100 / 3.0, within(1e-9));
                    assertThat(linear.px()).isCloseTo(2 - 10 / 3.0, within(1e-9));
                    assertThat(linear.hasPercent()).isTrue();
                });
    }

    @Test
    void aPercentageOfNothing_isStillOne() {
        assertThat(LengthPercentage.percent(0).hasPercent()).isTrue();
        assertThat(LengthPercentage.px(0).hasPercent()).isFalse();
    }

    @Test
    void deepNesting_isRefused() {
        String text = "calc(".repeat(100) + "1px" + ")".repeat(100);
        assertThat(simplified(text)).isEqualTo("invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "0.5, 0.5",
        "-0, 0",
        "1e-9, 0",
        "123456789, 123456789",
        "1.23456789, 1.234568",
        "1e20, 1000000000000000"
    })
    void aNumber_isWrittenWithoutAnExponent(double number, String expected) {
        assertThat(Numbers.text(number)).isEqualTo(expected);
    }
}
