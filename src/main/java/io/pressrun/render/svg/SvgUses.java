package io.pressrun.render.svg;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Counts the elements of an SVG with every {@code use} replaced by what it names, and every marker counted at each corner
 * that it may be drawn at. A few nested ones can stand for millions, on which the drawer would spend minutes and
 * gigabytes.
 */
final class SvgUses {
    private static final long MAX_ELEMENTS = 100_000;
    private static final String XLINK = "http://www.w3.org/1999/xlink";

    private static final Pattern MARKER =
            Pattern.compile("marker(?:-start|-mid|-end)?\\s*:\\s*url\\(\\s*[\"']?#([^)\"']+)");
    private static final Pattern OWN_MARKER = Pattern.compile("\\s*url\\(\\s*[\"']?#([^)\"']+).*");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final List<String> MARKERS = List.of("marker", "marker-start", "marker-mid", "marker-end");

    private final Map<String, Element> byId = new HashMap<>();
    private final IdentityHashMap<Element, Long> corners = new IdentityHashMap<>();
    /** Markers that a stylesheet names, for whatever. */
    private final Set<String> byStylesheets = new HashSet<>();

    private final IdentityHashMap<Element, Long> counted = new IdentityHashMap<>();

    private SvgUses() {}

    /** @throws SvgRefused when there are too many of them, or when they name each other in a circle */
    static void check(Element svg) {
        var uses = new SvgUses();
        uses.index(svg);
        long markers = uses.byStylesheets.isEmpty() ? 0 : uses.corners(svg) * uses.countNamed(uses.byStylesheets);
        if (uses.count(svg) + markers > MAX_ELEMENTS) {
            throw new SvgRefused(
                    "it has more than " + MAX_ELEMENTS + " elements, those that <use> and markers repeat included.");
        }
    }

    private void index(Element element) {
        if (element.hasAttribute("id")) {
            byId.putIfAbsent(element.getAttribute("id"), element);
        }
        if (name(element).equals("style")) {
            MARKER.matcher(element.getTextContent()).results().forEach(marker -> byStylesheets.add(marker.group(1)));
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element nested) {
                index(nested);
            }
        }
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
        var markers = markers(element);
        if (!markers.isEmpty()) {
            sum = Math.min(sum + corners(element) * countNamed(markers), MAX_ELEMENTS + 1);
        }
        counted.put(element, sum);
        return sum;
    }

    private long countNamed(Set<String> ids) {
        long sum = 0;
        for (String id : ids) {
            Element marker = byId.get(id);
            sum += marker == null ? 0 : count(marker);
        }
        return sum;
    }

    /** What the element declares for itself and all within, for markers are inherited. */
    private static Set<String> markers(Element element) {
        Set<String> named = new HashSet<>();
        for (String attribute : MARKERS) {
            var own = OWN_MARKER.matcher(element.getAttribute(attribute));
            if (own.matches()) {
                named.add(own.group(1));
            }
        }
        MARKER.matcher(element.getAttribute("style")).results().forEach(marker -> named.add(marker.group(1)));
        return named;
    }

    /** Of the lines in the element, at the most. */
    private long corners(Element element) {
        var known = corners.get(element);
        if (known != null) {
            return known;
        }
        long sum = 2;
        for (String attribute : List.of("d", "points")) {
            sum += NUMBER.matcher(element.getAttribute(attribute)).results().count();
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element nested) {
                sum += corners(nested);
            }
        }
        corners.put(element, sum);
        return sum;
    }

    private static boolean isUse(Element element) {
        return name(element).equals("use");
    }

    private static String name(Element element) {
        return element.getLocalName() == null ? element.getNodeName() : element.getLocalName();
    }

    private @Nullable Element named(Element use) {
        String href = use.getAttributeNS(XLINK, "href");
        if (href == null || href.isEmpty()) {
            href = use.getAttribute("href");
        }
        return href.startsWith("#") ? byId.get(href.substring(1)) : null;
    }
}
