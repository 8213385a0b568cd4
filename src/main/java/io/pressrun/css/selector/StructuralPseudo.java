package io.pressrun.css.selector;

import org.w3c.dom.Node;

/** Pseudo-classes of an element's place in the tree (selectors-4, 14), and those that match nothing. */
enum StructuralPseudo implements SimpleSelector {
    ROOT,
    SCOPE,
    EMPTY,
    FIRST_CHILD,
    LAST_CHILD,
    ONLY_CHILD,
    FIRST_OF_TYPE,
    LAST_OF_TYPE,
    ONLY_OF_TYPE,
    /** What asks for a pointer, a keyboard, a history or a shadow tree. */
    NEVER;

    @Override
    public boolean matches(ElementNode node, Matching matching) {
        return switch (this) {
            case ROOT -> node.parent == null;
            case SCOPE -> node == matching.scope();
            case EMPTY -> empty(node);
            case FIRST_CHILD -> node.previous == null;
            case LAST_CHILD -> node.next == null;
            case ONLY_CHILD -> node.previous == null && node.next == null;
            case FIRST_OF_TYPE -> node.typeIndex() == 1;
            case LAST_OF_TYPE -> node.typeIndexFromEnd() == 1;
            case ONLY_OF_TYPE -> node.typeIndex() == 1 && node.typeIndexFromEnd() == 1;
            case NEVER -> false;
        };
    }

    /** White space counts as content, as in browsers. */
    private static boolean empty(ElementNode node) {
        if (node.firstChild != null) {
            return false;
        }
        for (Node child = node.element.getFirstChild(); child != null; child = child.getNextSibling()) {
            boolean text = child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE;
            if (text && !child.getNodeValue().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int cost() {
        return this == NEVER ? -1 : 2;
    }
}
