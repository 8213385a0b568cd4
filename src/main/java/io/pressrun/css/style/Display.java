package io.pressrun.css.style;

import io.pressrun.css.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of {@code display} as one keyword, and as blocks have them (css-display-3, 2.1 and 2.7). */
final class Display {
    private Display() {}

    /** The one keyword for several. */
    static Value normalized(Value value) {
        if (value instanceof Value.Keyword(String name)) {
            return switch (name) {
                case "-webkit-flex" -> new Value.Keyword("flex");
                case "-webkit-inline-flex" -> new Value.Keyword("inline-flex");
                case "flow" -> new Value.Keyword("block");
                default -> value;
            };
        }
        Set<String> words = new HashSet<>();
        for (Value word : value.words()) {
            if (word instanceof Value.Keyword(String name)) {
                words.add(name);
            }
        }
        boolean inline = words.contains("inline");
        if (words.contains("list-item")) {
            return new Value.Keyword("list-item");
        }
        for (String inside : List.of("table", "flex", "grid")) {
            if (words.contains(inside)) {
                return new Value.Keyword(inline ? "inline-" + inside : inside);
            }
        }
        if (words.contains("ruby")) {
            return new Value.Keyword(words.contains("block") ? "block" : "ruby");
        }
        if (words.contains("flow-root")) {
            return new Value.Keyword(inline ? "inline-block" : "flow-root");
        }
        return new Value.Keyword(inline ? "inline" : words.contains("run-in") ? "run-in" : "block");
    }

    /** What a box is that must be one of blocks. */
    static String blockified(String display) {
        return switch (display) {
            case "inline-table" -> "table";
            case "inline-flex" -> "flex";
            case "inline-grid" -> "grid";
            case "-webkit-inline-box" -> "-webkit-box";
            case "inline",
                    "inline-block",
                    "run-in",
                    "ruby",
                    "ruby-base",
                    "ruby-text",
                    "math",
                    "table-row-group",
                    "table-header-group",
                    "table-footer-group",
                    "table-row",
                    "table-cell",
                    "table-column-group",
                    "table-column",
                    "table-caption" -> "block";
            default -> display;
        };
    }

    /** Whether what is within is an item of a flex or grid container. */
    static boolean itemsInside(String display, @Nullable ComputedStyle parent) {
        return switch (display) {
            case "flex", "inline-flex", "grid", "inline-grid", "-webkit-box", "-webkit-inline-box" -> true;
            case "contents" -> parent != null && parent.itemsInside();
            default -> false;
        };
    }
}
