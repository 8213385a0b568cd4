package io.pressrun.css.selector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A document prepared for matching, made in one pass. It is of one thread and shows the document as it was then; the
 * elements of XHTML's namespace are those of HTML.
 */
public final class DocumentIndex {
    static final String XHTML = "http://www.w3.org/1999/xhtml";

    private final IdentityHashMap<Element, ElementNode> nodes = new IdentityHashMap<>();
    private final List<ElementNode> inOrder = new ArrayList<>();
    private final @Nullable ElementNode root;
    private final Set<String> names;
    private final Matching matching;

    private DocumentIndex(@Nullable Element rootElement, boolean quirks, long budget) {
        NodeNames.Pool pool = new NodeNames.Pool();
        root = rootElement == null ? null : read(rootElement, pool);
        names = pool.lowerNames();
        for (ElementNode node : inOrder.reversed()) {
            if (node.parent != null) {
                node.parent.descendants =
                        node.parent.descendants.with(node.descendants).with(node.own);
            }
        }
        matching = new Matching(this, quirks, budget);
    }

    /** @param quirks whether ids and classes are compared without case, as in documents without a doctype */
    public static DocumentIndex of(Document document, boolean quirks) {
        return new DocumentIndex(document.getDocumentElement(), quirks, Matching.DEFAULT_BUDGET);
    }

    static DocumentIndex of(Document document, boolean quirks, long budget) {
        return new DocumentIndex(document.getDocumentElement(), quirks, budget);
    }

    private ElementNode read(Element rootElement, NodeNames.Pool pool) {
        ElementNode first = add(rootElement, null, pool);
        ElementNode parent = first;
        Node at = rootElement;
        while (true) {
            Node next = at.getFirstChild();
            if (next != null && at instanceof Element) {
                parent = at.isSameNode(rootElement) ? first : known(at);
            } else {
                next = at.isSameNode(rootElement) ? null : at.getNextSibling();
                while (next == null && !at.isSameNode(rootElement)) {
                    at = at.getParentNode();
                    if (!at.isSameNode(rootElement)) {
                        next = at.getNextSibling();
                        parent = known(at.getParentNode());
                    }
                }
                if (next == null) {
                    return first;
                }
            }
            if (next instanceof Element element) {
                add(element, parent, pool);
            }
            at = next;
        }
    }

    private ElementNode add(Element element, @Nullable ElementNode parent, NodeNames.Pool pool) {
        boolean html = XHTML.equals(element.getNamespaceURI());
        ElementNode node = new ElementNode(element, parent, html, new NodeNames(element, html, pool), inOrder.size());
        nodes.put(element, node);
        inOrder.add(node);
        return node;
    }

    private ElementNode known(Node element) {
        ElementNode node = element instanceof Element key ? nodes.get(key) : null;
        if (node == null) {
            throw new IllegalStateException("An element below another was read before it: " + element.getNodeName());
        }
        return node;
    }

    /** The element's node; null for an element that was not in the document when it was read. */
    public @Nullable ElementNode node(Element element) {
        return nodes.get(element);
    }

    /** All elements in document order. */
    public List<ElementNode> nodes() {
        return Collections.unmodifiableList(inOrder);
    }

    public @Nullable ElementNode root() {
        return root;
    }

    /** Whether some element has what the key asks for; perhaps also if only another kind of name is the same. */
    boolean mayHold(BucketKey key) {
        return key.name().isEmpty() || names.contains(key.name());
    }

    /** The state of matching in this document. */
    public Matching matching() {
        return matching;
    }
}
