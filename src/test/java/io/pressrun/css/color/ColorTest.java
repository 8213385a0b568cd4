package io.pressrun.css.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pressrun.css.syntax.Values;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColorTest {
    private static final Rgba CURRENT = new Rgba(0, 128 / 255.0, 0, 1);

    private static @Nullable Color color(String text) {
        return ColorParser.color(Values.of(text).getFirst());
    }

    private static String printed(String text) {
        Color color = color(text);
        return color == null ? "invalid" : color.rgba(CURRENT).css();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
                    red @ #ff0000
                    RebeccaPurple @ #663399
                    transparent @ rgba(0, 0, 0, 0)
                    CurrentColor @ #008000
                    CanvasText @ #000000
                    LinkText @ #0000ee
                    rgb(1, 2, 3) @ #010203
                    rgba(1,2,3,.5) @ rgba(1, 2, 3, 0.5)
                    rgb(10%, 20%, 30%, 50%) @ rgba(26, 51, 77, 0.5)
                    rgb(1 2 3 / 50%) @ rgba(1, 2, 3, 0.5)
                    rgb(none 255 10% / none) @ rgba(0, 255, 26, 0)
                    rgb(300 -5 calc(100 + 28)) @ #ff0080
                    hsl(120, 100%, 25%) @ #008000
                    hsl(120deg 100% 25%) @ #008000
                    hsl(120 100 25 / .5) @ rgba(0, 128, 0, 0.5)
                    hsl(.5turn 100% 50%) @ #00ffff
                    hsl(-120 100% 50%) @ #0000ff
                    hsla(30, 60%, 50%, 1) @ #cc8033
                    hsl(0 200% 50%) @ #ff0000
                    hwb(194 0% 0%) @ #00c3ff
                    hwb(194 0% 0% / .5) @ rgba(0, 195, 255, 0.5)
                    hwb(0 60 80) @ #6d6d6d
                    lab(46.277% -47.562 48.583) @ #008000
                    lab(0 0 0) @ #000000
                    lab(100 0 0) @ #ffffff
                    lab(29.2345% 39.3825 20.0664) @ #7d2329
                    lch(52.2345% 72.2 56.2) @ #c65d06
                    lch(29.2345% 44.2 27) @ #7d2329
                    lch(60.2345% 59.2 95.2) @ #9d9318
                    oklab(51.975% -0.1403 0.10768) @ #008000
                    oklab(40.101% 0.1147 0.0453) @ #7d2329
                    oklch(51.975% 0.17686 142.495) @ #008000
                    oklch(59.69% 0.156 49.77) @ #c65d07
                    oklch(0.7 50% 0) @ #fb5c99
                    color(srgb 0 .5 100%) @ #0080ff
                    color(srgb-linear 0 0.21586 0) @ #008000
                    color(display-p3 0.21604 0.49418 0.13151) @ #008000
                    color(a98-rgb 0.281363 0.498012 0.116747) @ #008000
                    color(prophoto-rgb 0.230479 0.395789 0.129968) @ #008000
                    color(rec2020 0.23511 0.43184 0.08540) @ #008000
                    color(xyz 0.07719 0.15438 0.02573) @ #008000
                    color(xyz-d50 0.08312 0.154746 0.020961) @ #008000
                    color(xyz-d65 0.07719 0.15438 0.02573 / 50%) @ rgba(0, 128, 0, 0.5)
                    color(srgb none 1 0) @ #00ff00
                    light-dark(red, blue) @ #ff0000
                    cmyk(0, 1, 1, 0) @ #ff0000
                    device-cmyk(0 100% 0 50%) @ #800080
                    """)
    @CsvSource(
            delimiter = '@',
            value = {
                "#123 @ #112233",
                "#1238 @ rgba(17, 34, 51, 0.5333)",
                "#A1b2C3 @ #a1b2c3",
                "#11223380 @ rgba(17, 34, 51, 0.502)"
            })
    void aColor_isPrintedInSrgb(String text, String expected) {
        assertThat(printed(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
                    color-mix(in srgb, red, blue) @ #800080
                    color-mix(in srgb, red 25%, blue) @ #4000bf
                    color-mix(in srgb, red, blue 25%) @ #bf0040
                    color-mix(in srgb, red 30%, blue 30%) @ rgba(128, 0, 128, 0.6)
                    color-mix(in srgb, 25% red, blue) @ #4000bf
                    color-mix(in srgb, rgb(255 0 0 / .2) 50%, rgb(0 0 255 / .8)) @ rgba(51, 0, 204, 0.5)
                    color-mix(in srgb, red, transparent) @ rgba(255, 0, 0, 0.5)
                    color-mix(in srgb, red 150%, blue) @ invalid
                    color-mix(in srgb, red 0%, blue 0%) @ invalid
                    color-mix(in hsl, hsl(40deg 50% 50%), hsl(60deg 50% 50%)) @ #bfaa40
                    color-mix(in hsl shorter hue, hsl(330deg 50% 50%), hsl(40deg 50% 50%)) @ #bf4a40
                    color-mix(in hsl longer hue, hsl(40deg 50% 50%), hsl(60deg 50% 50%)) @ #4055bf
                    color-mix(in hsl increasing hue, hsl(60deg 50% 50%), hsl(40deg 50% 50%)) @ #4055bf
                    color-mix(in hsl decreasing hue, hsl(40deg 50% 50%), hsl(60deg 50% 50%)) @ #4055bf
                    color-mix(in hsl, white 30%, red) @ #e46767
                    color-mix(in lch, white, lch(50 50 none)) @ #e5a8ba
                    color-mix(in oklab, white, black) @ #636363
                    color-mix(white, black) @ #636363
                    color-mix(in srgb, currentcolor, white) @ #80c080
                    color-mix(in srgb, rgb(none 0 0), rgb(100 none 200)) @ #640064
                    color-mix(in foo, red, blue) @ invalid
                    color-mix(in srgb shorter hue, red, blue) @ invalid
                    color-mix(in srgb, red) @ invalid
                    rgb(from red r g b) @ #ff0000
                    rgb(from #123456 b g r) @ #563412
                    rgb(from red calc(r / 2) g b / 50%) @ rgba(128, 0, 0, 0.5)
                    rgb(from rgb(1 2 3 / .4) r g b) @ rgba(1, 2, 3, 0.4)
                    rgb(from currentcolor r g b / alpha) @ #008000
                    hsl(from red calc(h + 120) s l) @ #00ff00
                    hsl(from #ff8000 h s calc(l - 20)) @ #994d00
                    oklch(from red calc(l * .8) c h) @ #c50000
                    lab(from green calc(l + 20) a b) @ #51b640
                    color(from red srgb r g b) @ #ff0000
                    color(from color(srgb .1 .2 .3) srgb b g r / .5) @ rgba(77, 51, 26, 0.5)
                    rgb(from foo r g b) @ invalid
                    rgb(from red x g b) @ invalid
                    """)
    void aColorOfOthers_isMixedOrDerived(String text, String expected) {
        assertThat(printed(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo",
                "#12",
                "#12345",
                "#ggg",
                "rgb(1,2)",
                "rgb(1 2)",
                "rgb(1,2 3)",
                "rgb(10%, 2, 3)",
                "rgb(1 2 3 4)",
                "rgb(1 2 3, .5)",
                "rgb(1, 2, 3 / .5)",
                "rgb(none, 1, 2)",
                "rgb(1deg 2 3)",
                "rgb()",
                "hsl(120, 100, 50)",
                "hsl(50%, 10%, 10%)",
                "hsl(1 2)",
                "hwb(1, 2%, 3%)",
                "lab(1, 2, 3)",
                "lab(50deg 1 1)",
                "lch(1 2 3%)",
                "oklch(1 2 3px)",
                "color(foo 1 2 3)",
                "color(srgb 1 2)",
                "color(srgb 1 2 3 4)",
                "color(srgb 1deg 2 3)",
                "color(lab 1 2 3)",
                "light-dark(red)",
                "light-dark(red, foo)",
                "rgb(1 2 3 / red)",
                "rgb(1 2 3 /)",
                "cmyk(1,2,3)",
                "cmyk(0,0,0,foo)"
            })
    void whatIsNoColor_isRefused(String text) {
        assertThat(color(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oklch(0.9 0.4 150)",
                "color(display-p3 0 1 0)",
                "lch(80 130 150)",
                "color(rec2020 1 0 0)",
                "color(srgb 1.5 -0.3 0)",
                "oklab(0.6 -0.4 0.4)"
            })
    void aColorOutsideTheGamut_keepsItsLightness(String text) {
        Color.Fixed fixed = (Color.Fixed) Objects.requireNonNull(color(text));
        double[] wanted = Conversion.convert(fixed.space(), ColorSpace.OKLCH, fixed.components());
        if (fixed.space() == ColorSpace.SRGB) {
            assertThat(fixed.rgba()).isEqualTo(new Rgba(1, 0, 0, 1));
            return;
        }
        Rgba rgba = fixed.rgba();
        double[] got = Conversion.convert(
                ColorSpace.SRGB, ColorSpace.OKLCH, new double[] {rgba.red(), rgba.green(), rgba.blue()});
        assertThat(got[0]).isCloseTo(wanted[0], within(0.03));
        assertThat(Math.abs((got[2] - wanted[2] + 540) % 360 - 180)).isLessThan(12);
        assertThat(got[1]).isLessThanOrEqualTo(wanted[1] + 0.001);
    }

    @ParameterizedTest
    @CsvSource({"oklch(1.2 .1 20), #ffffff", "oklch(-1 .1 20), #000000", "lab(100 80 80), #ffffff"})
    void aLightnessOutside_isWhiteOrBlack(String text, String expected) {
        assertThat(printed(text)).isEqualTo(expected);
    }

    @Test
    void conversions_leadBack() {
        double[] rgb = {0.2, 0.6, 0.9};
        for (ColorSpace space : ColorSpace.values()) {
            double[] there = Conversion.convert(ColorSpace.SRGB, space, rgb);
            double[] back = Conversion.convert(space, ColorSpace.SRGB, there);
            for (int component = 0; component < 3; component++) {
                assertThat(back[component]).as(space.text()).isCloseTo(rgb[component], within(1e-9));
            }
        }
    }

    @Test
    void deepNesting_isRefused() {
        String mix = "red";
        for (int depth = 0; depth < 40; depth++) {
            mix = "color-mix(in srgb, " + mix + ", blue)";
        }
        assertThat(color(mix)).isNull();
    }
}
