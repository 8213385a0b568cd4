package io.pressrun.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page as sites have them: a font service's stylesheet, pictures in several formats, a logo that is whole in itself. */
class RealLifeTest {
    private static final Path KINDS = Path.of("src/test/resources/io/pressrun/render/kinds");

    private static final String FONTS = """
            /* cyrillic */
            @font-face {
              font-family: 'Pressrun';
              font-style: normal;
              font-weight: 400;
              font-stretch: 100%;
              font-display: swap;
              src: url(SITE/s/cyrillic.woff2) format('woff2');
              unicode-range: U+0301, U+0400-045F, U+0490-0491, U+04B0-04B1, U+2116;
            }
            /* latin-ext */
            @font-face {
              font-family: 'Pressrun';
              font-style: normal;
              font-weight: 400;
              font-stretch: 100%;
              font-display: swap;
              src: url(SITE/s/latin-ext.woff2) format('woff2');
              unicode-range: U+0100-02BA, U+02BD-02C5, U+1E00-1E9F, U+20A0-20C0, U+2C60-2C7F, U+A720-A7FF;
            }
            /* latin */
            @font-face {
              font-family: 'Pressrun';
              font-style: normal;
              font-weight: 400;
              font-stretch: 100%;
              font-display: swap;
              src: url(SITE/s/latin.woff2) format('woff2');
              unicode-range: U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+2000-206F, U+20AC, U+2122, U+FEFF;
            }
            """;

    private static final String PAGE = """
            <!doctype html><html lang=hu><head><meta charset=utf-8><title>Számla</title>
            <link rel=preconnect href=SITE crossorigin>
            <link href="SITE/css2?family=Pressrun:wght@400;700&amp;display=swap" rel=stylesheet>
            <style>
              body { font-family: 'Pressrun', system-ui, sans-serif }
              .hero { width: 80px; height: 60px; background-size: cover;
                background-image: url(hero.png);
                background-image: image-set("hero.avif" type("image/avif"), "hero.webp" type("image/webp") 1x, "hero2.webp" 2x) }
            </style></head><body>
            <img src=logo.svg alt=logo width=160 height=60>
            <h1 style="font-weight:400">Árvíztűrő tükörfúrógép</h1>
            <p>Zażółć gęślą jaźń, bez błędu.</p>
            <picture><source srcset=photo.avif type=image/avif><source srcset="photo.webp 1x" type=image/webp>
            <img src=photo.jpg width=80 height=60></picture>
            <div class=hero></div></body></html>
            """;

    private TestPress press;

    @BeforeEach
    void start() throws IOException {
        press = new TestPress();
        String site = press.url("").toString();
        press.html("/page", PAGE.replace("SITE", site));
        press.at(
                "/css2?family=Pressrun:wght@400;700&display=swap",
                (request, wire) -> wire.ok("text/css; charset=utf-8", FONTS.replace("SITE", site)));
        for (String script : new String[] {"cyrillic", "latin-ext", "latin"}) {
            file("/s/" + script + ".woff2", "font/woff2", "subset-" + script + "-400.woff2");
        }
        for (String image : new String[] {"/photo", "/hero"}) {
            file(image + ".avif", "image/avif", "still.avif");
            file(image + ".webp", "image/webp", "lossless.webp");
            file(image + ".jpg", "image/jpeg", "rgb.jpg");
        }
        file("/hero.png", "image/png", "rgb8.png");
        String logo = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 160 60'><defs><style>"
                + "@font-face{font-family:Logo;src:url(" + data("font/woff2", "subset-latin-700.woff2")
                + ")}text{font:32px Logo}</style></defs><image width='60' height='60' href='"
                + data("image/webp", "lossless.webp") + "'/><text x='64' y='42'>Acme</text></svg>";
        press.at("/logo.svg", (request, wire) -> wire.ok("image/svg+xml", logo));
    }

    private void file(String path, String type, String name) throws IOException {
        byte[] bytes = Files.readAllBytes(KINDS.resolve(name));
        press.at(path, (request, wire) -> wire.respond("200 OK", Map.of("Content-Type", type), bytes));
    }

    private static String data(String type, String name) throws IOException {
        return "data:" + type + ";base64,"
                + Base64.getEncoder().encodeToString(Files.readAllBytes(KINDS.resolve(name)));
    }

    @AfterEach
    void stop() throws IOException {
        press.close();
    }

    @Test
    void page_isPrintedWithItsFontsAndPictures_andFetchesNoOthers() throws Exception {
        var printed = press.printed("{'source': {'url': '" + press.url("/page") + "'}}");

        assertThat(printed.warnings()).isEmpty();
        assertThat(press.site.targets())
                .containsExactlyInAnyOrder(
                        "/page",
                        "/css2?family=Pressrun:wght@400;700&display=swap",
                        "/s/latin.woff2",
                        "/s/latin-ext.woff2",
                        "/photo.webp",
                        "/hero.png",
                        "/hero.webp",
                        "/logo.svg");
        assertThat(press.text()).contains("Árvíztűrő tükörfúrógép").contains("Zażółć gęślą jaźń, bez błędu.");
        assertThat(press.fonts()).containsExactly("Pressrun-latin-400", "Pressrun-latin-ext-400");
    }
}
