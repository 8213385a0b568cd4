package io.pressrun.render.bridge;

import io.pressrun.css.EngineCss;
import io.pressrun.css.FontDemand;
import io.pressrun.css.FontFace;
import io.pressrun.css.PageSize;
import io.pressrun.dom.DomWalk;
import io.pressrun.url.ReferenceResolver;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Where the engine finds the fonts of one document. It is given an address of ours for each {@code @font-face}; what the
 * rule says and where its font may lie is kept here. Rules for text that the document does not have are kept from it.
 */
public final class FontSources {
    /** Of the addresses that lead here; no others begin so. */
    static final String SCHEME = "font";

    private final FontDemand demand;
    private final ReferenceResolver references;
    private final PageSize page;
    private final Map<Source, String> addresses = new HashMap<>();
    private final Map<String, Source> sources = new HashMap<>();

    /** @param addresses to try in turn; never empty */
    record Source(FontFace face, List<String> addresses) {}

    /** @param page what the document is printed on */
    public FontSources(FontDemand demand, ReferenceResolver references, PageSize page) {
        this.page = page;
        this.demand = demand;
        this.references = references;
    }

    /** Adapts the stylesheets within the document; those it links to come through the bridge. */
    public void apply(Document dom, URI base) {
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
        return EngineCss.stylesheet(css, page, face -> address(face, base));
    }

    private Optional<String> address(FontFace face, URI base) {
        List<String> found = face.addresses(base, references);
        if (found.isEmpty() || demand.isUnneeded(face)) {
            return Optional.empty();
        }
        var source = new Source(face, found);
        String address = addresses.computeIfAbsent(source, added -> SCHEME + ":" + sources.size());
        sources.put(address, source);
        return Optional.of(address);
    }

    /** What lies behind an address that the engine asks for; empty when it is none of a font. */
    Optional<Source> at(String address) {
        return Optional.ofNullable(sources.get(address));
    }
}
