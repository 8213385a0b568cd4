package io.pressrun.css.selector;

import io.pressrun.css.syntax.Names;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The states of form controls as their markup gives them (HTML, 4.16.3). */
final class FormStates {
    private static final Set<String> DISABLEABLE =
            Set.of("button", "input", "select", "textarea", "optgroup", "option", "fieldset");
    private static final Set<String> WITHOUT_TEXT =
            Set.of("hidden", "range", "color", "checkbox", "radio", "file", "submit", "image", "reset", "button");
    private static final Set<String> NEVER_REQUIRED =
            Set.of("hidden", "range", "color", "submit", "image", "reset", "button");

    private FormStates() {}

    private static String type(ElementNode input) {
        String type = input.attribute("type");
        return type == null ? "text" : Names.lower(type);
    }

    private static boolean toggle(ElementNode node, String type) {
        return node.is("input") && type(node).equals(type);
    }

    static boolean checked(ElementNode node) {
        if (node.is("option")) {
            return selected(node);
        }
        return (toggle(node, "checkbox") || toggle(node, "radio")) && node.has("checked");
    }

    /** Without a choice in the markup a drop-down box shows its first option; of several the last one counts. */
    private static boolean selected(ElementNode option) {
        ElementNode select = option.parent;
        while (select != null && !select.is("select")) {
            select = select.parent;
        }
        if (select == null || select.has("multiple")) {
            return option.has("selected");
        }
        ElementNode chosen = null;
        ElementNode first = null;
        for (ElementNode at = next(select, select); at != null; at = next(at, select)) {
            if (at.is("option")) {
                chosen = at.has("selected") ? at : chosen;
                first = first == null && !disabled(at) ? at : first;
            }
        }
        String size = select.attribute("size");
        boolean dropDown = size == null
                || size.isBlank()
                || size.strip().equals("1")
                || size.strip().equals("0");
        return option == (chosen == null && dropDown ? first : chosen);
    }

    /** The next element in document order that is within the other. */
    private static @Nullable ElementNode next(ElementNode node, ElementNode top) {
        if (node.firstChild != null) {
            return node.firstChild;
        }
        for (ElementNode at = node; at != null && at != top; at = at.parent) {
            if (at.next != null) {
                return at.next;
            }
        }
        return null;
    }

    static boolean indeterminate(ElementNode node, Matching matching) {
        if (node.is("progress")) {
            return !node.has("value");
        }
        String group = node.attribute("name");
        if (!toggle(node, "radio") || node.has("checked")) {
            return false;
        }
        if (group == null || group.isEmpty()) {
            return true;
        }
        ElementNode form = form(node);
        for (ElementNode other : matching.all()) {
            if (!matching.step()) {
                return false;
            }
            boolean chosen = toggle(other, "radio") && group.equals(other.attribute("name")) && other.has("checked");
            if (chosen && form(other) == form) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable ElementNode form(ElementNode node) {
        ElementNode at = node.parent;
        while (at != null && !at.is("form")) {
            at = at.parent;
        }
        return at;
    }

    static boolean isDefault(ElementNode node, Matching matching) {
        if (node.is("option")) {
            return node.has("selected");
        }
        if (toggle(node, "checkbox") || toggle(node, "radio")) {
            return node.has("checked");
        }
        ElementNode form = form(node);
        if (form == null || !submits(node)) {
            return false;
        }
        for (ElementNode at = next(form, form); at != null && matching.step(); at = next(at, form)) {
            if (submits(at)) {
                return at == node;
            }
        }
        return false;
    }

    private static boolean submits(ElementNode node) {
        if (node.is("button")) {
            String type = node.attribute("type");
            return type == null || !Set.of("button", "reset").contains(Names.lower(type));
        }
        return toggle(node, "submit") || toggle(node, "image");
    }

    static boolean canBeDisabled(ElementNode node) {
        return node.html && DISABLEABLE.contains(node.lowerName);
    }

    static boolean disabled(ElementNode node) {
        if (node.has("disabled")) {
            return true;
        }
        if (node.is("option")) {
            return node.parent != null && node.parent.is("optgroup") && node.parent.has("disabled");
        }
        if (node.is("optgroup")) {
            return false;
        }
        ElementNode below = node;
        for (ElementNode at = node.parent; at != null; at = at.parent) {
            if (at.is("fieldset") && at.has("disabled") && !(below.is("legend") && firstLegend(below))) {
                return true;
            }
            below = at;
        }
        return false;
    }

    private static boolean firstLegend(ElementNode legend) {
        return legend.typeIndex() == 1;
    }

    static boolean canBeRequired(ElementNode node) {
        return node.is("select") || node.is("textarea") || (node.is("input") && !NEVER_REQUIRED.contains(type(node)));
    }

    static boolean writable(ElementNode node) {
        if (node.is("textarea") || (node.is("input") && !WITHOUT_TEXT.contains(type(node)))) {
            return !node.has("readonly") && !disabled(node);
        }
        for (ElementNode at = node; at != null && node.html; at = at.parent) {
            String editable = at.attribute("contenteditable");
            if (editable != null) {
                return !Names.lower(editable).equals("false");
            }
        }
        return false;
    }

    static boolean placeholderShown(ElementNode node) {
        if (node.is("textarea")) {
            return node.has("placeholder") && node.element.getTextContent().isEmpty();
        }
        String value = node.attribute("value");
        return node.is("input")
                && !WITHOUT_TEXT.contains(type(node))
                && node.has("placeholder")
                && (value == null || value.isEmpty());
    }

    static boolean isValidated(ElementNode node) {
        return canBeRequired(node) && !node.has("readonly") && !disabled(node);
    }

    static boolean invalid(ElementNode node) {
        return limited(node) && outOfRange(node) || node.has("required") && missing(node);
    }

    private static boolean missing(ElementNode node) {
        if (node.is("textarea")) {
            return node.element.getTextContent().isEmpty();
        }
        if (toggle(node, "checkbox") || toggle(node, "radio")) {
            return !node.has("checked");
        }
        String value = node.attribute("value");
        return node.is("input") && (value == null || value.isEmpty());
    }

    static boolean limited(ElementNode node) {
        return (toggle(node, "number") || toggle(node, "range")) && (node.has("min") || node.has("max"));
    }

    static boolean outOfRange(ElementNode node) {
        double value = number(node.attribute("value"));
        return value < number(node.attribute("min")) || value > number(node.attribute("max"));
    }

    private static double number(@Nullable String text) {
        if (text == null || text.length() > 40) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
