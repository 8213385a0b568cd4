package io.pressrun.css;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.RenderJob.Orientation;
import io.pressrun.job.RenderJob.PageSetup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                "(max-height: 2000px)",
            })
    void holdsOnPaper(String list) {
        assertThat(new MediaQueries(PageSize.DEFAULT).mayPrint(list)).isTrue();
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
                "(100px < width < 700px)",
                "not (orientation: portrait)",
                "not all and (min-width: 768px)",
                "(min-width: 1000px) or (hover: hover)",
                "(color) and (not (min-width: 640px))",
                "(max-height: 500px)",
            })
    void doesNotHoldOnPaper(String list) {
        assertThat(new MediaQueries(PageSize.DEFAULT).mayPrint(list)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "A4, LANDSCAPE, (orientation: landscape) and (min-width: 1000px), true",
        "A4, LANDSCAPE, (orientation: portrait), false",
        "A3, PORTRAIT, (min-width: 1000px), true",
        "100mm 50mm, , (orientation: landscape) and (width < 400px), true",
        "letter, , (width: 816px), true",
    })
    void pagesOfOtherSizes_haveOtherAnswers(String size, Orientation orientation, String list, boolean expected) {
        PageSize page = PageSize.of(new PageSetup(size, orientation, null));

        assertThat(new MediaQueries(page).mayPrint(list)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(color: red) | true",
                "(display:grid) | false",
                "(display: inline-flex) | false",
                "not (display: grid) | true",
                "not (color: red) | false",
                "(display: grid) or (float: left) | true",
                "(color: red) and (not (grid-template-rows: subgrid)) | true",
                "selector(:has(a)) | true",
                "(gridlike: no) | true",
                "nonsense | true",
            })
    void supports_isJudgedByWhatTheEngineLaysOut(String condition, boolean expected) {
        assertThat(MediaQueries.maySupport(condition)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "not (", "((a) and ", "a(", "(a", "supports(", "layer("})
    void hostileConditions_areReadToTheirEnd(String piece) {
        String condition = piece.repeat(100_000);

        assertThat(MediaQueries.maySupport(condition)).isTrue();
        assertThat(new MediaQueries(PageSize.DEFAULT).mayImport("supports(" + condition))
                .isTrue();
        assertThat(new MediaQueries(PageSize.DEFAULT).mayPrint("(" + condition)).isTrue();
    }
}
