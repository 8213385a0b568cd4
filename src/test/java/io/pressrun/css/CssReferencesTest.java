package io.pressrun.css;

import static io.pressrun.job.AssetKind.FONT;
import static io.pressrun.job.AssetKind.IMAGE;
import static io.pressrun.job.AssetKind.STYLESHEET;
import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.url.AssetReference;
import io.pressrun.url.ReferenceResolver;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CssReferencesTest {
    private static final URI SHEET = URI.create("https://h/css/a.css");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a{background:url(i.png)}",
                "a{background:url( 'i.png' ) no-repeat}",
                "a{background:URL(\"i.png\")}",
                "a{background-image:u\\72l(i.png)}",
                "a{background:url(\\69.png)}",
                "a{background:url(i.\\\npng\")}a{content:url('i.\\\npng')}",
                "a{background:/* url(no.png) */url(i.png)}",
                "a:hover{list-style-image:url(i.png)}",
                "a{border-image:url(i.png) 30}",
                "a::before{content:\"url(no.png)\" url(i.png)}",
                "a{--logo:url(i.png)}",
                "@page{@top-left{content:url(i.png)}}",
                "@page :first{background:url(i.png)}",
                "@media print{a{background:url(i.png)}}",
                "@media screen,print{a{background:url(i.png)}}",
                "@media not screen{a{background:url(i.png)}}",
                "@supports (background:url(no.png)){a{background:url(i.png)}}",
                "a{b{background:url(i.png)}}",
                "a{background:url(i.png",
                "}}]);a{background:url(i.png)}",
                "a{color:red;;background:url(i.png)",
                "a{background:image-set(url(i.png) 1x)}",
                "a{background:url(no.png\nx);}b{background:url(i.png)}",
                "a{content:'broken\n;background:url(i.png)}",
                "a{background:( url(i.png",
                "<!-- a{background:url(i.png)} -->",
                "@media /* c */ print{a{background:url(i.png)}}",
                "@media/**/print{a{background:url(i.png)}}",
                "<!-- @media print{a{background:url(i.png)}}",
            })
    void in_findsTheImage(String css) {
        assertThat(in(css)).containsExactly(new AssetReference(URI.create("https://h/css/i.png"), IMAGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a{cursor:url(c.cur),auto}",
                "a{filter:url(f.svg)}",
                "a{background:url()}",
                "a{fill:url(#gradient)}",
                "a{background:url(data:image/png;base64,AA==)}",
                "@media screen{a{background:url(i.png)}}",
                "@media screen{@font-face{src:url(f.ttf)}}",
                "@media screen{@media print{a{background:url(i.png)}}}",
                "@keyframes k{from{background:url(i.png)}}",
                "@namespace url(http://www.w3.org/1999/xhtml);",
                "@import 'screen.css' screen;",
                "a{}@import 'late.css';",
                "@media print{@import 'inner.css';}",
                "url(i.png)",
                "a[href='url(i.png)']{color:red}",
                "a{/* background:url(i.png)}",
                "a{background:url(i.png x)}",
            })
    void in_findsNothing(String css) {
        assertThat(in(css)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@import 'b.css';",
                "@import url(b.css)",
                "@IMPORT url( \"b.css\" ) print;",
                "@charset 'utf-8';@layer x;@import 'b.css' all;",
                "@import url(b.css) /* c */;",
                "@import url(b.css)/**/print;",
                "<!-- @import url(b.css); -->",
                "<!--@import/**/'b.css'-->",
                "@import url('b.css') layer supports(a(b(c(d)))) print;",
                "@import 'b.css' supports((a:b) and ((c:d) or (e:f)));",
                "@import 'screen.css' screen;@import 'b.css' layer(x) supports(display: block) print and (min-width: 10mm);",
            })
    void in_findsTheImport(String css) {
        assertThat(in(css)).containsExactly(new AssetReference(URI.create("https://h/css/b.css"), STYLESHEET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@import 'data:text/css,p%7B%7D';", "@import url( \"DATA:text/css,p%7B\\\n%7D\" ) print;"})
    void in_findsTheImportOfADataUri(String css) {
        assertThat(in(css)).singleElement().satisfies(sheet -> {
            assertThat(sheet.kind()).isEqualTo(STYLESHEET);
            assertThat(sheet.uri()).asString().endsWith("text/css,p%7B%7D");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src:url(f.ttf)",
                "src:local('F'),url(f.ttf)",
                "src:url(f.ttf) format('woff2'),url(g.ttf) format('truetype')",
                "src:url(g.ttf) format(woff2) tech(color-COLRv1),url(f.ttf) format(woff2) tech(variations)",
                "src:url(g.otf) format(opentype),url(f.ttf) format(truetype)",
                "src:url(e.eot);src:url('e.eot?#iefix') format('embedded-opentype'),url(f.ttf?v=1#f),url(w.woff),url(s.svg#f)",
            })
    void in_takesTheFirstSourceOfEachFontFaceThatCanBeUsed(String src) {
        List<AssetReference> found = in("@font-face{font-family:F;" + src + "}");

        assertThat(found).singleElement().satisfies(font -> {
            assertThat(font.kind()).isEqualTo(FONT);
            assertThat(font.uri().getPath()).isEqualTo("/css/f.ttf");
        });
    }

    @Test
    void in_findsTheFontBehindAMarkupComment() {
        assertThat(in("<!-- @font-face{src:url(f.ttf)} -->"))
                .containsExactly(new AssetReference(URI.create("https://h/css/f.ttf"), FONT));
    }

    @Test
    void in_readsLongConditionsOfImports() {
        String condition = "a".repeat(100_000);
        assertThat(in("@import url(b.css) supports(" + condition + ");")).hasSize(1);
        assertThat(in("@import url(b.css) supports(" + "(".repeat(100_000) + ";"))
                .isEmpty();
    }

    @Test
    void in_takesWoffWhereThereIsNoOther() {
        assertThat(in("@font-face{src:url(a.woff2) format('woff2')}@font-face{src:url(b.woff2),url(b.woff)}"))
                .containsExactly(
                        new AssetReference(URI.create("https://h/css/a.woff2"), FONT),
                        new AssetReference(URI.create("https://h/css/b.woff2"), FONT));
    }

    @Test
    void in_keepsOrderAndDropsDuplicates() {
        assertThat(in("a{background:url(2.png),url(1.png)}b{background:url(../css/2.png)}").stream()
                        .map(AssetReference::uri))
                .containsExactly(URI.create("https://h/css/2.png"), URI.create("https://h/css/1.png"));
    }

    @Test
    void tokens_coverTheTextOnceWhateverItIs() {
        var random = new Random(7);
        String alphabet = "url(\"')*/\\{}[]@import;: \n-#a0.\uD83Dé\u0000";
        for (int i = 0; i < 20_000; i++) {
            var css = new StringBuilder();
            random.ints(random.nextInt(40), 0, alphabet.length()).forEach(at -> css.append(alphabet.charAt(at)));
            var tokens = new CssTokens(css.toString());
            int end = 0;
            while (tokens.next()) {
                assertThat(tokens.start()).isGreaterThanOrEqualTo(end);
                assertThat(tokens.end()).isGreaterThan(tokens.start());
                assertThat(tokens.value()).isNotNull();
                end = tokens.end();
            }
            assertThat(end).isLessThanOrEqualTo(css.length());
            assertThat(in(css.toString())).isNotNull();
        }
    }

    @Test
    void tokens_ofHostileText_areFewerThanItsCharacters() {
        for (String junk : List.of("url(", "/*", "{{{{", "((((", "\\", "\"\n", "@", "url(' ")) {
            String css = junk.repeat(50_000);
            var tokens = new CssTokens(css);
            int count = 0;
            while (tokens.next()) {
                count++;
            }
            assertThat(count).as(junk).isLessThanOrEqualTo(css.length());
            assertThat(in(css)).as(junk).isEmpty();
        }
    }

    private static List<AssetReference> in(String css) {
        return CssReferences.in(css, SHEET, new ReferenceResolver(SHEET, Set.of()), PageSize.DEFAULT, 10_000);
    }
}
