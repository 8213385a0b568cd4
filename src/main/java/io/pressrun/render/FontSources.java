package io.pressrun.render;

import io.pressrun.document.DomWalk;
import io.pressrun.document.EngineCss;
import io.pressrun.document.FontDemand;
import io.pressrun.document.FontFace;
import io.pressrun.document.ReferenceResolver;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Where the engine finds the fonts of one document. It takes one address for each {@code @font-face}; the others to try
 * are kept here. Rules for text that the document does not have are kept from it, or it might choose them.
 */
final class FontSources {
    private final FontDemand demand;
    private final ReferenceResolver references;
    private final Map<String, List<String>> byFirst = new HashMap<>();

    FontSources(FontDemand demand, ReferenceResolver references) {
        this.demand = demand;
        this.references = references;
    }

    /** Adapts the stylesheets within the document; those it links to come through the bridge. */
    void apply(Document dom, URI base) {
        for (Node node = dom.getDocumentElement(); node != null; node = DomWalk.next(node, dom)) {
            if (node instanceof Element element
                    && "style".equals(element.getLocalName())
                    && "http://www.w3.org/1999/xhtml".equals(element.getNamespaceURI())) {
                String css = element.getTextContent();
                String adapted = stylesheet(css, base);
                if (!adapted.equals(css)) {
                    element.setTextContent(adapted);
                }
            }
        }
    }

    /** @param base the stylesheet's own address */
    String stylesheet(String css, URI base) {
        return EngineCss.stylesheet(css, face -> address(face, base));
    }

    private Optional<String> address(FontFace face, URI base) {
        List<String> addresses = face.addresses(base, references);
        if (addresses.isEmpty() || demand.isUnneeded(face)) {
            return Optional.empty();
        }
        byFirst.putIfAbsent(addresses.getFirst(), addresses);
        return Optional.of(addresses.getFirst());
    }

    /** The addresses to try for a font that the engine asks for under the first of them; empty for what is none. */
    List<String> all(String address) {
        return byFirst.getOrDefault(address, List.of());
    }
}
