package io.pressrun.press;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.deliver.DirectoryObjects;
import io.pressrun.job.AssetReport;
import io.pressrun.job.Outcome;
import io.pressrun.job.Warning;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebFontsTest {
    private static final Path KINDS = Path.of("src/test/resources/io/pressrun/render/kinds");

    @TempDir
    Path directory;

    private DirectoryObjects objects;
    private TestPress press;

    @BeforeEach
    void start() throws IOException {
        objects = new DirectoryObjects(directory, 1);
        press = new TestPress((object, maxBytes) ->
                objects.read(URI.create(object.toString().replaceFirst("^s3://templates/", "")), maxBytes));
        for (String name : List.of("test.ttf", "test.woff", "test.woff2", "metrics.woff2", "cff.woff2", "cff.otf")) {
            byte[] file = Files.readAllBytes(KINDS.resolve(name));
            press.at("/" + name, (request, wire) -> wire.respond("200 OK", Map.of(), file));
        }
    }

    @AfterEach
    void stop() throws IOException {
        press.close();
        objects.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"test.ttf", "test.woff", "test.woff2", "metrics.woff2"})
    void font_ofEachKind_isEmbedded_andItsTextCanBeRead(String name) throws Exception {
        var printed =
                print("<style>@font-face{font-family:F;src:url(" + name + ")}p{font-family:F}</style><p>Grüße, AVAWA");

        assertThat(printed.warnings()).isEmpty();
        assertThat(press.fonts()).containsExactly("PressrunTest");
        assertThat(press.text()).isEqualTo("Grüße, AVAWA");
    }

    @Test
    void font_thatNothingUses_isNotFetched() throws Exception {
        press.at(
                "/a.css",
                (request, wire) -> wire.ok(
                        "text/css",
                        "@font-face{font-family:F;src:url(test.woff2)}"
                                + "@font-face{font-family:G;src:url(test.woff)}"
                                + "@font-face{font-family:G;src:url(test.ttf);unicode-range:U+400-4FF}"));

        var printed = print("<link rel=stylesheet href=a.css><p style='font-family:G'>x");

        assertThat(printed.warnings()).isEmpty();
        assertThat(press.site.targets()).containsExactlyInAnyOrder("/page", "/a.css", "/test.woff");
        assertThat(press.fonts()).containsExactly("PressrunTest");
    }

    /** The engine knows no ranges, and would take the first face for all. */
    @Test
    void faceForOtherCharacters_isNotTakenForTheText() throws Exception {
        print("<style>@font-face{font-family:F;src:url(test.woff);unicode-range:U+400-4FF}"
                + "@font-face{font-family:F;src:url(test.woff2);unicode-range:U+0-FF}p{font-family:F}</style><p>x");

        assertThat(press.site.targets()).containsExactlyInAnyOrder("/page", "/test.woff2");
        assertThat(press.fonts()).containsExactly("PressrunTest");
    }

    @Test
    void ofSeveralSources_theFirstThatCanBeUsedIsFetchedAlone() throws Exception {
        print("<style>@font-face{font-family:F;src:url(test.eot),url(test.woff2) format('woff2'),url(test.woff)}"
                + "p{font-family:F}</style><p>x");

        assertThat(press.site.targets()).containsExactlyInAnyOrder("/page", "/test.woff2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.woff2", "page", "cff.woff2"})
    void sourceThatFails_isFollowedByTheNext(String first) throws Exception {
        var printed = print("<style>@font-face{font-family:F;src:url(" + first
                + ") format('woff2'),url(test.woff)}p{font-family:F}</style><p>x");

        assertThat(printed.warnings()).isEmpty();
        assertThat(press.fonts()).containsExactly("PressrunTest");
    }

    @Test
    void sourceThatFails_isNoMissingAsset_whenTheNextIsThere() throws Exception {
        page("<style>@font-face{font-family:F;src:url(no.woff2),url(test.woff)}p{font-family:F}</style><p>x");

        press.printed("{'source': {'url': '" + press.url("/page") + "'}, 'fetch': {'onMissing': 'fail'}}");

        assertThat(press.fonts()).containsExactly("PressrunTest");
    }

    @Test
    void sourceThatIsMissing_isFollowedByOneInTheSheet() throws Exception {
        page("<style>@font-face{font-family:F;src:url(no.woff2),url(data:font/woff2;base64,"
                + Base64.getEncoder().encodeToString(Files.readAllBytes(KINDS.resolve("test.woff2")))
                + ")}p{font-family:F}</style><p>x");

        var printed =
                press.printed("{'source': {'url': '" + press.url("/page") + "'}, 'fetch': {'onMissing': 'fail'}}");

        assertThat(printed.warnings()).isEmpty();
        assertThat(press.fonts()).containsExactly("PressrunTest");
    }

    @Test
    void fontThatTwoFacesFallBackTo_isListedOnce() throws Exception {
        var printed = print("<style>@font-face{font-family:F;src:url(no.woff2),url(test.woff)}"
                + "@font-face{font-family:G;src:url(none.woff2),url(test.woff)}"
                + "p{font-family:F}q{font-family:G}</style><p>x<q>y</q>");

        assertThat(printed.assets())
                .extracting(AssetReport::uri)
                .containsExactly(press.url("/test.woff").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<link rel=stylesheet href='%s'>",
                "<style>@import '%s';</style>",
                "<style>@import 'data:text/css,@import%%20%%22%s%%22;';</style>",
            })
    void fontOfASheetInADataUri_isUsed(String html) throws Exception {
        String css = "@font-face{font-family:F;src:url(test.woff2)}p{font-family:F}";

        var printed = print(html.formatted("data:text/css;base64,"
                        + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.US_ASCII)))
                + "<p>x");

        assertThat(printed.warnings()).isEmpty();
        assertThat(press.fonts()).containsExactly("PressrunTest");
    }

    @Test
    void fontThatOnlyASheetInADataUriNames_isUsed() throws Exception {
        print("<style>@font-face{font-family:F;src:url(test.woff2)}</style>"
                + "<link rel=stylesheet href='data:text/css,p{font-family:F}'><p>x");

        assertThat(press.fonts()).containsExactly("PressrunTest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cff.woff2", "cff.otf", "page"})
    void fontThatCannotBeUsed_isAWarning(String name) throws Exception {
        var printed = print("<style>@font-face{font-family:F;src:url(" + name + ")}p{font-family:F}</style><p>x");

        assertThat(printed.warnings()).extracting(Warning::code).containsOnly("FONT_UNUSABLE");
        assertThat(press.text()).isEqualTo("x");
    }

    @Test
    void storedObjects_serveAsEveryKindOfAsset() throws Exception {
        for (String name : List.of("test.woff2", "lossless.webp", "cmyk.jpg", "lzw.tif", "rgb8.png")) {
            Files.copy(KINDS.resolve(name), directory.resolve(name));
        }
        Files.writeString(
                directory.resolve("a.css"),
                "@font-face{font-family:F;src:url(../fonts/f)}p{font-family:F;background:url(../img/b)}");
        Files.writeString(
                directory.resolve("page.html"),
                "<link rel=stylesheet href=css/a><p>Stored<img src=img/a><img src=img/c><img src=img/d>");

        var printed = press.printed("{'source': {'object': 'page.html'}, 'assets': {'css/a': 's3://templates/a.css',"
                + " 'fonts/f': 's3://templates/test.woff2', 'img/a': 's3://templates/lossless.webp', 'img/b': 's3://templates/rgb8.png', 'img/c': 's3://templates/cmyk.jpg',"
                + " 'img/d': 's3://templates/lzw.tif'}}");

        assertThat(printed.warnings()).isEmpty();
        assertThat(press.fonts()).containsExactly("PressrunTest");
        assertThat(press.images()).isEqualTo(4);
        assertThat(press.text()).isEqualTo("Stored");
    }

    private Outcome.Printed print(String html) {
        page(html);
        return press.printed("{'source': {'url': '" + press.url("/page") + "'}}");
    }

    private void page(String html) {
        press.html("/page", html);
    }
}
