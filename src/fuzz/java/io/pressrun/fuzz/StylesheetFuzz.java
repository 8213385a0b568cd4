package io.pressrun.fuzz;

import io.pressrun.css.CssReferences;
import io.pressrun.css.EngineCss;
import io.pressrun.css.FontDemand;
import io.pressrun.css.PageSize;
import io.pressrun.fetch.Asset;
import io.pressrun.fetch.Referrer;
import io.pressrun.url.ReferenceResolver;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A stylesheet from a stranger is read and rewritten to the end, whatever it holds. */
final class StylesheetFuzz implements FuzzTarget {
    private static final URI SHEET = URI.create("https://cdn.example/css/main.css");

    private final ReferenceResolver references =
            new ReferenceResolver(URI.create("https://shop.example/"), Set.of("logo.png", "fonts/a b.woff2"));

    @Override
    public String name() {
        return "stylesheet";
    }

    @Override
    public void run(byte[] input) {
        String css = new Asset.Found(SHEET, SHEET, input, null)
                .stylesheet(new Referrer(SHEET, StandardCharsets.UTF_8))
                .text();
        CssReferences.in(css, SHEET, references, PageSize.DEFAULT, 1_000)
                .forEach(reference -> require(reference.uri().isAbsolute(), "no address: " + reference));

        FontDemand fonts = new FontDemand();
        fonts.stylesheet(css, SHEET, references, 100);
        fonts.complete();
        fonts.needed().forEach(sources -> sources.forEach(URI::create));

        String forEngine = forEngine(css);
        require(forEngine(forEngine).equals(forEngine), "changed again: " + forEngine);
    }

    private static String forEngine(String css) {
        return EngineCss.stylesheet(
                css, PageSize.DEFAULT, face -> face.sources().stream().findFirst());
    }

    private static void require(boolean holds, String finding) {
        if (!holds) {
            throw new AssertionError(finding);
        }
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "@charset \"utf-8\"; @import 'more.css' screen, print; @import url(x.css) layer(a) supports(b);",
                        "@font-face { font-family: A; src: local(B), url(a.woff2) format('woff2'), url('a.ttf');"
                                + " unicode-range: U+0-FF, u+4??; font-weight: 100 900; font-style: italic }",
                        "@media print and (min-width: 1px) { p { background: url( \"a\\\n b.png\" ) , url(b.png) } }",
                        "a { -fs-table-cell-colspan: 1000000; content: '\\66\\6f '; b: url(data:,x) } /* c */ <!-- -->",
                        "@page :first { margin: 1e3cm; @top-left { content: url(c.png) } } @supports (a:b) { c{d:e} }",
                        ".a:not([href='x']) > b::after { list-style-image: image-set(url(1.png) 1x, '2.png' 2x) ")
                .map(css -> css.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public List<String> words() {
        return Stream.concat(
                        Stream.of("@charset \""),
                        Stream.of(("@import @font-face @media @page @supports url( src: unicode-range: U+ format( "
                                        + "font-family: /* */ \\ \\0 { } !important @layer @supports ( ) not and -fs-table-cell-colspan: data: image-set( <!-- "
                                        + "\uFEFF")
                                .split(" ")))
                .toList();
    }

    @Override
    public int maxLength() {
        return 2048;
    }
}
