package io.pressrun.render;

import io.pressrun.css.PageSize;
import io.pressrun.job.RenderJob;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Writes the job's page geometry as the last {@code @page} rule of the document, so that it wins over earlier ones. */
final class JobPage {
    private JobPage() {}

    static void apply(Document dom, RenderJob job) {
        var page = job.page();
        var css = new StringBuilder();
        if (page.size() != null || page.orientation() != null) {
            var size = PageSize.of(page);
            css.append("size:" + size.width() + " " + size.height() + ";");
        }
        if (page.margin() != null) {
            css.append("margin:").append(PageSize.inKnownUnits(page.margin())).append(';');
        }
        if (!css.isEmpty()) {
            Element style = dom.createElementNS(dom.getDocumentElement().getNamespaceURI(), "style");
            style.setAttribute("type", "text/css");
            style.appendChild(dom.createTextNode("@page{" + css + "}"));
            head(dom).appendChild(style);
        }
    }

    /** The document's head, made if there is none. */
    static Element head(Document dom) {
        Element root = dom.getDocumentElement();
        for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && "head".equalsIgnoreCase(element.getTagName())) {
                return element;
            }
        }
        Element head = dom.createElementNS(root.getNamespaceURI(), "head");
        root.insertBefore(head, root.getFirstChild());
        return head;
    }
}
