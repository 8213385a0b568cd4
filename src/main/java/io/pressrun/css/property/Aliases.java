package io.pressrun.css.property;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Other names of properties, those with a prefix that browsers keep among them. */
final class Aliases {
    /** Those whose name has only the prefix {@code -webkit-} more. */
    private static final Set<String> PREFIXED = Set.of(
            "align-content",
            "align-items",
            "align-self",
            "appearance",
            "backdrop-filter",
            "backface-visibility",
            "background-clip",
            "background-origin",
            "background-size",
            "border-bottom-left-radius",
            "border-bottom-right-radius",
            "border-radius",
            "border-top-left-radius",
            "border-top-right-radius",
            "box-decoration-break",
            "box-shadow",
            "box-sizing",
            "clip-path",
            "column-count",
            "column-fill",
            "column-gap",
            "column-rule",
            "column-rule-color",
            "column-rule-style",
            "column-rule-width",
            "column-span",
            "column-width",
            "columns",
            "filter",
            "flex",
            "flex-basis",
            "flex-direction",
            "flex-flow",
            "flex-grow",
            "flex-shrink",
            "flex-wrap",
            "font-feature-settings",
            "font-kerning",
            "font-variant-ligatures",
            "hyphenate-character",
            "hyphens",
            "justify-content",
            "line-break",
            "mask",
            "mask-clip",
            "mask-composite",
            "mask-image",
            "mask-origin",
            "mask-position",
            "mask-repeat",
            "mask-size",
            "opacity",
            "order",
            "perspective",
            "perspective-origin",
            "print-color-adjust",
            "ruby-position",
            "shape-image-threshold",
            "shape-margin",
            "shape-outside",
            "text-combine",
            "text-decoration",
            "text-decoration-color",
            "text-decoration-line",
            "text-decoration-style",
            "text-emphasis",
            "text-emphasis-color",
            "text-emphasis-position",
            "text-emphasis-style",
            "text-orientation",
            "transform",
            "transform-origin",
            "transform-style",
            "writing-mode");

    private static final Map<String, String> NAMES = names();

    private Aliases() {}

    /** The name that is meant; null if it is no alias. */
    static @Nullable String of(String name) {
        return NAMES.get(name);
    }

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        PREFIXED.forEach(name -> names.put("-webkit-" + name, name));
        names.put("-webkit-text-combine", "text-combine-upright");
        names.put("word-wrap", "overflow-wrap");
        names.put("grid-gap", "gap");
        names.put("grid-row-gap", "row-gap");
        names.put("grid-column-gap", "column-gap");
        names.put("color-adjust", "print-color-adjust");
        names.put("font-width", "font-stretch");
        names.put("line-clamp", "-webkit-line-clamp");
        names.put("-webkit-column-break-before", "break-before");
        names.put("-webkit-column-break-after", "break-after");
        names.put("-webkit-column-break-inside", "break-inside");
        names.put("page-break-before", "break-before");
        names.put("page-break-after", "break-after");
        names.put("page-break-inside", "break-inside");
        Map<String, String> sides =
                Map.of("start", "inline-start", "end", "inline-end", "before", "block-start", "after", "block-end");
        sides.forEach((old, side) -> {
            names.put("-webkit-margin-" + old, "margin-" + side);
            names.put("-webkit-padding-" + old, "padding-" + side);
            names.put("-webkit-border-" + old, "border-" + side);
            for (String part : new String[] {"width", "style", "color"}) {
                names.put("-webkit-border-" + old + "-" + part, "border-" + side + "-" + part);
            }
        });
        for (String limit : new String[] {"", "min-", "max-"}) {
            names.put("-webkit-" + limit + "logical-width", limit + "inline-size");
            names.put("-webkit-" + limit + "logical-height", limit + "block-size");
        }
        return Map.copyOf(names);
    }
}
