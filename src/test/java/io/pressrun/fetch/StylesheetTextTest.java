package io.pressrun.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StylesheetTextTest {
    @ParameterizedTest
    @CsvSource({
        "utf-8, , a{ü}",
        "utf-8, text/css, a{ü}",
        "iso-8859-1, text/css; charset=ISO-8859-1, a{ü}",
        "iso-8859-1, 'text/css;charset=\"iso-8859-1\"', a{ü}",
        "windows-1252, text/css; Charset=latin1, a{€}",
        "utf-8, text/css; charset=nonsense, a{ü}",
        "utf-16be, text/css; charset=utf-16be, a{ü}",
        "iso-8859-15, text/css, @charset \"iso-8859-15\"; a{€}",
        "utf-8, text/css; charset=utf-8, @charset \"iso-8859-15\"; a{€}",
        "utf-8, text/css, @charset \"utf-16\"; a{€}",
        "utf-8, text/css, @charset 'iso-8859-15'; a{€}",
        "utf-8, text/css, @charset \"nonsense\"; a{€}",
        "utf-8, text/css, @charset \"iso-8859-15"
    })
    void charset_isFoundInTheOrderOfTheStandard(String written, @Nullable String type, String text) {
        assertThat(StylesheetText.decode(text.getBytes(Charset.forName(written)), type, StandardCharsets.UTF_8)
                        .text())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"utf-8", "utf-16be", "utf-16le"})
    void byteOrderMark_winsAndIsRemoved(String charset) {
        byte[] bytes = "\ufeffa{ü}".getBytes(Charset.forName(charset));

        assertThat(StylesheetText.decode(bytes, "text/css; charset=iso-8859-1", StandardCharsets.UTF_8)
                        .text())
                .isEqualTo("a{ü}");
    }

    @Test
    void bytesThatAreNoText_becomeReplacementCharacters() {
        byte[] bytes = "a{ü}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(StylesheetText.decode(bytes, null, StandardCharsets.UTF_8).text())
                .isEqualTo("a{\ufffd}");
    }

    @ParameterizedTest
    @CsvSource({
        "https://h/page, windows-1250, https://h/a.css, , windows-1250",
        "https://h/page, windows-1250, https://H/a.css, text/css, windows-1250",
        "https://h/page, windows-1250, https://h/a.css, text/css; charset=utf-8, UTF-8",
        "https://h/page, windows-1250, https://cdn.h/a.css, , UTF-8",
        "https://h/page, windows-1250, http://h/a.css, , UTF-8",
        "https://h/page, windows-1250, job:///a.css, , windows-1250",
        "https://h/page, UTF-16LE, https://h/a.css, , UTF-8",
        "https://h/page, UTF-8, https://h/a.css, , UTF-8",
    })
    void stylesheetThatTellsNothing_isInItsReferrersEncoding_withinOneOrigin(
            URI referrer, String encoding, URI location, @Nullable String type, String expected) {
        byte[] bytes = "a{}".getBytes(StandardCharsets.US_ASCII);
        var found = new Asset.Found(location, location, bytes, type);

        assertThat(found.stylesheet(new Referrer(referrer, Charset.forName(encoding)))
                        .charset())
                .isEqualTo(Charset.forName(expected));
    }
}
