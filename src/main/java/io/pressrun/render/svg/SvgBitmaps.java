package io.pressrun.render.svg;

import java.util.Locale;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Counts the bitmaps by which an SVG is drawn: one for a mask or for opacity, and one for each part of a filter. */
final class SvgBitmaps {
    /** What the drawer reads for a pixel at no noticeable price. */
    private static final int CHEAP_KERNEL = 9;

    private static final String XLINK = "http://www.w3.org/1999/xlink";

    private SvgBitmaps() {}

    /** As many as one element may need at the same time, at the most; 0 for an SVG that consists of lines and text. */
    static long of(Element svg) {
        long most = isBitmap(svg) ? 1 : 0;
        for (Node child = svg.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                most = Math.max(most, name(element).equals("filter") ? parts(element) : of(element));
            }
        }
        return most;
    }

    private static boolean isBitmap(Element element) {
        return switch (name(element)) {
            case "mask" -> true;
            // Not looked into.
            case "image" -> element.getAttributeNS(XLINK, "href").startsWith("data:image/svg");
            case "style" -> element.getTextContent().toLowerCase(Locale.ROOT).contains("opacity");
            default ->
                element.hasAttribute("opacity")
                        || element.getAttribute("style")
                                .toLowerCase(Locale.ROOT)
                                .contains("opacity");
        };
    }

    private static long parts(Element filter) {
        long parts = 1;
        for (Node child = filter.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element part) {
                parts += Math.max(1, part.getAttribute("kernelMatrix").length() / 2 / CHEAP_KERNEL);
            }
        }
        return parts;
    }

    private static String name(Element element) {
        return element.getLocalName() == null ? element.getNodeName() : element.getLocalName();
    }
}
