package io.pressrun.document;

import io.pressrun.job.AssetKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The files that an adapted document names itself. */
final class AssetScan {
    private static final Set<String> WITH_BACKGROUND = Set.of("table", "td", "th");

    private final URI base;
    private final ReferenceResolver references;
    private final MediaQueries media;
    private final Set<AssetReference> assets = new LinkedHashSet<>();

    AssetScan(URI base, ReferenceResolver references, MediaQueries media) {
        this.base = base;
        this.references = references;
        this.media = media;
    }

    List<AssetReference> scan(Document dom) {
        DomWalk.elements(dom, this::visit);
        return new ArrayList<>(assets);
    }

    private void visit(Element element) {
        String name = element.getLocalName();
        if (DomWalk.isSvg(element)) {
            if (name.equals("image")) {
                String href = element.getAttribute("href");
                add(href.isBlank() ? element.getAttributeNS(DomWalk.XLINK, "href") : href, AssetKind.IMAGE);
            }
        } else if (name.equals("img")) {
            add(element.getAttribute("src"), AssetKind.IMAGE);
        } else if (name.equals("link")) {
            add(element.getAttribute("href"), AssetKind.STYLESHEET);
        } else if (WITH_BACKGROUND.contains(name)) {
            add(element.getAttribute("background"), AssetKind.IMAGE);
        }
        if (name.equals("style")) {
            assets.addAll(CssReferences.in(element.getTextContent(), base, references, media));
        }
        if (element.hasAttribute("style")) {
            assets.addAll(CssReferences.inDeclarations(element.getAttribute("style"), base, references, media));
        }
    }

    private void add(String reference, AssetKind kind) {
        CssReferences.collect(reference, kind, base, references, assets);
    }
}
