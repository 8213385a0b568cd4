package io.pressrun.document;

import static io.pressrun.document.Documents.all;
import static io.pressrun.document.Documents.first;
import static io.pressrun.document.Documents.parse;
import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.css.ResponsiveImages;
import io.pressrun.job.AssetKind;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.Warning;
import io.pressrun.url.AssetReference;
import io.pressrun.url.ReferenceResolver;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssetListTest {
    @Test
    void assets_areListedInDocumentOrderWithoutDuplicates() throws JobFailedException {
        ParsedDocument document =
                parse("<link rel=stylesheet href=a.css><style>@import 'b.css';p{background:url(c.png)}"
                        + "@font-face{src:url(d.woff2)}</style><body background=no.png><table background='e f.png'>"
                        + "<td style='background:url(g.png)'><img src=c.png><img src=h.png loading=lazy><input type=IMAGE src=i.png>"
                        + "<svg><image xlink:href=j.png /><image href=k.png /><use href='sprite.svg#x'/>"
                        + "<style>rect{fill:url(#g)}</style></svg><a href=l.html>x</a><object data=m.png></object>"
                        + "<img src='data:image/png;base64,AA=='><img src='file:///n.png'>");

        assertThat(document.assets())
                .containsExactly(
                        asset("a.css", AssetKind.STYLESHEET),
                        asset("b.css", AssetKind.STYLESHEET),
                        asset("c.png", AssetKind.IMAGE),
                        asset("d.woff2", AssetKind.FONT),
                        asset("e%20f.png", AssetKind.IMAGE),
                        asset("g.png", AssetKind.IMAGE),
                        asset("h.png", AssetKind.IMAGE),
                        asset("i.png", AssetKind.IMAGE),
                        asset("j.png", AssetKind.IMAGE),
                        asset("k.png", AssetKind.IMAGE),
                        asset("m.png", AssetKind.IMAGE),
                        asset("file:///n.png", AssetKind.IMAGE));
    }

    @Test
    void assets_areStylesheetsInDataUrisToo() throws JobFailedException {
        assertThat(parse("<link rel=stylesheet href=' data:text/css,p{}'>x").assets())
                .containsExactly(new AssetReference(URI.create("data:text/css,p%7B%7D"), AssetKind.STYLESHEET));
    }

    @Test
    void assets_nameCarriedFilesByTheirJobUri() throws JobFailedException {
        ParsedDocument document = parse(
                "<img src='img/a%20b.png'><img src=other.png>",
                new ReferenceResolver(Documents.BASE, Set.of("img/a b.png")));

        assertThat(document.assets())
                .containsExactly(asset("job:///img/a%20b.png", AssetKind.IMAGE), asset("other.png", AssetKind.IMAGE));
    }

    @Test
    void assets_areWhatTheEngineWillAskFor() throws JobFailedException {
        var references = new ReferenceResolver(Documents.BASE, Set.of());
        ParsedDocument document = parse("<table background=' a(\"b).png '><td><img src=' c d.png'>", references);

        String background = first(document, "table").getAttribute("background");
        assertThat(background).isEqualTo("a%28%22b%29.png");
        assertThat(document.assets().stream().map(AssetReference::uri))
                .containsExactly(
                        references.resolve(document.base(), background).orElseThrow(),
                        references
                                .resolve(document.base(), first(document, "img").getAttribute("src"))
                                .orElseThrow());
    }

    @Test
    void emptySource_isNoAsset() throws JobFailedException {
        ParsedDocument document = parse("<img src=' '><img src>");

        assertThat(all(document, "img")).noneMatch(image -> image.hasAttribute("src"));
        assertThat(document.assets()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<img width=9 src=1.png srcset='2.png 2x, 3.png 3x, 4.png 4x'>; 3.png",
                "<img style='width:1in' src=1.png srcset='2.png 2x,1.png'>; 2.png",
                "<img src=1.png srcset='2.png 2x'>; 1.png",
                "<img srcset='4.png 4x, 5.png 5x'>; 4.png",
                "<img src=1.png srcset='a.png 300w, c.png 900w 600h, b.png 600w' sizes=50vw>; c.png",
                "<img src=1.png srcset=', ,x.png nonsense, y.png -1x,'>; 1.png",
                "<img srcset='only.png'>; only.png",
                "<picture><source srcset=a.avif type=image/avif><source srcset=w.webp type=image/webp><img src=1.png></picture>; w.webp",
                "<picture><source srcset=d.png media='(prefers-color-scheme: dark)'><img src=1.png></picture>; 1.png",
                "<picture><source srcset=s.png media='(max-width: 500px)'><source srcset=p.png media=print><img src=1.png></picture>; p.png",
                "<picture><source srcset='a.png 1x, b.png 2x' width=10><img src=1.png></picture>; b.png",
            })
    void oneImageIsChosenWhereSeveralAreOffered(String html, String expected) throws JobFailedException {
        ParsedDocument document = parse(html);

        assertThat(first(document, "img").getAttribute("src")).isEqualTo(expected);
        assertThat(first(document, "img").hasAttribute("srcset")).isFalse();
        assertThat(all(document, "source")).isEmpty();
        assertThat(document.assets()).containsExactly(asset(expected, AssetKind.IMAGE));
    }

    @Test
    void aSrcsetMayHoldDataUris() {
        assertThat(ResponsiveImages.candidates("data:image/png;base64,AA== 1x, b.png 2x"))
                .isEqualTo(List.of(
                        new ResponsiveImages.Candidate("data:image/png;base64,AA==", false, 1),
                        new ResponsiveImages.Candidate("b.png", false, 2)));
    }

    @Test
    void baseThatIsTooLong_isNone() throws JobFailedException {
        ParsedDocument document = parse("<base href='http://a.example/" + "b".repeat(4_000_000) + "/'><img src=c.png>"
                + "<a href=d.html>x</a>");

        assertThat(document.base()).isEqualTo(Documents.BASE);
        assertThat(document.assets()).containsExactly(asset("c.png", AssetKind.IMAGE));
        assertThat(first(document, "a").getAttribute("href")).isEqualTo(Documents.BASE + "d.html");
    }

    @Test
    void linksThatALongBaseMultiplies_areDropped() throws JobFailedException {
        ParsedDocument document =
                parse("<base href='http://a.example/" + "b".repeat(8_000) + "/'>" + "<a href=i>x</a>".repeat(10_000));

        assertThat(all(document, "a").stream()
                        .mapToInt(link -> link.getAttribute("href").length())
                        .sum())
                .isBetween(16 << 20, 17 << 20);
        assertThat(document.warnings()).extracting(Warning::code).containsExactly("LINK_BROKEN");
    }

    @Test
    void assets_areListedUpToTheirNumber() throws JobFailedException {
        var parser = new DocumentParser(new DocumentLimits(1 << 20, 1_000, 100, 3));
        var references = new ReferenceResolver(Documents.BASE, Set.of());

        assertThat(parser.parse(
                                "<style>p{background:url(a);background:url(a);background:url(b)}</style><img src=c>"
                                        + "<p style='background:url(d)'><img src=e>",
                                references)
                        .assets())
                .containsExactly(asset("a", AssetKind.IMAGE), asset("b", AssetKind.IMAGE), asset("c", AssetKind.IMAGE));
    }

    private static AssetReference asset(String reference, AssetKind kind) {
        return new AssetReference(Documents.BASE.resolve(URI.create(reference)), kind);
    }
}
