package io.pressrun.render.style;

import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.CSSParser;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import com.openhtmltopdf.css.sheet.StylesheetInfo;
import io.pressrun.css.math.LengthPercentage;
import io.pressrun.css.property.Longhand;
import io.pressrun.css.property.Properties;
import io.pressrun.css.style.ComputedStyle;
import io.pressrun.css.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns computed styles into the declarations that the engine is given: only those by which an element differs from its
 * parent, or from the initial values. Elements that are alike get the same object. For one thread.
 */
final class Handover {
    private static final Longhand TEXT_LINE = Properties.longhand("text-decoration-line");
    private static final Longhand OVERFLOW_X = Properties.longhand("overflow-x");
    private static final Longhand OVERFLOW_Y = Properties.longhand("overflow-y");
    private static final Longhand WRAP = Properties.longhand("overflow-wrap");
    private static final Longhand WORD_BREAK = Properties.longhand("word-break");
    private static final Longhand POSITION_X = Properties.longhand("background-position-x");
    private static final Longhand POSITION_Y = Properties.longhand("background-position-y");
    private static final Longhand BREAK_BEFORE = Properties.longhand("break-before");
    private static final Longhand BREAK_AFTER = Properties.longhand("break-after");
    private static final Longhand BREAK_INSIDE = Properties.longhand("break-inside");
    private static final Longhand CAPS = Properties.longhand("font-variant-caps");
    private static final Longhand DISPLAY = Properties.longhand("display");
    private static final Longhand ALIGN = Properties.longhand("text-align");
    private static final Longhand MARGIN_LEFT = Properties.longhand("margin-left");
    private static final Longhand MARGIN_RIGHT = Properties.longhand("margin-right");

    private final CSSParser parser = new CSSParser((uri, message) -> {});
    private final Map<String, List<PropertyDeclaration>> parsed = new HashMap<>();
    private final Map<Key, CascadedStyle> made = new HashMap<>();

