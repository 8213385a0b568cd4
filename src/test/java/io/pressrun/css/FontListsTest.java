package io.pressrun.css;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FontListsTest {
    private static String further(String family) {
        return family.equals("my font") || family.equals("f") ? ",+" : "";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "My  Font | My  Font,+",
                "'My Font' , serif | 'My Font',+ , serif",
                "Arial,F,F | Arial,F,+,F,+",
                "italic 700 12px/1.5 My Font,serif | italic 700 12px/1.5 My Font,+,serif",
                "12px F!important | 12px F,+!important",
                "F ! important | F,+ ! important",
                "My/**/Font | My/**/Font,+",
                "M\\79  Font | M\\79  Font,+",
                "serif | serif",
                "Fx, 'F x' | Fx, 'F x'",
                "`` | ``",
            })
    void name_isFollowedByWhatBelongsToIt(String value, String expected) {
        assertThat(FontLists.value(value, FontListsTest::further)).isEqualTo(expected);
        assertThat(FontLists.declarations("color:red;font:" + value, FontListsTest::further))
                .isEqualTo("color:red;font:" + expected);
        assertThat(FontLists.stylesheet(
                        "a{font-family:" + value + "}@font-face{font-family:" + value + "}", FontListsTest::further))
                .isEqualTo("a{font-family:" + expected + "}@font-face{font-family:" + value + "}");
    }
}
