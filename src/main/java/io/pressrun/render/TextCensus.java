package io.pressrun.render;

import io.pressrun.dom.DomWalk;
import java.util.BitSet;
import java.util.function.Consumer;
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
    static TextCensus of(Node root) {
        var seen = new BitSet();
        long[] count = {0};
        walk(root, text -> count[0] += add(text, seen));
        return new TextCensus(seen, count[0]);
    }

    /** Walks without recursion. Styles and titles are no text on the page. */
    private static void walk(Node root, Consumer<String> texts) {
        Node node = root;
        while (node != null) {
            boolean descend = true;
            if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
                texts.accept(node.getNodeValue());
            } else if (node instanceof Element element) {
                String name = element.getLocalName() == null ? element.getNodeName() : element.getLocalName();
                descend = !name.equalsIgnoreCase("style") && !name.equalsIgnoreCase("title");
            }
            node = descend ? DomWalk.next(node, root) : DomWalk.nextOutside(node, root);
        }
    }

    /** Control characters and white space are not counted. */
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
        long[] count = {0};
        walk(root, text -> count[0] += text.codePoints().filter(set::get).count());
        return count[0];
    }

    /** Of these characters those that leave a mark on the page. */
    static BitSet visible(BitSet characters) {
        var visible = (BitSet) characters.clone();
        characters.stream().filter(character -> !isVisible(character)).forEach(visible::clear);
        return visible;
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