    private record Key(ComputedStyle style, @Nullable ComputedStyle parent, String more) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.style == style && key.parent == parent && key.more.equals(more);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(style) + 7 * System.identityHashCode(parent) + more.hashCode();
        }
    }

    /**
     * The style of an element or pseudo-element.
     *
     * @param parent null for the root element
     * @param more declarations of the engine's own, by attributes of the element
     */
    CascadedStyle style(ComputedStyle style, @Nullable ComputedStyle parent, String more) {
        return made.computeIfAbsent(
                new Key(style, parent, more),
                key -> CascadedStyle.createLayoutStyle(declarations(style, parent, more)));
    }

    /** The declarations by which a style differs. */
    List<PropertyDeclaration> declarations(ComputedStyle style, @Nullable ComputedStyle parent, String more) {
        List<PropertyDeclaration> all = new ArrayList<>();
        for (Longhand longhand : EngineValues.DIRECT) {
            Value value = style.value(longhand);
            Value otherwise = longhand.inherited() && parent != null ? parent.value(longhand) : initial(longhand);
            boolean root = longhand.inherited() && parent == null;
            if (root || !value.equals(otherwise)) {
                String text = EngineValues.text(longhand, style);
                if (text != null) {
                    add(longhand.name(), text, all);
                }
            }
        }
        composed(style, parent, all);
        if (!more.isEmpty()) {
            all.addAll(parsed(more));
        }
        return all;
    }

    private static Value initial(Longhand longhand) {
        return longhand.initial();
    }

    /** What the engine has one property for where CSS has several, or another name. */
    private void composed(ComputedStyle style, @Nullable ComputedStyle parent, List<PropertyDeclaration> all) {
        if (parent == null || !style.whiteSpace().equals(parent.whiteSpace())) {
            add("white-space", style.whiteSpace().equals("break-spaces") ? "pre-wrap" : style.whiteSpace(), all);
        }
        String wrap = wrap(style);
        if (parent == null || !wrap.equals(wrap(parent))) {
            add("word-wrap", wrap, all);
        }
        if (parent == null || !style.value(CAPS).equals(parent.value(CAPS))) {
            add("font-variant", style.keyword(CAPS).contains("small") ? "small-caps" : "normal", all);
        }
        if (!style.is(TEXT_LINE, "none")) {
            add("text-decoration", style.text(TEXT_LINE).replace("blink", "").strip(), all);
        }
        if (clips(style, OVERFLOW_X) || clips(style, OVERFLOW_Y)) {
            add("overflow", "hidden", all);
        }
        String position = position(style);
        if (!position.equals("0% 0%")) {
            add("background-position", position, all);
        }
        breaks(style, parent, all);
        display(style, parent, all);
    }

    private static String wrap(ComputedStyle style) {
        boolean breaks =
                !style.is(WRAP, "normal") || style.is(WORD_BREAK, "break-all") || style.is(WORD_BREAK, "break-word");
        return breaks ? "break-word" : "normal";
    }

    private static boolean clips(ComputedStyle style, Longhand overflow) {
        return style.is(overflow, "hidden") || style.is(overflow, "clip");
    }

    private static String position(ComputedStyle style) {
        List<Value> across = style.value(POSITION_X).list();
        List<Value> down = style.value(POSITION_Y).list();
        List<String> layers = new ArrayList<>();
        for (int i = 0; i < Math.max(across.size(), down.size()); i++) {
            layers.add(offset(across.get(i % across.size())) + " " + offset(down.get(i % down.size())));
        }
        return String.join(", ", layers);
    }

    private static String offset(Value value) {
        return switch (value) {
            case Value.Length(LengthPercentage amount) -> EngineValues.linear(amount);
            case Value.Keyword(String word) ->
                switch (word) {
                    case "right", "bottom" -> "100%";
                    case "center" -> "50%";
                    default -> "0%";
                };
            default -> "0%";
        };
    }

    private void breaks(ComputedStyle style, @Nullable ComputedStyle parent, List<PropertyDeclaration> all) {
        breakAt("page-break-before", "break-before", style.keyword(BREAK_BEFORE), all);
        breakAt("page-break-after", "break-after", style.keyword(BREAK_AFTER), all);
        boolean whole = isWhole(style);
        if (whole != (parent != null && isWhole(parent))) {
            add("page-break-inside", whole ? "avoid" : "auto", all);
        }
    }

    private static boolean isWhole(ComputedStyle style) {
        return style.keyword(BREAK_INSIDE).startsWith("avoid") || style.is(DISPLAY, "table-row");
    }

    private void breakAt(String property, String column, String value, List<PropertyDeclaration> all) {
        switch (value) {
            case "page", "always" -> add(property, "always", all);
            case "left", "right", "avoid" -> add(property, value, all);
            case "recto" -> add(property, "right", all);
            case "verso" -> add(property, "left", all);
            case "avoid-page" -> add(property, "avoid", all);
            case "column" -> add(column, "column", all);
            default -> {}
        }
    }

    private void display(ComputedStyle style, @Nullable ComputedStyle parent, List<PropertyDeclaration> all) {
        String display = style.keyword(DISPLAY);
        if (display.equals("table")) {
            add("-fs-table-paginate", "paginate", all);
        }
        boolean block = display.equals("table") || display.equals("block");
        if (block
                && parent != null
                && style.value(MARGIN_LEFT).equals(Value.px(0))
                && style.value(MARGIN_RIGHT).equals(Value.px(0))) {
            switch (parent.keyword(ALIGN)) {
                case "-webkit-center" -> all.addAll(parsed("margin-left:auto;margin-right:auto"));
                case "-webkit-right" -> all.addAll(parsed("margin-left:auto"));
                default -> {}
            }
        }
    }

    private void add(String property, String value, List<PropertyDeclaration> all) {
        all.addAll(parsed(property + ":" + value));
    }

    private List<PropertyDeclaration> parsed(String text) {
        return parsed.computeIfAbsent(
                text,
                given -> parser.parseDeclaration(StylesheetInfo.AUTHOR, given).getPropertyDeclarations());
    }
}
