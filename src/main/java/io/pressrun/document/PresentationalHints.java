package io.pressrun.document;

import io.pressrun.dom.DomWalk;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What attributes of HTML ask for, as CSS declarations (HTML standard, 15.3 and 15.4: presentational hints). They stand
 * in the cascade before the author's own rules and have no specificity.
 */
public final class PresentationalHints {
    private static final Set<String> SIZED = Set.of("img", "object", "embed", "iframe", "video", "canvas");
    private static final Set<String> ROWS = Set.of("thead", "tbody", "tfoot", "tr");
    private static final Set<String> BLOCKS = Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6");
    private static final Map<String, String> LIST_TYPES =
            Map.of("1", "decimal", "a", "lower-alpha", "A", "upper-alpha", "i", "lower-roman", "I", "upper-roman");
    private static final List<String> FONT_SIZES =
            List.of("x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large");
    private static final int DEFAULT_FONT_SIZE = 3;
    private static final int MAX_FACE = 1000;

    private final Element element;
    private final StringBuilder css = new StringBuilder();

    private PresentationalHints(Element element) {
        this.element = element;
    }

    /** The declarations of one element, {@code a:b;c:d;}; empty when it has none. */
    public static String of(Element element) {
        if (!DomWalk.XHTML.equals(element.getNamespaceURI())) {
            return "";
        }
        var hints = new PresentationalHints(element);
        hints.collect();
        return hints.css.toString();
    }

    private void collect() {
        String name = element.getLocalName();
        switch (name) {
            case "body" -> body();
            case "table" -> table();
            case "td", "th" -> cell();
            case "col", "colgroup" -> set("width", "width", LegacyValues::dimension);
            case "caption" -> addIf(value(element, "align").equals("bottom"), "caption-side", "bottom");
            case "hr" -> rule();
            case "font" -> font();
            case "ol", "ul", "li" -> set("type", "list-style-type", PresentationalHints::listType);
            case "br" -> set("clear", "clear", PresentationalHints::clear);
            case "div" -> blockAlign("-webkit-");
            case "pre" -> addIf(element.hasAttribute("wrap"), "white-space", "pre-wrap");
            case "input" -> input();
            case "textarea" -> addIf(value(element, "wrap").equals("off"), "white-space", "pre");
            default -> {
                if (BLOCKS.contains(name)) {
                    blockAlign("");
                } else if (ROWS.contains(name)) {
                    rows();
                } else if (SIZED.contains(name)) {
                    replaced();
                }
            }
        }
    }

    private void body() {
        colour("bgcolor", "background-color");
        colour("text", "color");
        background();
        set("marginheight", "margin-block", LegacyValues::pixels);
        set("topmargin", "margin-top", LegacyValues::pixels);
        set("bottommargin", "margin-bottom", LegacyValues::pixels);
        set("marginwidth", "margin-inline", LegacyValues::pixels);
        set("leftmargin", "margin-left", LegacyValues::pixels);
        set("rightmargin", "margin-right", LegacyValues::pixels);
    }

    private void table() {
        set("width", "width", LegacyValues::nonZeroDimension);
        set("height", "height", LegacyValues::dimension);
        set("cellspacing", "border-spacing", LegacyValues::pixels);
        colour("bgcolor", "background-color");
        background();
        if (element.hasAttribute("border")) {
            int width = borderWidth(element);
            css.append("border-width:").append(width).append("px;border-style:").append(width > 0 ? "outset" : "none");
            css.append(';');
        }
        colour("bordercolor", "border-color");
        String rules = value(element, "rules");
        if (Set.of("none", "groups", "rows", "cols", "all").contains(rules)) {
            css.append("border-collapse:collapse;");
        }
        switch (value(element, "align")) {
            case "left" -> css.append("float:left;");
            case "right" -> css.append("float:right;");
            case "center", "abscenter", "absmiddle", "middle" -> css.append("margin-inline:auto;");
            default -> {}
        }
    }

    private void cell() {
        Element table = tableOf(element);
        if (table != null) {
            LegacyValues.pixels(table.getAttribute("cellpadding")).ifPresent(padding -> add("padding", padding));
            String rules = value(table, "rules");
            if (table.hasAttribute("border") && borderWidth(table) > 0 && rules.isEmpty()) {
                css.append("border:1px inset;");
                LegacyValues.colour(table.getAttribute("bordercolor")).ifPresent(colour -> add("border-color", colour));
            } else if (rules.equals("all")) {
                css.append("border:1px solid;");
            } else if (rules.equals("rows")) {
                css.append("border-block:1px solid;");
            } else if (rules.equals("cols")) {
                css.append("border-inline:1px solid;");
            }
        }
        set("width", "width", LegacyValues::nonZeroDimension);
        set("height", "height", LegacyValues::nonZeroDimension);
        rows();
        addIf(element.hasAttribute("nowrap"), "white-space", "nowrap");
    }

