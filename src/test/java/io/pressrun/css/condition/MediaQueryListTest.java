package io.pressrun.css.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.css.syntax.Values;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaQueryListTest {
    /** A4, upright. */
    private static final MediaEnvironment PAGE = new MediaEnvironment(793.7, 1122.5);

    private static boolean holds(String list) {
        return MediaQueryList.parse(Values.of(list)).holds(PAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "all",
                "PRINT",
                "screen, print",
                "only print and (color)",
                "not screen",
                "(min-width: 600px)",
                "print and (max-width: 210mm)",
                "(orientation: portrait)",
                "(min-resolution: 2dppx)",
                "not (hover: hover)",
                "(width >= 100px)",
                "screen and (min-width: 1px), (min-width:1px)",
                "/* c */ print /* d */ and/**/(color)",
                "(width >= 40rem)",
                "(400px <= width < 1000px)",
                "(1000px > device-width)",
                "not (min-width: 1000px)",
                "not all and (min-width: 1000px)",
                "(min-width: 1000px) or (orientation: portrait)",
                "(color) and (not (hover: hover))",
                "(min-width: calc(1px * (2 + 3)))",
                "((((min-width: 1px))))",
                "(width)",
                "(update: none)",
                "(overflow-block: paged)",
                "(prefers-color-scheme: light)",
                "(scripting: none)",
                "(max-aspect-ratio: 1/1)",
                "(aspect-ratio < 16 / 9)",
                "(-webkit-min-device-pixel-ratio: 1.5)",
                "(WIDTH > 1PX)",
                "(monochrome: 0)",
                "(min-color: 8)",
                "not (grid)",
                "(unknown) or (color)",
                "(width: 210mm)",
                "(width = 210mm)",
                "(height >= 100vh)",
                "unknown, print",
                "(unknown), print",
                "print and (not (grid))",
                "(prefers-reduced-motion: no-preference)",
            })
    void holdsInPrint(String list) {
        assertThat(holds(list)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "screen",
                "only screen and (min-width: 100px)",
                "speech, tv",
                "not print",
                "not all",
                "(max-width: 600px)",
                "(min-width: 100em)",
                "(prefers-color-scheme:dark)",
                "print and (orientation: landscape)",
                "layer",
                "screen /* print */",
                "/* print */screen,",
                "(width >= 80rem)",
                "(1000px <= width)",
                "(hover)",
                "(hover: hover)",
                "(pointer: fine)",
                "(update: fast)",
                "(unknown)",
                "not (unknown)",
                "(unknown: 1px)",
                "(min-width: 1foo)",
                "(min-width: red)",
                "(min-width)",
                "print and",
                "print (color)",
                "and (color)",
                "(color) and (color) or (color)",
                "print and (color) or (grid)",
                "print or (color)",
                "(color) print",
                "not",
                "only",
                "(",
                "unknown(x)",
                "(100px < width > 200px)",
                "(width < )",
                "(prefers-reduced-motion)",
                "(monochrome)",
                "(scripting: enabled)",
                "(color)and (grid)",
                "not print and (color)",
                "()",
                "(min-width: 1px) and",
                "(forced-colors: active)",
            })
    void doesNotHoldInPrint(String list) {
        assertThat(holds(list)).isFalse();
    }
}
