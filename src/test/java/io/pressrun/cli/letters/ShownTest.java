package io.pressrun.cli.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShownTest {
    @Test
    void whatATerminalWouldObey_isEscaped() {
        assertThat(Shown.text("a\u001b[31mb\u009bc\u202ed\r\ne", false))
                .isEqualTo("a\\u001b[31mb\\u009bc\\u202ed\\u000d\\u000ae");
    }

    @Test
    void lineBreaks_areKeptWhereTheyAreAllowed() {
        assertThat(Shown.text("a\n\tb\u0007", true)).isEqualTo("a\n\tb\\u0007");
    }

    @Test
    void longText_isCutBetweenCharacters() {
        assertThat(Shown.brief("😀😀😀😀", 3)).isEqualTo("😀😀…");
        assertThat(Shown.brief("😀😀😀", 3)).isEqualTo("😀😀😀");
    }

    @ParameterizedTest
    @CsvSource({"-5,0s", "0,0s", "59,59s", "60,1m", "3599,59m", "3600,1h", "7260,2h 1m", "86400,1d", "180000,2d 2h"})
    void age_hasTheTwoLargestUnits(long seconds, String text) {
        assertThat(Shown.age(Duration.ofSeconds(seconds))).isEqualTo(text);
    }
}
