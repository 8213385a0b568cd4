package io.pressrun.css.style;

import io.pressrun.css.color.Color;
import io.pressrun.css.color.ColorSpace;
import io.pressrun.css.color.Rgba;
import io.pressrun.css.math.LengthPercentage;
import io.pressrun.css.property.Longhand;
import io.pressrun.css.value.Value;
import org.jspecify.annotations.Nullable;

/** How specified values of single properties become computed ones, beyond their lengths. */
final class Computing {
    private static final Value ZERO = Value.px(0);

    private Computing() {}

    /** The computed value where nothing is declared. */
    static Value initial(Longhand longhand) {
        return switch (longhand.name()) {
            case "font-size" -> Value.px(FontSize.INITIAL.px());
            case "font-weight" -> new Value.Num(400);
            case "color" -> new Value.Paint(Color.BLACK);
            case "border-top-width",
                    "border-right-width",
                    "border-bottom-width",
                    "border-left-width",
                    "outline-width",
                    "column-rule-width" -> ZERO;
            case "justify-items" -> new Value.Keyword("normal");
            default -> longhand.initial();
        };
    }

    /** Whether more is to be done than lengths. */
    static boolean special(Longhand longhand) {
        return switch (longhand.name()) {
            case "color",
                    "font-weight",
                    "font-stretch",
                    "line-height",
                    "letter-spacing",
                    "word-spacing",
                    "display",
                    "position",
                    "float",
                    "clear",
                    "text-align",
                    "caption-side",
                    "writing-mode",
                    "break-before",
                    "break-after",
                    "justify-items",
                    "width",
                    "height",
                    "min-width",
                    "min-height",
                    "max-width",
                    "max-height",
                    "flex-basis",
                    "-webkit-text-stroke-width",
                    "border-top-width",
                    "border-right-width",
                    "border-bottom-width",
                    "border-left-width",
                    "outline-width",
                    "column-rule-width" -> true;
            default -> false;
        };
    }

    /**
     * The computed value of one that is special.
     *
     * @param value with its lengths in px
     * @param inherited what the parent has
     * @param parent null for the root element
     */
    static Value computed(
            Longhand longhand, Value value, Value inherited, @Nullable ComputedStyle parent, double fontSize) {
        return switch (longhand.name()) {
            case "color" -> color(value, parent);
            case "font-weight" -> weight(value, inherited);
            case "font-stretch" -> stretch(value);
            case "line-height", "letter-spacing", "word-spacing" ->
                value instanceof Value.Length(LengthPercentage amount) ? Value.px(amount.resolve(fontSize)) : value;
            case "display" -> Display.normalized(value);
            case "position" -> value.is("-webkit-sticky") ? new Value.Keyword("sticky") : value;
            case "float", "clear" -> side(value, parent);
            case "text-align" -> align(value, inherited, parent);
            case "caption-side" -> renamed(value, "block-start", "top", "block-end", "bottom");
            case "writing-mode" -> writingMode(value);
            case "break-before", "break-after" -> renamed(value, "always", "page", "all", "page");
            case "justify-items" -> value.is("legacy") ? new Value.Keyword("normal") : value;
            case "width", "height", "min-width", "min-height", "max-width", "max-height", "flex-basis" -> extent(value);
            default -> lineWidth(value);
        };
    }

    private static Value color(Value value, @Nullable ComputedStyle parent) {
        Rgba current = parent == null ? Rgba.BLACK : parent.color();
        if (!(value instanceof Value.Paint(Color color))) {
            return value;
        }
        return switch (color) {
            case Color.Fixed _, Color.Inks _ -> value;
            case Color.Current _, Color.Dependent _ -> {
                Rgba rgba = color.rgba(current);
                yield new Value.Paint(
                        new Color.Fixed(ColorSpace.SRGB, rgba.red(), rgba.green(), rgba.blue(), rgba.alpha(), true));
            }
        };
    }

    private static Value weight(Value value, Value inherited) {
        if (!(value instanceof Value.Keyword(String name))) {
            return value;
        }
        double from = inherited instanceof Value.Num(double number) ? number : 400;
        return new Value.Num(
                switch (name) {
                    case "bold" -> 700;
                    case "bolder" -> from < 350 ? 400 : from < 550 ? 700 : Math.max(from, 900);
                    case "lighter" -> from < 100 ? from : from < 550 ? 100 : from < 750 ? 400 : 700;
                    default -> 400;
                });
    }

    private static Value stretch(Value value) {
        if (!(value instanceof Value.Keyword(String name))) {
            return value;
        }
        return new Value.Percent(
                switch (name) {
                    case "ultra-condensed" -> 50;
                    case "extra-condensed" -> 62.5;
                    case "condensed" -> 75;
                    case "semi-condensed" -> 87.5;
                    case "semi-expanded" -> 112.5;
                    case "expanded" -> 125;
                    case "extra-expanded" -> 150;
                    case "ultra-expanded" -> 200;
                    default -> 100;
                });
    }

    /** A side of the containing block's flow, which is taken to be that of the parent. */
    private static Value side(Value value, @Nullable ComputedStyle parent) {
        boolean rtl = parent != null && parent.rtl();
        return renamed(value, "inline-start", rtl ? "right" : "left", "inline-end", rtl ? "left" : "right");
    }

    private static Value align(Value value, Value inherited, @Nullable ComputedStyle parent) {
        boolean rtl = parent != null && parent.rtl();
        if (value.is("match-parent")) {
            return renamed(inherited, "start", rtl ? "right" : "left", "end", rtl ? "left" : "right");
        }
        return renamed(value, "-webkit-auto", "start", "justify-all", "justify");
    }

    private static Value writingMode(Value value) {
        if (!(value instanceof Value.Keyword(String name))) {
            return value;
        }
        return switch (name) {
            case "lr", "lr-tb", "rl", "rl-tb" -> new Value.Keyword("horizontal-tb");
            case "tb", "tb-rl" -> new Value.Keyword("vertical-rl");
            case "tb-lr" -> new Value.Keyword("vertical-lr");
            default -> value;
        };
    }

    private static Value extent(Value value) {
        if (!(value instanceof Value.Keyword(String name))) {
            return value;
        }
        return switch (name) {
            case "-webkit-fill-available" -> new Value.Keyword("stretch");
            case "-webkit-min-content", "min-intrinsic" -> new Value.Keyword("min-content");
            case "-webkit-max-content", "intrinsic" -> new Value.Keyword("max-content");
            case "-webkit-fit-content" -> new Value.Keyword("fit-content");
            default -> value;
        };
    }

    private static Value lineWidth(Value value) {
        if (!(value instanceof Value.Keyword(String name))) {
            return value;
        }
        return switch (name) {
            case "thin" -> Value.px(1);
            case "thick" -> Value.px(5);
            default -> Value.px(3);
        };
    }

    private static Value renamed(Value value, String first, String its, String second, String other) {
        return value.is(first) ? new Value.Keyword(its) : value.is(second) ? new Value.Keyword(other) : value;
    }
}
