package io.pressrun.render;

import com.openhtmltopdf.layout.SharedContext;
import io.pressrun.dom.DomWalk;
import java.util.Locale;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Makes blocks of inline elements with {@code float: footnote}. The engine lays the content of an inline one out in an
 * element that its bidirectional analysis has never seen, and fails.
 */
@SuppressWarnings("ReferenceEquality") // DOM nodes have no other equality
final class Footnotes {
    private Footnotes() {}

    /**
     * Walks without recursion.
     *
     * @return whether an element was changed, so that all styles must be computed again
     */
    static boolean makeBlocks(Document dom, SharedContext context) {
        Element root = dom.getDocumentElement();
        boolean changed = false;
        Node node = root;
        while (node != null) {
            boolean descend = true;
            if (node instanceof Element element) {
                descend = !element.getTagName().toLowerCase(Locale.ROOT).equals("head");
                changed |= descend && makeBlock(element, context);
            }
            node = descend ? DomWalk.next(node, root) : DomWalk.nextOutside(node, root);
        }
        return changed;
    }

    private static boolean makeBlock(Element element, SharedContext context) {
        var style = context.getStyle(element);
        if (!style.isFootnote() || !style.isInline()) {
            return false;
        }
        element.setAttribute("style", element.getAttribute("style") + ";display:block !important");
        return true;
    }
}