    private void rows() {
        if (element.getLocalName().equals("tr")) {
            set("height", "height", LegacyValues::dimension);
        }
        colour("bgcolor", "background-color");
        background();
        switch (value(element, "align")) {
            case "left", "justify" -> add("text-align", value(element, "align"));
            case "right" -> add("text-align", "right");
            case "center", "middle", "absmiddle" -> add("text-align", "-webkit-center");
            default -> {}
        }
        switch (value(element, "valign")) {
            case "top", "middle", "bottom", "baseline" -> add("vertical-align", value(element, "valign"));
            case "center" -> add("vertical-align", "middle");
            default -> {}
        }
    }

    private void rule() {
        colour("color", "color");
        set("width", "width", LegacyValues::dimension);
        boolean solid = element.hasAttribute("color") || element.hasAttribute("noshade");
        LegacyValues.integer(element.getAttribute("size"))
                .filter(size -> size >= 0)
                .ifPresent(size -> {
                    if (solid) {
                        add("border-width", size / 2.0 + "px");
                    } else if (size <= 1) {
                        add("border-bottom-width", "0");
                    } else {
                        add("height", size - 2 + "px");
                    }
                });
        switch (value(element, "align")) {
            case "left" -> css.append("margin-left:0;margin-right:auto;");
            case "right" -> css.append("margin-left:auto;margin-right:0;");
            default -> {}
        }
    }

    private void font() {
        colour("color", "color");
        String face = element.getAttribute("face").strip();
        if (!face.isEmpty() && face.length() <= MAX_FACE && face.matches("[^;{}()\\\\!@\\[\\]\"]*")) {
            add("font-family", face);
        }
        String size = element.getAttribute("size").strip();
        LegacyValues.integer(size).ifPresent(number -> {
            boolean relative = size.startsWith("+") || size.startsWith("-");
            int of = Math.clamp(relative ? DEFAULT_FONT_SIZE + number : number, 1, FONT_SIZES.size());
            add("font-size", FONT_SIZES.get(of - 1));
        });
    }

    private void blockAlign(String prefix) {
        switch (value(element, "align")) {
            case "left" -> add("text-align", prefix + "left");
            case "right" -> add("text-align", prefix + "right");
            case "center", "middle" -> add("text-align", prefix + "center");
            case "justify" -> add("text-align", "justify");
            default -> {}
        }
    }

    private void replaced() {
        set("width", "width", LegacyValues::dimension);
        set("height", "height", LegacyValues::dimension);
        set("hspace", "margin-inline", LegacyValues::dimension);
        set("vspace", "margin-block", LegacyValues::dimension);
        LegacyValues.pixels(element.getAttribute("border")).ifPresent(width -> {
            add("border-width", width);
            if (!width.equals("0px")) {
                add("border-style", "solid");
            }
        });
        switch (value(element, "align")) {
            case "left" -> css.append("float:left;");
            case "right" -> css.append("float:right;");
            case "top" -> css.append("vertical-align:top;");
            case "middle", "center", "absmiddle", "abscenter" -> css.append("vertical-align:middle;");
            case "texttop" -> css.append("vertical-align:text-top;");
            case "absbottom" -> css.append("vertical-align:bottom;");
            default -> {}
        }
    }

    private void input() {
        if (value(element, "type").equals("image")) {
            replaced();
        }
    }

    private void background() {
        String reference = element.getAttribute("background").strip();
        if (!reference.isEmpty()) {
            add(
                    "background-image",
                    "url(\""
                            + reference
                                    .replace("\\", "\\\\")
                                    .replace("\"", "\\\"")
                                    .replaceAll("[\n\r\f]", "") + "\")");
        }
    }

    private void colour(String attribute, String property) {
        set(attribute, property, LegacyValues::colour);
    }

    private void set(String attribute, String property, Function<String, Optional<String>> reading) {
        if (element.hasAttribute(attribute)) {
            reading.apply(element.getAttribute(attribute)).ifPresent(value -> add(property, value));
        }
    }

    private void addIf(boolean applies, String property, String value) {
        if (applies) {
            add(property, value);
        }
    }

    private void add(String property, String value) {
        css.append(property).append(':').append(value).append(';');
    }

    private static Optional<String> listType(String type) {
        String exact = LIST_TYPES.get(type.strip());
        String lower = type.strip().toLowerCase(Locale.ROOT);
        return exact != null
                ? Optional.of(exact)
                : Optional.of(lower).filter(Set.of("none", "disc", "circle", "square")::contains);
    }

    private static Optional<String> clear(String value) {
        String lower = value.strip().toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "left", "right" -> Optional.of(lower);
            case "all", "both" -> Optional.of("both");
            default -> Optional.empty();
        };
    }

    /** An empty attribute, or one that is no number, is a border of one pixel. */
    private static int borderWidth(Element table) {
        return LegacyValues.integer(table.getAttribute("border"))
                .map(width -> Math.max(0, width))
                .orElse(1);
    }

    private static String value(Element element, String attribute) {
        return element.getAttribute(attribute).strip().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Element tableOf(Element cell) {
        Node node = cell.getParentNode();
        for (int level = 0; level < 3 && node != null; level++, node = node.getParentNode()) {
            if (DomWalk.isHtml(node, "table")) {
                return (Element) node;
            }
        }
        return null;
    }
}
