package io.pressrun.render;

import java.util.BitSet;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The characters a document shows.
 *
 * @param codePoints each one once
 * @param counted the number of visible characters
 */
@SuppressWarnings("ReferenceEquality") // DOM nodes have no other equality
record TextCensus(BitSet codePoints, long counted) {
    /** Walks without recursion. Styles are no text, and neither are control characters and white space. */
    static TextCensus of(Node root) {
        var seen = new BitSet();
        long count = 0;
        Node node = root;
        while (node != null) {
            boolean descend = true;
            if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
                count += add(node.getNodeValue(), seen);
            } else if (node instanceof Element element) {
                String name = element.getLocalName() == null ? element.getNodeName() : element.getLocalName();
                descend = !name.equalsIgnoreCase("style") && !name.equalsIgnoreCase("title");
            }
            Node next = descend ? node.getFirstChild() : null;
            while (next == null && node != null && node != root) {
                next = node.getNextSibling();
                if (next == null) {
                    node = node.getParentNode();
                }
            }
            if (next == null) {
                return new TextCensus(seen, count);
            }
            node = next;
        }
        return new TextCensus(seen, count);
    }

    private static long add(String text, BitSet seen) {
        long count = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (isVisible(codePoint)) {
                seen.set(codePoint);
                count++;
            }
        }
        return count;
    }

    /** How many of the visible characters of the node are in the set. */
    static long countIn(Node root, BitSet set) {
        if (set.isEmpty()) {
            return 0;
        }
        String text = root.getTextContent();
        return text == null ? 0 : text.codePoints().filter(set::get).count();
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            // Variation selectors choose a form and have no glyph of their own.
            default -> !(codePoint >= 0xFE00 && codePoint <= 0xFE0F || codePoint >= 0xE0100 && codePoint <= 0xE01EF);
        };
    }
}
