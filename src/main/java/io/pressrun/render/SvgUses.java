package io.pressrun.render;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Counts the elements of an SVG with every {@code use} replaced by what it names. A few nested ones can stand for
 * millions, on which the drawer would spend minutes and gigabytes.
 */
final class SvgUses {
    private static final long MAX_ELEMENTS = 100_000;
    private static final String XLINK = "http://www.w3.org/1999/xlink";

    private final Map<String, Element> byId = new HashMap<>();
    private final IdentityHashMap<Element, Long> counted = new IdentityHashMap<>();

    private SvgUses() {}

    /** @throws SvgRefused when there are too many of them, or when they name each other in a circle */
    static void check(Element svg) {
        var uses = new SvgUses();
        if (uses.index(svg) && uses.count(svg) > MAX_ELEMENTS) {
            throw new SvgRefused("with its <use> elements replaced it has more than " + MAX_ELEMENTS + " elements.");
        }
    }

    /** @return whether there is any {@code use} */
    private boolean index(Element element) {
        boolean found = isUse(element);
        if (element.hasAttribute("id")) {
            byId.putIfAbsent(element.getAttribute("id"), element);
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element nested) {
                found |= index(nested);
            }
        }
        return found;
    }

    private long count(Element element) {
        Long known = counted.get(element);
        if (known != null) {
            if (known < 0) {
                throw new SvgRefused("its <use> elements refer to themselves.");
            }
            return known;
        }
        counted.put(element, -1L);
        long sum = 1;
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element nested) {
                sum = Math.min(sum + count(nested), MAX_ELEMENTS + 1);
            }
        }
        Element named = isUse(element) ? named(element) : null;
        if (named != null) {
            sum = Math.min(sum + count(named), MAX_ELEMENTS + 1);
        }
        counted.put(element, sum);
        return sum;
    }

    private static boolean isUse(Element element) {
        String name = element.getLocalName() == null ? element.getNodeName() : element.getLocalName();
        return name.equals("use");
    }

    private @Nullable Element named(Element use) {
        String href = use.getAttributeNS(XLINK, "href");
        if (href == null || href.isEmpty()) {
            href = use.getAttribute("href");
        }
        return href.startsWith("#") ? byId.get(href.substring(1)) : null;
    }
}
