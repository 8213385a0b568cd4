package io.pressrun.css.selector;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.css.syntax.Values;
import java.io.StringReader;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class NamespacesTest {
    private static final String XML = "<html xmlns='http://www.w3.org/1999/xhtml'><p/>"
            + "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>"
            + "<linearGradient/><a xlink:href='#x'/></svg><plain xmlns=''/></html>";

    private static final Namespaces DECLARED =
            Namespaces.NONE.with("svg", "http://www.w3.org/2000/svg").with("x", "http://www.w3.org/1999/xlink");

    private static Document document() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(XML)));
    }

    private static String matched(String selector, Namespaces namespaces) throws Exception {
        SelectorList list = SelectorParser.parse(Values.of(selector), namespaces, Nesting.NONE)
                .orElseThrow(() -> new AssertionError("Invalid: " + selector));
        DocumentIndex index = DocumentIndex.of(document(), false);
        return index.nodes().stream()
                .filter(node -> list.anyMatches(node, index.matching()))
                .map(node -> node.element().getLocalName())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "svg|* => svg linearGradient a",
                "svg|a => a",
                "|plain => plain",
                "*|p => p",
                "linearGradient => linearGradient",
                "[x|href] => a",
                "[*|href] => a",
                ":link => a",
                "P => p",
            })
    void prefixes_chooseTheNamespace(String selector, String names) throws Exception {
        assertThat(matched(selector, DECLARED)).isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "* => svg linearGradient a",
                ":not([none]) => svg linearGradient a",
                "*|* => html p svg linearGradient a plain",
                ":is(:link) => a",
            })
    void theDefaultNamespace_goesWithoutSaying(String selector, String names) throws Exception {
        assertThat(matched(selector, Namespaces.NONE.withDefault("http://www.w3.org/2000/svg")))
                .isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource({"lineargradient", "LINEARGRADIENT"})
    void elementsBeyondHtml_keepTheirCase(String selector) throws Exception {
        assertThat(matched(selector, DECLARED)).isEmpty();
    }
}
