package io.pressrun.document;

import static io.pressrun.job.FailureCode.DOCUMENT_REFUSED;
import static io.pressrun.job.FailureCode.DOCUMENT_TOO_DEEP;
import static io.pressrun.job.FailureCode.DOCUMENT_TOO_LARGE;

import io.pressrun.dom.DomWalk;
import io.pressrun.job.JobFailedException;
import java.util.Iterator;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;
import org.w3c.dom.DOMException;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** Reads HTML text as browsers do, with scripting off, into a W3C document within limits. */
final class HtmlReader {
    private final DocumentLimits limits;

    HtmlReader(DocumentLimits limits) {
        this.limits = limits;
    }

    /** @param quirks whether its doctype, or the lack of one, asks for quirks mode (DOM standard, 4.5) */
    record Html(Document dom, boolean quirks) {}

    Html read(String html) throws JobFailedException {
        checkBytes(html);
        org.jsoup.nodes.Document tree = parse(html);
        checkElements(tree);
        return new Html(convert(tree), tree.quirksMode() == org.jsoup.nodes.Document.QuirksMode.quirks);
    }

    private void checkBytes(String html) throws JobFailedException {
        long bytes = 0;
        for (int i = 0; i < html.length(); i++) {
            char c = html.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        if (bytes > limits.maxHtmlBytes()) {
            throw new JobFailedException(
                    DOCUMENT_TOO_LARGE,
                    "The HTML has " + bytes + " bytes; at most " + limits.maxHtmlBytes()
                            + " are allowed. Carry large images as assets, or split the document.");
        }
    }

    /** Stops early, so that the tree of a hostile document never gets much larger than the limit. */
    private org.jsoup.nodes.Document parse(String html) throws JobFailedException {
        Parser parser = Parser.htmlParser().setMaxDepth(2 * limits.maxDepth() + 16);
        try (StreamParser stream = new StreamParser(parser).parse(html, "")) {
            long finished = 0;
            Iterator<Element> elements = stream.iterator();
            while (elements.hasNext()) {
                elements.next();
                if (++finished > 2L * limits.maxElements()) {
                    throw tooManyElements("more than " + (finished - 1));
                }
            }
            return stream.document();
        }
    }

    private void checkElements(org.jsoup.nodes.Document tree) throws JobFailedException {
        int[] found = new int[2];
        tree.traverse((node, depth) -> {
            if (node instanceof Element && depth > 0) {
                found[0]++;
                found[1] = Math.max(found[1], depth);
            }
        });
        if (found[0] > limits.maxElements()) {
            throw tooManyElements(Integer.toString(found[0]));
        }
        if (found[1] > limits.maxDepth()) {
            throw new JobFailedException(
                    DOCUMENT_TOO_DEEP,
                    "The document nests elements at least " + found[1] + " levels deep; at most " + limits.maxDepth()
                            + " are allowed. Look for elements that are opened in a loop and never closed.");
        }
    }

    private JobFailedException tooManyElements(String found) {
        return new JobFailedException(
                DOCUMENT_TOO_LARGE,
                "The document has " + found + " elements; at most " + limits.maxElements()
                        + " are allowed. Split it into several jobs.");
    }

    private static Document convert(org.jsoup.nodes.Document tree) throws JobFailedException {
        try {
            Document dom = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .newDocument();
            new W3CDom().convert(tree, dom);
            keepElementsAndText(dom);
            return dom;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK has no XML parser", e);
        } catch (DOMException e) {
            throw new JobFailedException(
                    DOCUMENT_REFUSED, "The document has names that XML cannot hold: " + e.getMessage(), e);
        }
    }

    /** Drops what is never printed, and each node's reference to the tree it came from. */
    private static void keepElementsAndText(Document dom) {
        Node node = dom.getFirstChild();
        while (node != null) {
            Node next = DomWalk.next(node, dom);
            node.setUserData(W3CDom.SourceProperty, null, null);
            if (!(node instanceof org.w3c.dom.Element) && !(node instanceof Text)) {
                node.getParentNode().removeChild(node);
            }
            node = next;
        }
    }
}
