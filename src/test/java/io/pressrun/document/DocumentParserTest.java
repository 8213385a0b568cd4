package io.pressrun.document;

import static io.pressrun.document.Documents.all;
import static io.pressrun.document.Documents.children;
import static io.pressrun.document.Documents.first;
import static io.pressrun.document.Documents.parse;
import static io.pressrun.document.Documents.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pressrun.dom.DomWalk;
import io.pressrun.job.AssetKind;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.Warning;
import io.pressrun.url.AssetReference;
import io.pressrun.url.ReferenceResolver;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class DocumentParserTest {
    private static final DocumentLimits SMALL = new DocumentLimits(100, 10, 5, 10);

    @ParameterizedTest
    @CsvSource({
        "a, 101, DOCUMENT_TOO_LARGE, 'The HTML has 101 bytes; at most 100'",
        "€, 34, DOCUMENT_TOO_LARGE, 'The HTML has 102 bytes; at most 100'",
        "😀, 26, DOCUMENT_TOO_LARGE, 'The HTML has 104 bytes; at most 100'",
        "<p>, 8, DOCUMENT_TOO_LARGE, 'The document has 11 elements; at most 10'",
        "<i>, 30, DOCUMENT_TOO_LARGE, 'The document has more than 20 elements; at most 10'",
        "<div>, 4, DOCUMENT_TOO_DEEP, 'nests elements at least 6 levels deep; at most 5'",
    })
    void parse_overALimit_saysFoundAndAllowed(String piece, int times, FailureCode code, String message) {
        assertThatThrownBy(() -> new DocumentParser(SMALL).parse(piece.repeat(times), references()))
                .isInstanceOfSatisfying(JobFailedException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(code);
                    assertThat(failure).hasMessageContaining(message);
                });
    }

    @ParameterizedTest
    @CsvSource({"a, 100", "€, 33", "😀, 25", "<p>, 7", "<div>, 3"})
    void parse_atALimit_passes(String piece, int times) throws JobFailedException {
        assertThat(new DocumentParser(SMALL).parse(piece.repeat(times), references()))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>", "<div>", "<p><b a=1><b a=2>"})
    void parse_ofAHugeDocument_stopsEarly(String piece) {
        assertThatThrownBy(() -> parse(piece.repeat(500_000)))
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("more than 400000 elements");
    }

    @Test
    void parse_putsElementsIntoTheNamespacesOfHtml() throws JobFailedException {
        ParsedDocument document = parse("<P ID=x>a<svg viewBox='0 0 1 1'><lineargradient id=g />"
                + "<use xlink:href='#g'/><foreignObject><b>c</b></foreignObject></svg><math><mi>d</mi></math>");

        assertThat(document.dom().getDocumentElement().getNamespaceURI()).isEqualTo(DomWalk.XHTML);
        assertThat(first(document, "p").getNamespaceURI()).isEqualTo(DomWalk.XHTML);
        assertThat(first(document, "svg").getAttribute("viewBox")).isEqualTo("0 0 1 1");
        assertThat(first(document, "linearGradient").getNamespaceURI()).isEqualTo(DomWalk.SVG);
        assertThat(first(document, "use").getAttributeNS(DomWalk.XLINK, "href")).isEqualTo("#g");
        assertThat(first(document, "b").getNamespaceURI()).isEqualTo(DomWalk.XHTML);
        assertThat(first(document, "mi").getNamespaceURI()).isEqualTo("http://www.w3.org/1998/Math/MathML");
        assertThat(document.dom().getElementById("x")).isEqualTo(first(document, "p"));
        assertThat(document.dom().getElementById("g")).isEqualTo(first(document, "linearGradient"));
    }

    @Test
    void parse_leavesElementsAndTextOnly() throws JobFailedException {
        ParsedDocument document = parse(
                "<!doctype html><?xml-stylesheet href='file:///x'?><!-- a --><p>b<!-- c --><svg><![CDATA[d]]></svg>");

        for (Node node = document.dom(); node != null; node = DomWalk.next(node, document.dom())) {
            assertThat(node.getNodeType())
                    .isIn(Node.DOCUMENT_NODE, Node.ELEMENT_NODE, Node.TEXT_NODE, Node.CDATA_SECTION_NODE);
        }
        assertThat(text(document)).isEqualTo("bd");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'<html lang=\" de-AT \"><title> An \n invoice </title>', An invoice, de-AT",
                "'<html xml:lang=en><body><title>Late</title>', Late, en",
                "'<html lang=\"\"><title> </title>', -, -",
                "'<svg><title>Drawing</title></svg>', -, -",
            })
    void parse_readsTitleAndLanguage(String html, String title, String language) throws JobFailedException {
        ParsedDocument document = parse(html);

        assertThat(document.title()).isEqualTo(title);
        assertThat(document.language()).isEqualTo(language);
    }

    @Test
    void parse_movesStylesheetsOfTheBodyToTheHeadInOrder() throws JobFailedException {
        ParsedDocument document = parse("<head><style>1</style></head><style media=print>2</style>"
                + "<link rel=STYLESHEET href=3.css type='text/css; charset=utf-8'><div><style>4</style>text</div>"
                + "<svg><style>5</style></svg>");

        assertThat(children(first(document, "head"))).containsExactly("style", "style", "link", "style");
        assertThat(all(document, "style").stream().map(Node::getTextContent)).containsExactly("1", "2", "4", "5");
        assertThat(first(document, "link").getAttribute("type")).isEmpty();
        assertThat(text(document)).isEqualTo("text5");
    }

    @Test
    void parse_removesStylesheetsAndLinksThatAreNotForPrint() throws JobFailedException {
        ParsedDocument document = parse("<link rel=icon href=i><link rel='alternate stylesheet' href=a>"
                + "<link rel=stylesheet href=s media=screen><link rel=stylesheet href=l type=text/less>"
                + "<link rel=stylesheet href=' '><link rel=stylesheet href=d disabled><link rel=preload href=p>"
                + "<style media=screen>x</style><style type=text/plain>y</style>"
                + "<link rel=stylesheet href=ok media='print and (min-width: 10px)'>");

        assertThat(document.assets())
                .containsExactly(new AssetReference(Documents.BASE.resolve("ok"), AssetKind.STYLESHEET));
        assertThat(children(first(document, "head"))).containsExactly("link");
        assertThat(first(document, "link").hasAttribute("media")).isFalse();
    }

    @Test
    void parse_printsAsWithoutScripting() throws JobFailedException {
        ParsedDocument document = parse("<body onload=x()>a<script>b</script><noscript><p onclick=y()>c</p></noscript>"
                + "<template>d</template><svg><script>e</script></svg><noframes>f</noframes>"
                + "<object data=g.swf><b>h</b></object><datalist><option>i</datalist>");

        assertThat(text(document)).isEqualTo("ach");
        assertThat(first(document, "body").hasAttribute("onload")).isFalse();
        assertThat(first(document, "p").hasAttribute("onclick")).isFalse();
        assertThat(document.warnings()).isEmpty();
        assertThat(document.assets()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<object data=a.svg>other</object>",
                "<object data='a.SVG?v=2#x'><p>other</p></object>",
                "<object data=a.svg type=image/svg+xml><param name=b><img src=other.png></object>",
                "<object data=a.svg type=' IMAGE/SVG+XML; charset=utf-8 '/>",
                "<object data=a.pdf type=application/pdf><object data=a.svg></object></object>",
            })
    void parse_takesAnObjectForTheImageThatItNames(String html) throws JobFailedException {
        ParsedDocument document = parse(html);

        assertThat(first(document, "img").getAttribute("src")).startsWithIgnoringCase("a.svg");
        assertThat(text(document)).isEmpty();
        assertThat(document.assets()).singleElement().satisfies(asset -> {
            assertThat(asset.kind()).isEqualTo(AssetKind.IMAGE);
            assertThat(asset.uri().toString()).containsIgnoringCase("/a.svg");
        });
        assertThat(document.warnings()).isEmpty();
    }

    @Test
    void parse_takesAnObjectForItsContent_whenItIsNoImage() throws JobFailedException {
        ParsedDocument document = parse("<object data=a.pdf><b>other</b></object><object>x</object>");

        assertThat(text(document)).isEqualTo("otherx");
        assertThat(document.warnings()).isEmpty();
        assertThat(document.assets()).isEmpty();
    }

    @Test
    void parse_warnsOfAnObject_thatHasNothingToPrint() throws JobFailedException {
        ParsedDocument document = parse("a<object data=a.svg type=text/html> <param name=b> </object>");

        assertThat(text(document)).isEqualTo("a");
        assertThat(document.warnings().stream().map(Warning::code)).containsExactly("ELEMENT_DROPPED");
    }

    @Test
    void parse_dropsWhatTheEngineCannotPrint_withOneWarningPerKind() throws JobFailedException {
        ParsedDocument document = parse("a<iframe src=x>no</iframe><iframe></iframe><embed src=y>b<video>no</video>");

        assertThat(text(document)).isEqualTo("ab");
        assertThat(document.warnings().stream().map(Warning::code)).containsOnly("ELEMENT_DROPPED");
        assertThat(document.warnings().stream().map(Warning::subject)).containsExactly("iframe", "embed", "video");
        assertThat(document.warnings().getFirst().message()).contains("2 dropped");
    }

    @Test
    void parse_hidesWhatBrowsersHide() throws JobFailedException {
        ParsedDocument document = parse("<p hidden style='color:red'>a</p><dialog>b</dialog><dialog open>c</dialog>");

        assertThat(first(document, "p").getAttribute("style")).isEqualTo("display: none; color:red");
        assertThat(all(document, "dialog").stream().map(dialog -> dialog.getAttribute("style")))
                .containsExactly("display: none; ", "");
    }

    @ParameterizedTest
    @CsvSource({
        "x.html#f, https://shop.example/app/x.html#f",
        "'/a b', https://shop.example/a%20b",
        "?q, https://shop.example/app/?q",
        "#f, #f",
        "HTTPS://h/, HTTPS://h/",
        "mailto:a@b, mailto:a@b",
        "' java\nscript:alert(1)', ''",
        "vbscript:x, ''",
    })
    void parse_makesLinksWorkOutsideThePage(String href, String expected) throws JobFailedException {
        assertThat(first(parse("<a href=\"" + href + "\">x</a>"), "a").getAttribute("href"))
                .isEqualTo(expected);
    }

    @Test
    void parse_withoutBaseUrl_leavesRelativeLinks() throws JobFailedException {
        assertThat(first(parse("<a href=x.html>x</a>", new ReferenceResolver(null, Set.of())), "a")
                        .getAttribute("href"))
                .isEqualTo("x.html");
    }

    @ParameterizedTest
    @CsvSource({
        "https://cdn.example/x/, https://cdn.example/x/",
        "sub/, https://shop.example/app/sub/",
        "/#f, https://shop.example/",
        "file:///etc/, https://shop.example/app/",
        "'', https://shop.example/app/",
    })
    void parse_honoursTheBaseElement(String href, URI expected) throws JobFailedException {
        ParsedDocument document = parse("<base target=_top><base href='" + href + "'><base href=late/><img src=i.png>");

        assertThat(document.base()).isEqualTo(expected);
        assertThat(document.assets()).extracting(AssetReference::uri).containsExactly(expected.resolve("i.png"));
    }

    @Test
    void parse_ofAnyText_givesHeadAndRoot() throws JobFailedException {
        var random = new Random(42);
        List<String> pieces = List.of(
                "<p>",
                "</p>",
                "<table>",
                "<tr>",
                "<td colspan=9 rowspan=0>",
                "</table>",
                "<svg>",
                "<style>",
                "</style>",
                "<noscript>",
                "</noscript>",
                "<title>",
                "<a href=x>",
                "<img srcset='a 2x, b'>",
                "<frameset>",
                "<picture>",
                "<source srcset=x>",
                "<math>",
                "<template>",
                "text",
                "\u0000",
                "<!--",
                "-->",
                "<select>",
                "<head>",
                "<base href=//>",
                "<a:b c:d=1>",
                "<col span=5>",
                "<p \"<='x>",
                "</body>",
                "</html>",
                "<iframe>",
                "<?x",
                "<![CDATA[");
        for (int i = 0; i < 3_000; i++) {
            var html = new StringBuilder();
            random.ints(random.nextInt(30), 0, pieces.size()).forEach(at -> html.append(pieces.get(at)));
            ParsedDocument document = parse(html.toString());
            Element root = document.dom().getDocumentElement();
            assertThat(root.getLocalName()).as(html.toString()).isEqualTo("html");
            assertThat(children(root)).as(html.toString()).startsWith("head");
        }
    }

    private static ReferenceResolver references() {
        return new ReferenceResolver(null, Set.of());
    }
}
