package io.pressrun.css.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pressrun.css.color.Rgba;
import io.pressrun.css.grammar.ValueGrammar;
import io.pressrun.css.math.Cursor;
import io.pressrun.css.syntax.Values;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaintingTest {
    private static Value parse(String definition, String text) {
        return Objects.requireNonNull(ValueGrammar.of(definition).parse(new Cursor(Values.of(text))));
    }

    private static List<Ramp.Point> ramp(String text) {
        return Ramp.of((Gradient) parse("<image>", text), 200, Rgba.BLACK);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
                    linear-gradient(red, blue) @ 0.0 #ff0000 1.0 #0000ff
                    linear-gradient(red, lime, blue) @ 0.0 #ff0000 0.5 #00ff00 1.0 #0000ff
                    linear-gradient(red 20px, lime, blue 80%) @ 0.1 #ff0000 0.45 #00ff00 0.8 #0000ff
                    linear-gradient(red 50%, blue 20%) @ 0.5 #ff0000 0.5 #0000ff
                    linear-gradient(red -50%, blue 150%) @ -0.5 #ff0000 1.5 #0000ff
                    linear-gradient(red 0 25%, currentcolor 0) @ 0.0 #ff0000 0.25 #ff0000 0.25 #000000
                    conic-gradient(red 90deg, blue 75%) @ 0.25 #ff0000 0.75 #0000ff
                    linear-gradient(in oklab, red, red) @ 0.0 #ff0000 1.0 #ff0000
                    """)
    void stops_arePlaced(String text, String expected) {
        assertThat(ramp(text).stream()
                        .map(point -> Math.rint(point.offset() * 1e6) / 1e6 + " "
                                + point.color().css())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @Test
    void anotherSpace_isMixedInSteps() {
        List<Ramp.Point> points = ramp("linear-gradient(in oklab, white, black)");
        assertThat(points).hasSize(17);
        assertThat(points.get(8).offset()).isEqualTo(0.5);
        assertThat(points.get(8).color().css()).isEqualTo("#636363");
    }

    @Test
    void aHint_movesTheMiddle() {
        List<Ramp.Point> points = ramp("linear-gradient(white, 25%, black)");
        assertThat(points.get(4).offset()).isEqualTo(0.25);
        assertThat(points.get(4).color().css()).isEqualTo("#808080");
    }

    @Test
    void aLongWayAroundTheHues_passesOthersEvenBetweenEqualColours() {
        assertThat(ramp("linear-gradient(in hsl longer hue, red, red)")
                        .get(8)
                        .color()
                        .css())
                .isEqualTo("#00ffff");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
                    none @ 10 20 @ 10 20
                    translate(10px, 50%) @ 0 0 @ 10 25
                    translateX(10%) @ 0 0 @ 10 0
                    scale(2) @ 10 20 @ 20 40
                    scale(2, 50%) @ 10 20 @ 20 10
                    rotate(90deg) @ 10 0 @ 0 10
                    skewX(45deg) @ 0 10 @ 10 10
                    matrix(1, 2, 3, 4, 5, 6) @ 1 1 @ 9 12
                    translate(10px) rotate(90deg) @ 10 0 @ 10 10
                    rotate(90deg) translate(10px) @ 0 0 @ 0 10
                    rotateX(60deg) @ 10 20 @ 10 10
                    translateZ(5px) perspective(10px) @ 10 20 @ 10 20
                    """)
    void aTransform_movesPoints(String text, String from, String to) {
        Transform transform = Objects.requireNonNull(Transform.of(parse("none | <transform>+", text), 100, 50));
        String[] point = from.split(" ", -1);
        String[] wanted = to.split(" ", -1);
        double x = Double.parseDouble(point[0]);
        double y = Double.parseDouble(point[1]);
        assertThat(transform.a() * x + transform.c() * y + transform.e())
                .isCloseTo(Double.parseDouble(wanted[0]), within(1e-9));
        assertThat(transform.b() * x + transform.d() * y + transform.f())
                .isCloseTo(Double.parseDouble(wanted[1]), within(1e-9));
    }

    @Test
    void aTransformOfSpace_isNone() {
        assertThat(Transform.of(parse("<transform>", "rotate3d(1, 1, 0, 45deg)"), 1, 1))
                .isNull();
    }
}
