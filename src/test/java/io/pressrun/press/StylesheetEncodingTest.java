package io.pressrun.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StylesheetEncodingTest {
    private static final Charset LATIN_2 = Charset.forName("ISO-8859-2");

    private TestPress press;

    @BeforeEach
    void start() throws IOException {
        press = new TestPress();
    }

    @AfterEach
    void stop() throws IOException {
        press.close();
    }

    private void at(String path, String type, String text, Charset charset) {
        press.at(path, (request, wire) -> wire.respond("200 OK", Map.of("Content-Type", type), text.getBytes(charset)));
    }

    private void print(String path) {
        press.printed("{'source': {'url': '" + press.url(path) + "'}}");
    }

    @ParameterizedTest
    @CsvSource({"text/html; charset=iso-8859-2, ''", "text/html, <meta charset=latin2>"})
    void stylesheetWithoutDeclaration_isInTheEncodingOfItsDocument(String type, String meta) throws Exception {
        at("/page", type, meta + "<link rel=stylesheet href=a.css><p>ő", LATIN_2);
        at("/a.css", "text/css", "p::after{content:'ű'}", LATIN_2);

        print("/page");

        assertThat(press.text()).isEqualTo("őű");
    }

    @Test
    void importedStylesheet_isInTheEncodingOfWhatImportsIt() throws Exception {
        at("/page", "text/html; charset=utf-8", "<link rel=stylesheet href=a.css><p>ő", Charset.forName("UTF-8"));
        at("/a.css", "text/css; charset=iso-8859-2", "@import 'dir/b.css';p::before{content:'ł'}", LATIN_2);
        at("/dir/b.css", "text/css", "p::after{content:'ű'}", LATIN_2);

        print("/page");

        assertThat(press.text()).isEqualTo("łőű");
    }

    @Test
    void whatIsFetchedAhead_isWhatTheEngineAsksFor() throws Exception {
        at("/page", "text/html; charset=iso-8859-2", "<link rel=stylesheet href=a.css><p>x", LATIN_2);
        at("/a.css", "text/css", "p{background:url(ű.png)}", LATIN_2);
        press.image("/%C5%B1.png");

        print("/page");

        assertThat(press.site.targets()).containsExactlyInAnyOrder("/page", "/a.css", "/%C5%B1.png");
        assertThat(press.images()).isOne();
    }

    @Test
    void referencesOfARedirectedStylesheet_areRelativeToWhereItCameFrom() throws Exception {
        at("/page", "text/html", "<link rel=stylesheet href=a.css><p>x", Charset.forName("UTF-8"));
        press.at("/a.css", (request, wire) -> wire.redirect("302 Found", "/v2/a.css"));
        at("/v2/a.css", "text/css", "@import 'b.css';p{background:url(a.png)}", Charset.forName("UTF-8"));
        at("/v2/b.css", "text/css", "p::after{content:'y'}", Charset.forName("UTF-8"));
        press.image("/v2/a.png");

        print("/page");

        assertThat(press.site.targets())
                .containsExactlyInAnyOrder("/page", "/a.css", "/v2/a.css", "/v2/b.css", "/v2/a.png");
        assertThat(press.text()).isEqualTo("xy");
        assertThat(press.images()).isOne();
    }
}
