package io.pressrun.render;

import io.pressrun.job.RenderJob;
import io.pressrun.job.RenderJob.Orientation;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Writes the job's page geometry as the last {@code @page} rule of the document, so that it wins over earlier ones. */
final class PageStyle {
    /** css-page-3, 7.1, upright. The engine knows few of these, so each is written as two lengths. */
    private static final Map<String, String> SIZES = Map.ofEntries(
            Map.entry("a3", "297mm 420mm"),
            Map.entry("a4", "210mm 297mm"),
            Map.entry("a5", "148mm 210mm"),
            Map.entry("a6", "105mm 148mm"),
            Map.entry("b4", "250mm 353mm"),
            Map.entry("b5", "176mm 250mm"),
            Map.entry("jis-b4", "257mm 364mm"),
            Map.entry("jis-b5", "182mm 257mm"),
            Map.entry("letter", "8.5in 11in"),
            Map.entry("legal", "8.5in 14in"),
            Map.entry("ledger", "11in 17in"),
            Map.entry("tabloid", "11in 17in"));

    private static final Pattern LENGTH = Pattern.compile("([0-9.]+)([A-Za-z]*)");

    private PageStyle() {}

    static void apply(Document dom, RenderJob job) {
        var page = job.page();
        var css = new StringBuilder();
        if (page.size() != null || page.orientation() != null) {
            css.append("size:")
                    .append(lengths(page.size() == null ? "a4" : page.size(), page.orientation()))
                    .append(';');
        }
        if (page.margin() != null) {
            css.append("margin:").append(inKnownUnits(page.margin())).append(';');
        }
        if (!css.isEmpty()) {
            Element style = dom.createElementNS(dom.getDocumentElement().getNamespaceURI(), "style");
            style.setAttribute("type", "text/css");
            style.appendChild(dom.createTextNode("@page{" + css + "}"));
            head(dom).appendChild(style);
        }
    }

    private static String lengths(String size, @Nullable Orientation orientation) {
        String[] sides = inKnownUnits(SIZES.getOrDefault(size.toLowerCase(Locale.ROOT), size))
                .split(" +", -1);
        String width = sides[0];
        String height = sides[sides.length - 1];
        boolean turned = orientation != null
                && (orientation == Orientation.PORTRAIT
                        ? millimetres(width) > millimetres(height)
                        : millimetres(width) < millimetres(height));
        return turned ? height + " " + width : width + " " + height;
    }

    /** In millimetres where the engine does not know the unit. */
    private static String inKnownUnits(String lengths) {
        return LENGTH.matcher(lengths)
                .replaceAll(length -> length.group(2).equalsIgnoreCase("q")
                        ? Double.parseDouble(length.group(1)) / 4 + "mm"
                        : length.group().toLowerCase(Locale.ROOT));
    }

    private static double millimetres(String length) {
        var parts = LENGTH.matcher(length);
        if (!parts.matches()) {
            return 0;
        }
        double number = Double.parseDouble(parts.group(1));
        return switch (parts.group(2)) {
            case "mm" -> number;
            case "cm" -> number * 10;
            case "in" -> number * 25.4;
            case "pc" -> number * 25.4 / 6;
            case "px" -> number * 25.4 / 96;
            default -> number * 25.4 / 72;
        };
    }

    /** The document's head, made if there is none. */
    static Element head(Document dom) {
        Element root = dom.getDocumentElement();
        for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && "head".equalsIgnoreCase(element.getTagName())) {
                return element;
            }
        }
        Element head = dom.createElementNS(root.getNamespaceURI(), "head");
        root.insertBefore(head, root.getFirstChild());
        return head;
    }
}
