package io.pressrun.cli.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TerminalTextTest {
    @Test
    void whatATerminalWouldObey_isEscaped() {
        assertThat(TerminalText.text("a\u001b[31mb\u009bc\u202ed\r\ne", false))
                .isEqualTo("a\\u001b[31mb\\u009bc\\u202ed\\u000d\\u000ae");
    }

    @Test
    void lineBreaks_areKeptWhereTheyAreAllowed() {
        assertThat(TerminalText.text("a\n\tb\u0007", true)).isEqualTo("a\n\tb\\u0007");
    }

    @Test
    void longText_isCutBetweenCharacters() {
        assertThat(TerminalText.brief("😀😀😀😀", 3)).isEqualTo("😀😀…");
        assertThat(TerminalText.brief("😀😀😀", 3)).isEqualTo("😀😀😀");
    }

    @ParameterizedTest
    @CsvSource({"-5,0s", "0,0s", "59,59s", "60,1m", "3599,59m", "3600,1h", "7260,2h 1m", "86400,1d", "180000,2d 2h"})
    void age_hasTheTwoLargestUnits(long seconds, String text) {
        assertThat(TerminalText.age(Duration.ofSeconds(seconds))).isEqualTo(text);
    }
}
