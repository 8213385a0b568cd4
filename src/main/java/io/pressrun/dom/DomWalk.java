package io.pressrun.dom;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Document order without recursion. */
public final class DomWalk {
    public static final String XHTML = "http://www.w3.org/1999/xhtml";
    public static final String SVG = "http://www.w3.org/2000/svg";
    public static final String XLINK = "http://www.w3.org/1999/xlink";

    private DomWalk() {}

    /** The node after this one, its children first; {@code null} at the end of the root's subtree. */
    public static @Nullable Node next(Node node, Node root) {
        return node.getFirstChild() != null ? node.getFirstChild() : nextOutside(node, root);
    }

    /** The node after this one and its whole subtree. */
    public static @Nullable Node nextOutside(Node node, Node root) {
        Node at = node;
        while (at != null && !at.isSameNode(root)) {
            if (at.getNextSibling() != null) {
                return at.getNextSibling();
            }
            at = at.getParentNode();
        }
        return null;
    }

    /** Visits every element; the visitor changes no structure. */
    public static void elements(Node root, Consumer<Element> visitor) {
        for (Node node = root; node != null; node = next(node, root)) {
            if (node instanceof Element element) {
                visitor.accept(element);
            }
        }
    }

    public static boolean isHtml(@Nullable Node node, String name) {
        return node instanceof Element element
                && XHTML.equals(element.getNamespaceURI())
                && name.equals(element.getLocalName());
    }

    public static boolean isSvg(Element element) {
        return SVG.equals(element.getNamespaceURI());
    }
}
