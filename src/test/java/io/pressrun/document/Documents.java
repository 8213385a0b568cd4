package io.pressrun.document;

import io.pressrun.dom.DomWalk;
import io.pressrun.job.JobFailedException;
import io.pressrun.url.ReferenceResolver;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/** Parsing of small documents for tests. */
public final class Documents {
    public static final URI BASE = URI.create("https://shop.example/app/");

    private Documents() {}

    public static ParsedDocument parse(String html) throws JobFailedException {
        return parse(html, new ReferenceResolver(BASE, Set.of()));
    }

    public static ParsedDocument parse(String html, ReferenceResolver references) throws JobFailedException {
        return new DocumentParser(DocumentLimits.DEFAULT).parse(html, references);
    }

    /** All elements of that local name, in document order. */
    static List<Element> all(ParsedDocument document, String name) {
        List<Element> found = new ArrayList<>();
        DomWalk.elements(document.dom(), element -> {
            if (element.getLocalName().equals(name)) {
                found.add(element);
            }
        });
        return found;
    }

    public static Element first(ParsedDocument document, String name) {
        return all(document, name).getFirst();
    }

    static List<String> children(Element parent) {
        List<String> names = new ArrayList<>();
        for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                names.add(element.getLocalName());
            }
        }
        return names;
    }

    static String text(ParsedDocument document) {
        return first(document, "body").getTextContent().strip().replaceAll("\\s+", " ");
    }
}
