package io.pressrun.document;

import io.pressrun.css.CssReferences;
import io.pressrun.css.MediaQueries;
import io.pressrun.css.ReferenceList;
import io.pressrun.dom.DomWalk;
import io.pressrun.job.AssetKind;
import io.pressrun.url.AssetReference;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The files that an adapted document names itself. */
final class AssetScan {
    private static final Set<String> WITH_BACKGROUND = Set.of("table", "td", "th");

    private final ReferenceList assets;
    private final MediaQueries media;

    /** @param assets takes what is found */
    AssetScan(ReferenceList assets, MediaQueries media) {
        this.assets = assets;
        this.media = media;
    }

    List<AssetReference> scan(Document dom) {
        DomWalk.elements(dom, this::visit);
        return assets.all();
    }

    private void visit(Element element) {
        String name = element.getLocalName();
        if (DomWalk.isSvg(element)) {
            if (name.equals("image")) {
                String href = element.getAttribute("href");
                assets.add(href.isBlank() ? element.getAttributeNS(DomWalk.XLINK, "href") : href, AssetKind.IMAGE);
            }
        } else if (name.equals("img")) {
            assets.add(element.getAttribute("src"), AssetKind.IMAGE);
        } else if (name.equals("link")) {
            assets.add(element.getAttribute("href"), AssetKind.STYLESHEET);
        } else if (WITH_BACKGROUND.contains(name)) {
            assets.add(element.getAttribute("background"), AssetKind.IMAGE);
        }
        if (name.equals("style")) {
            CssReferences.collect(element.getTextContent(), media, assets);
        }
        if (element.hasAttribute("style")) {
            CssReferences.collectFromDeclarations(element.getAttribute("style"), media, assets);
        }
    }
}
