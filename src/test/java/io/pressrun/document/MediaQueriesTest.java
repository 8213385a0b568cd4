package io.pressrun.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaQueriesTest {
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
            })
    void holdsOnPaper(String list) {
        assertThat(MediaQueries.mayPrint(list)).isTrue();
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
            })
    void doesNotHoldOnPaper(String list) {
        assertThat(MediaQueries.mayPrint(list)).isFalse();
    }
}
