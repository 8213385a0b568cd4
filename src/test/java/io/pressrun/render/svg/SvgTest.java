package io.pressrun.render.svg;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.JobFailedException;
import io.pressrun.render.Rendering;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SvgTest {
    private static final int RED = 0xFF0000;
    private static final String NS = "xmlns='http://www.w3.org/2000/svg'";
    private static final String SQUARE = "<svg " + NS
            + " width='100' height='100' viewBox='0 0 100 100'><rect width='100' height='100' fill='red'/></svg>";

    private static Rendering rendering;

    @BeforeAll
    static void start() {
        rendering = new Rendering();
    }

    @AfterAll
    static void stop() {
        rendering.close();
    }

    private static String uri(String svg) {
        return "data:image/svg+xml,"
                + URLEncoder.encode(svg, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Test
    void inlineSvg_isDrawn() throws JobFailedException, IOException {
        assertThat(rendering.print("<p>x</p>" + SQUARE).pixels(RED)).isGreaterThan(4000);
    }

    @Test
    void imageWithSvg_isDrawn() throws JobFailedException, IOException {
        assertThat(rendering.print("<img src=\"" + uri(SQUARE) + "\">").pixels(RED))
                .isGreaterThan(4000);
    }

    @Test
    void carriedSvg_isDrawn() throws JobFailedException, IOException {
        var job = Rendering.job("<img src=a.svg>", Map.of("a.svg", uri(SQUARE)));

        assertThat(rendering.print(job).pixels(RED)).isGreaterThan(4000);
    }

    @Test
    void objectWithSvg_isDrawn_inItsSize() throws JobFailedException, IOException {
        var job = Rendering.job("<object data=a.svg width=200 height=200>other</object>", Map.of("a.svg", uri(SQUARE)));
        var printed = rendering.print(job);

        assertThat(printed.pixels(RED)).isGreaterThan(16_000);
        assertThat(printed.text()).isEmpty();
    }

    @Test
    void backgroundSvg_isDrawn() throws JobFailedException, IOException {
        String html = "<div style=\"width:100px;height:100px;background:url('"
                + uri(SQUARE).replace("'", "%27") + "')\"></div>";

        assertThat(rendering.print(html).pixels(RED)).isGreaterThan(4000);
    }

    /** As stylesheets of Bootstrap have it: encoded in part. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:image/svg+xml,%3csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3e"
                        + "%3cpath fill='%23f00' d='M0 0h16v16H0z'/%3e%3c/svg%3e",
                "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>"
                        + "<path fill='%23f00' d='M0 0h16v16H0z'/></svg>",
                "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>"
                        + "<path fill='#f00' d='M0 0h16v16H0z'/></svg>",
                "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>"
                        + "<path fill='red' d='M0 0h16v16H0z' width='100%'/></svg>",
            })
    void dataUriEncodedInPart_isDrawnInItsColours(String uri) throws JobFailedException, IOException {
        for (String html : List.of(
                "<style>i{display:block;width:100px;height:100px;background:url(\"" + uri + "\")}</style><i>x</i>",
                "<img width=100 height=100 src=\"" + uri + "\">",
                "<svg width='100' height='100'><image width='100' height='100' href=\"" + uri + "\"/></svg>")) {
            var printed = rendering.print(html);

            assertThat(printed.warningCodes()).as(html).isEmpty();
            assertThat(printed.pixels(RED)).as(html).isGreaterThan(4000);
        }
    }

    @Test
    void textInSvg_isSeen_andBolderWhenBold() throws JobFailedException, IOException {
        String text =
                "<svg " + NS + " width='400' height='60'><text y='40' font-size='40' fill='red' %s>Hello</text></svg>";

        long regular = rendering.print(text.formatted("")).pixels(RED);
        long bold = rendering.print(text.formatted("font-weight='bold'")).pixels(RED);

        assertThat(regular).isGreaterThan(200);
        assertThat(bold).isGreaterThan(regular * 5 / 4);
    }

    @Test
    void webFontInSvg_isUsed() throws JobFailedException, IOException {
        String face = Rendering.fontFace("Ticket", "ticket/fonts/BarlowCondensed-Black.ttf");
        String text =
                "<svg " + NS + " width='400' height='60'><text y='40' font-size='40' fill='red' style='font-family:%s'>"
                        + "Hello</text></svg>";

        assertThat(rendering.print(face + text.formatted("Ticket")).pixels(RED))
                .isNotEqualTo(rendering.print(face + text.formatted("Arial")).pixels(RED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg width='10' height='10'><style>a { : ; }} @@ b{</style><rect width='9' height='9'/></svg>",
                "<svg width='10' height='10'><style>@container x { a { fill: red } }</style><rect width='9' height='9'/></svg>",
                "<svg width='10' height='10'><style>@import url(http://a.example/a.css);</style><rect width='9' height='9'/></svg>",
                "<svg width='10' height='10'><style>@import 'a.css'; @media print { rect { fill: red } }</style></svg>",
                "<svg width='10' height='10'><g id='a'><use href='#a'/></g></svg>",
                "<svg width='10' height='10'><g id='a'><use xlink:href='#b'/></g><g id='b'><use xlink:href='#a'/></g></svg>",
                "<svg width='10' height='10'><pattern id='p' width='1' height='1'><rect fill='url(#p)' width='9' height='9'/>"
                        + "</pattern><rect fill='url(#p)' width='9' height='9'/></svg>",
                "<svg width='0' height='0'><rect width='9' height='9'/></svg>",
                "<svg width='NaN' height='1e400'><rect width='NaN' height='9'/></svg>",
                "<svg width='-5' height='-5' viewBox='0 0 0 0'><rect width='9' height='9'/></svg>",
                "<svg viewBox='a b c d'><path d='M 0 0 L NaN q'/></svg>",
                "<svg width='10' height='10'><text x='1,b'>t</text><image href='data:image/png;base64,AAAA'/></svg>",
                "<svg width='10' height='10'><image href='file:///etc/passwd' width='5' height='5'/></svg>",
                "<svg width='10' height='10'><rect width='5' height='5' fill='url(#nowhere)' filter='url(#none)'/></svg>",
                "<svg width='10' height='10'><script>alert(1)</script><foreignObject><p>x</p></foreignObject></svg>",
                "<svg style='width:0;height:0;position:absolute'><symbol id='s'><rect width='5' height='5'/></symbol></svg>",
                "<svg style='width:100%;max-width:100%;height:0'><rect width='5' height='5'/></svg>",
                "<img src='data:image/svg+xml,%3Csvg%20width=%225'>",
                "<img src='data:image/svg+xml;base64,PHN2Zz48Zz4='>",
                "<img src='data:image/svg+xml,'>",
                "<img src='data:image/svg+xml'>",
                "<img src='data:image/svg+xml,%3Chtml/%3E'>",
                "<div style=\"background:url('data:image/svg+xml,%3Csvg');width:50px;height:50px\"></div>",
                "<img src='data:image/svg+xml,%3C!DOCTYPE svg [%3C!ENTITY a SYSTEM \"file:///etc/hostname\"%3E]%3E%3Csvg%3E%26a;%3C/svg%3E'>"
            })
    void brokenSvg_neverEndsTheJob_andTheRestIsPrinted(String svg) throws JobFailedException, IOException {
        assertThat(rendering.print("<p>before</p>" + svg + "<p>after</p>").text())
                .contains("before", "after");
    }

    /** Wherever it stands. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><g id='a'><use href='%23a'/></g></svg>",
                "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'></b>",
                "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='nonsense'/></svg>",
                "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='-9' height='b'/></svg>",
            })
    void svgThatCannotBeDrawn_isOneWarning(String svg) throws JobFailedException {
        for (String html : List.of(
                "<img src=\"data:image/svg+xml," + svg + "\">",
                "<p style=\"background:url(&quot;data:image/svg+xml," + svg + "&quot;)\">x</p>",
                "<img src=\"data:image/png," + svg + "\">",
                "<svg><image width='9' height='9' href=\"data:image/svg+xml," + svg + "\"/></svg>")) {
            var printed = rendering.print(html.repeat(2));

            assertThat(printed.warningCodes()).as(html).containsExactly("SVG_INVALID");
        }
    }

    @Test
    void warningOfAnSvg_namesNoObjectsOfTheDrawer() throws JobFailedException {
        var printed = rendering.print("<svg viewBox='0 0 0 0' width='0' height='0'><g/></svg>");

        assertThat(printed.pdf().warnings().toString()).doesNotContain("batik", "@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"US-ASCII", "ISO-8859-1", "windows-1252", "UTF-8", "UTF-16"})
    void encodingThatAnSvgDeclares_isItsOwn(String encoding) throws Exception {
        String svg = "<?xml version='1.0' encoding='" + encoding + "'?><svg " + NS + " width='100' height='100'"
                + " viewBox='0 0 100 100'><g class='M\u00FCller'/><style>.M\u00FCller{fill:red}</style>"
                + "<rect class='M&#xFC;ller' width='100' height='100'/></svg>";
        byte[] file = svg.replace("M\u00FCller", encoding.equals("US-ASCII") ? "M&#xFC;ller" : "M\u00FCller")
                .getBytes(Charset.forName(encoding));
        for (String html : List.of("<img src=a.svg>", "<img src=a>", "<svg width=99 height=99>" + image("a.svg"))) {
            String page = "<meta charset=windows-1252>" + html;
            String uri = Rendering.data("image/svg+xml", file);

            var printed = rendering.print(Rendering.job(page, Map.of("a.svg", uri, "a", uri)));

            assertThat(printed.warningCodes()).as(html).isEmpty();
            assertThat(printed.pixels(RED)).as(html).isGreaterThan(4000);
        }
    }

    private static String image(String href) {
        return "<image width='99' height='99' href='" + href + "'/></svg>";
    }

    @Test
    void multiplyingUses_areRefusedBeforeTheyAreDrawn() throws JobFailedException {
        var svg = new StringBuilder("<svg " + NS + " width='9' height='9'><g id='g0'><rect width='1' height='1'/></g>");
        for (int i = 1; i <= 20; i++) {
            svg.append("<g id='g").append(i).append("'>");
            svg.append(("<use href='#g" + (i - 1) + "'/>").repeat(10)).append("</g>");
        }

        assertThat(rendering.print(svg.append("</svg>").toString()).warningCodes())
                .containsExactly("SVG_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"width:100%", "max-width:100%", "width:50%;height:auto", "height:100%"})
    void svgSizedByItsTableCell_isDrawn(String style) throws JobFailedException, IOException {
        String html =
                "<table><tr><td><img style='" + style + "' src=\"" + uri(SQUARE) + "\"></td><td>text</td></tr></table>";
        var printed = rendering.print(html);

        assertThat(printed.pixels(RED)).isGreaterThan(500);
        assertThat(printed.warningCodes()).isEmpty();
    }
}
