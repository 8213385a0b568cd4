package io.pressrun.css.selector;

import io.pressrun.css.syntax.Names;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The directionality of elements (HTML, 3.2.6.4). */
final class Directionality {
    private static final Set<String> SKIPPED = Set.of("bdi", "script", "style", "textarea");

    private Directionality() {}

    static boolean rightToLeft(ElementNode node) {
        for (ElementNode at = node; at != null; at = at.parent) {
            Boolean own = at.html ? ownDirection(at) : null;
            if (own != null) {
                return own;
            }
        }
        return false;
    }

    private static @Nullable Boolean ownDirection(ElementNode node) {
        String given = node.attribute("dir");
        return switch (given == null ? "" : Names.lower(given)) {
            case "rtl" -> true;
            case "ltr" -> false;
            case "auto" -> ofText(node);
            default -> node.is("bdi") ? ofText(node) : null;
        };
    }

    private static boolean ofText(ElementNode node) {
        if (node.is("input")) {
            String value = node.attribute("value");
            Boolean first = value == null ? null : first(value);
            return first != null && first;
        }
        Node top = node.element;
        Node at = top.getFirstChild();
        while (at != null) {
            if (at.getNodeType() == Node.TEXT_NODE) {
                Boolean first = first(at.getNodeValue());
                if (first != null) {
                    return first;
                }
            }
            Node next = at instanceof Element element && skipped(element) ? null : at.getFirstChild();
            while (next == null && at != null && !at.isSameNode(top)) {
                next = at.getNextSibling();
                at = at.getParentNode();
            }
            at = next;
        }
        return false;
    }

    private static boolean skipped(Element element) {
        return element.hasAttribute("dir") || SKIPPED.contains(element.getNodeName());
    }

    /** Whether the first strong character is written from right to left; null without one. */
    private static @Nullable Boolean first(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            switch (Character.getDirectionality(text.codePointAt(i))) {
                case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> {
                    return false;
                }
                case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> {
                    return true;
                }
                default -> {}
            }
        }
        return null;
    }
}
