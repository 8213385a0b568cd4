package io.pressrun.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceResolverTest {
    private static final URI SHOP = URI.create("https://shop.example/app/page.html?x=1#top");

    @ParameterizedTest
    @CsvSource({
        "logo.png, https://shop.example/app/logo.png",
        "./logo.png, https://shop.example/app/logo.png",
        "../logo.png, https://shop.example/logo.png",
        "../../../logo.png, https://shop.example/logo.png",
        "a/%2e%2E/b.png, https://shop.example/app/b.png",
        "/logo.png, https://shop.example/logo.png",
        "?page=2, https://shop.example/app/page.html?page=2",
        "//cdn.example/x.png, https://cdn.example/x.png",
        "HTTP://CDN.Example:80/X.png, http://cdn.example/X.png",
        "http:cdn.example/x, http://cdn.example/x",
        "https:cdn.example/x, https://shop.example/app/cdn.example/x",
        "HTTPS:/x, https://shop.example/x",
        "https:\\\\cdn.example/x, https://cdn.example/x",
        "https:a:b, https://shop.example/app/a:b",
        "https://cdn.example:8443, https://cdn.example:8443/",
        "https://cdn.example?q, https://cdn.example/?q",
        "https://cdn.example:0443/x, https://cdn.example/x",
        "https://[2001:DB8::1]/x, https://[2001:db8::1]/x",
        "https://münchen.example/ä, https://xn--mnchen-3ya.example/%C3%A4",
        "https://straße.example/, https://xn--strae-oqa.example/",
        "https://ＣＤＮ。example/, https://cdn.example/",
        "https://r3---sn.example/, https://r3---sn.example/",
        "https://under_score.example/x, https://under_score.example/x",
        "https://u:p@h.example/x, https://u:p@h.example/x",
        "'  a b.png\t', https://shop.example/app/a%20b.png",
        "'lo\ngo.png', https://shop.example/app/logo.png",
        "'\\\\cdn.example\\x\\y.png', https://cdn.example/x/y.png",
        "'https:\\\\cdn.example\\x?a\\b', https://cdn.example/x?a%5Cb",
        "a|b[1].png?q=[1]|{2}, https://shop.example/app/a%7Cb%5B1%5D.png?q=[1]%7C%7B2%7D",
        "100%.png, https://shop.example/app/100%25.png",
        "a%2Fb%zz.png, https://shop.example/app/a%2Fb%25zz.png",
        "x.png#icon, https://shop.example/app/x.png",
    })
    void resolve_readsReferencesAsBrowsersDo(String reference, String expected) {
        assertThat(resolver(SHOP).resolve(SHOP, reference)).contains(URI.create(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "#top",
                "https://",
                "https:///",
                "https://a b/",
                "https://h:99999/",
                "https://h:port/",
                "https://[::1/",
                "https://a<b/",
                "https://cdn.example：8080/",
                "https://xn--１２７.example/",
                "https://xn--a.example/",
                "https://a\u200db.example/",
                "javascript:"
            })
    void resolve_ofWhatLeadsNowhere_isEmpty(String reference) {
        assertThat(resolver(SHOP).resolve(SHOP, reference)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "javascript:alert(1), javascript:alert(1)",
        "FILE:///etc/passwd, file:///etc/passwd",
        "jar:file:/a.jar!/b, jar:file:/a.jar!/b",
        "mailto:a b@c.example, mailto:a%20b@c.example",
        "s3://templates/a.woff2, s3://templates/a.woff2",
        "'data:image/png;base64,iVBORw0KGgo=', 'data:image/png;base64,iVBORw0KGgo='",
        "'data:image/svg+xml,<svg a=\"b\"/>', 'data:image/svg+xml,%3Csvg%20a=%22b%22/%3E'",
    })
    void resolve_leavesOtherSchemesToTheFetchPolicy(String reference, String expected) {
        assertThat(resolver(SHOP).resolve(SHOP, reference)).contains(URI.create(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "logo.png, job:///logo.png",
        "./logo.png?v=3#x, job:///logo.png",
        "img/../logo.png, job:///logo.png",
        "img/a%20b.png, job:///img/a%20b.png",
        "img/a b.png, job:///img/a%20b.png",
        "img/ä.png, job:///img/%C3%A4.png",
        "100%25.png, job:///100%25.png",
        "raw%20name.png, job:///raw%2520name.png",
        "other.png, https://shop.example/app/other.png",
        "/logo.png, https://shop.example/logo.png",
        "https://shop.example/app/logo.png, https://shop.example/app/logo.png",
    })
    void resolve_findsCarriedFilesBeforeTheBaseUrl(String reference, String expected) {
        assertThat(resolver(SHOP, "logo.png", "img/a b.png", "img/ä.png", "100%.png", "raw%20name.png")
                        .resolve(SHOP, reference)
                        .map(URI::toString))
                .contains(expected);
    }

    @Test
    void resolve_withinACarriedStylesheet_startsAtTheStylesheet() {
        ReferenceResolver references = resolver(SHOP, "css/site.css", "img/logo.png");
        URI stylesheet = URI.create("job:///css/site.css");

        assertThat(references.resolve(stylesheet, "../img/logo.png")).contains(URI.create("job:///img/logo.png"));
        assertThat(references.resolve(stylesheet, "bg.png"))
                .contains(URI.create("https://shop.example/app/css/bg.png"));
        assertThat(references.resolve(stylesheet, "/bg.png")).contains(URI.create("https://shop.example/bg.png"));
    }

    @Test
    void resolve_withinAForeignStylesheet_findsNoCarriedFile() {
        assertThat(resolver(SHOP, "logo.png").resolve(URI.create("https://cdn.example/a.css"), "logo.png"))
                .contains(URI.create("https://cdn.example/logo.png"));
    }

    @Test
    void resolve_withoutBaseUrl_leadsIntoTheJob() {
        ReferenceResolver references = resolver(null, "logo.png");

        assertThat(references.documentBase()).isEqualTo(ReferenceResolver.JOB_BASE);
        assertThat(references.resolve(ReferenceResolver.JOB_BASE, "logo.png")).contains(URI.create("job:///logo.png"));
        assertThat(references.resolve(ReferenceResolver.JOB_BASE, "x/missing.png"))
                .contains(URI.create("job:///x/missing.png"));
        assertThat(references.resolve(ReferenceResolver.JOB_BASE, "//cdn.example/x"))
                .contains(URI.create("https://cdn.example/x"));
    }

    @Test
    void carriedPath_givesThePathAsTheJobHasIt() {
        ReferenceResolver references = resolver(null, "./img/a b.png", "raw%20name.png");

        assertThat(references.carriedPath(URI.create("job:///img/a%20b.png"))).contains("./img/a b.png");
        assertThat(references.carriedPath(URI.create("job:///raw%2520name.png")))
                .contains("raw%20name.png");
        assertThat(references.carriedPath(URI.create("job:///missing.png"))).isEmpty();
        assertThat(references.carriedPath(URI.create("https://h/img/a%20b.png")))
                .isEmpty();
    }

    @Test
    void resolve_ofAnyText_isAbsoluteAndStable() {
        var random = new Random(20_261_122);
        String alphabet = "abZ09:/\\?#[]@%2eE.. \t\n|<>\"'`{}^_-+~;,=&ä\uD83D\uDE00\uD800\u0000\uFF11httpsjobdata:";
        ReferenceResolver references = resolver(SHOP, "a", "b/c.png");
        URI[] bases = {SHOP, ReferenceResolver.JOB_BASE, URI.create("job:///css/a.css"), URI.create("data:text/css,x")};
        int resolved = 0;
        for (int i = 0; i < 50_000; i++) {
            String reference = (i % 3 == 0 ? "http://" : i % 3 == 1 ? "" : "job:")
                    + random.ints(random.nextInt(24), 0, alphabet.length())
                            .mapToObj(at -> String.valueOf(alphabet.charAt(at)))
                            .reduce("", String::concat);
            URI base = bases[i % bases.length];
            Optional<URI> uri = references.resolve(base, reference);
            if (uri.isPresent()) {
                resolved++;
                assertThat(uri.get().isAbsolute()).as(reference).isTrue();
                assertThat(references.resolve(base, uri.get().toString()))
                        .as(reference)
                        .contains(uri.get());
            }
        }
        assertThat(resolved).isGreaterThan(10_000);
    }

    @Test
    void addressThatIsTooLong_leadsNowhere() {
        ReferenceResolver references = resolver(SHOP);
        String longest = "https://shop.example/" + "a".repeat(8_000) + "/";
        String tooLong = "https://shop.example/" + "a".repeat(8_192) + "/";

        assertThat(references.resolve(URI.create(longest), "i")).contains(URI.create(longest + "i"));
        assertThat(references.resolve(URI.create(longest), "i".repeat(200))).isEmpty();
        assertThat(references.resolve(SHOP, tooLong)).isEmpty();
        assertThat(references.resolveLink(SHOP, tooLong)).isEmpty();
        assertThat(references.resolveBase(tooLong)).isEmpty();
        assertThat(resolver(URI.create(tooLong)).documentBase()).isEqualTo(ReferenceResolver.JOB_BASE);
    }

    @Test
    void hostThatIsTooLongToConvert_leadsNowhere() {
        assertThat(resolver(SHOP).resolve(SHOP, "http://" + "å".repeat(1_001) + "/"))
                .isEmpty();
        assertThat(HostNames.toAscii("å".repeat(254))).isEmpty();
        assertThat(HostNames.toAscii("å".repeat(1_001))).isEmpty();
    }

    private static ReferenceResolver resolver(@Nullable URI baseUrl, String... carried) {
        return new ReferenceResolver(baseUrl, Set.of(carried));
    }
}
