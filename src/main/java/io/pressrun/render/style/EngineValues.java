package io.pressrun.render.style;

import com.openhtmltopdf.css.constants.CSSName;
import io.pressrun.css.math.LengthPercentage;
import io.pressrun.css.property.Longhand;
import io.pressrun.css.property.Properties;
import io.pressrun.css.style.ComputedStyle;
import io.pressrun.css.value.CssText;
import io.pressrun.css.value.Gradient;
import io.pressrun.css.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Computed values in the words of the engine: CSS 2.1 and what it knows beyond. */
final class EngineValues {
    /** The longhands whose values say all that the engine is given under the same name. */
    static final List<Longhand> DIRECT = Properties.all().stream()
            .filter(longhand -> longhand.logical() == null)
            .filter(longhand -> CSSName.getByPropertyName(longhand.name()) != null)
            .filter(longhand -> !longhand.name().startsWith("break-"))
            .toList();

    private static final int MAX_TAB = 100;

    private EngineValues() {}

    /** The value as text; null where the engine has nothing like it and takes its initial value instead. */
    static @Nullable String text(Longhand longhand, ComputedStyle style) {
        Value value = style.value(longhand);
        return switch (longhand.name()) {
            case "display" -> display(style.keyword(longhand));
            case "position" -> value.is("sticky") ? "relative" : style.text(longhand);
            case "font-weight" -> weight(style.number(longhand, 400));
            case "text-align" -> align(style.keyword(longhand), style.rtl());
            case "tab-size" -> tab(value);
            case "hyphens" -> style.text(longhand);
            case "width",
                    "height",
                    "min-width",
                    "min-height",
                    "max-width",
                    "max-height",
                    "top",
                    "right",
                    "bottom",
                    "left",
                    "margin-top",
                    "margin-right",
                    "margin-bottom",
                    "margin-left",
                    "padding-top",
                    "padding-right",
                    "padding-bottom",
                    "padding-left",
                    "text-indent" -> length(longhand.name(), value);
            case "vertical-align" ->
                value instanceof Value.Length(LengthPercentage amount) ? linear(amount) : style.text(longhand);
            case "background-image" -> images(style, longhand);
            case "list-style-type" -> listStyle(style, longhand);
            case "list-style-image" -> value instanceof Value.Link ? style.text(longhand) : "none";
            case "quotes" -> value.is("auto") ? "'\u201c' '\u201d' '\u2018' '\u2019'" : style.text(longhand);
            case "font-style" -> style.text(longhand).startsWith("oblique") ? "oblique" : style.text(longhand);
            case "unicode-bidi" ->
                switch (style.keyword(longhand)) {
                    case "normal", "embed", "bidi-override" -> style.keyword(longhand);
                    case "isolate-override" -> "bidi-override";
                    default -> "embed";
                };
            case "border-top-style", "border-right-style", "border-bottom-style", "border-left-style" ->
                style.text(longhand);
            case "z-index", "orphans", "widows" -> style.text(longhand);
            case "text-underline-offset", "text-underline-position" ->
                value instanceof Value.Length(LengthPercentage amount) ? linear(amount) : "auto";
            case "visibility" -> value.is("collapse") ? "hidden" : style.text(longhand);
            case "text-transform" ->
                switch (style.keyword(longhand)) {
                    case "uppercase", "lowercase", "capitalize", "none" -> style.keyword(longhand);
                    default -> "none";
                };
            case "line-height" ->
                value instanceof Value.Length(LengthPercentage amount) ? linear(amount) : style.text(longhand);
            default -> style.text(longhand);
        };
    }

    private static String display(String display) {
        return switch (display) {
            case "flex", "grid", "flow-root", "-webkit-box", "-webkit-flex", "math", "ruby-base" -> "block";
            case "inline-flex", "inline-grid", "-webkit-inline-box", "-webkit-inline-flex" -> "inline-block";
            case "contents", "ruby", "ruby-text" -> "inline";
            default -> display;
        };
    }

    private static String weight(double weight) {
        return Integer.toString(Math.clamp(Math.round(weight / 100) * 100, 100, 900));
    }

    private static String align(String align, boolean rtl) {
        return switch (align) {
            case "start" -> rtl ? "right" : "left";
            case "end" -> rtl ? "left" : "right";
            case "-webkit-center", "-internal-center" -> "center";
            case "-webkit-left" -> "left";
            case "-webkit-right" -> "right";
            default -> align;
        };
    }

    private static String tab(Value value) {
        return value instanceof Value.Num(double number) ? Integer.toString((int) Math.clamp(number, 0, MAX_TAB)) : "8";
    }

    private static @Nullable String length(String property, Value value) {
        if (value instanceof Value.Length(LengthPercentage amount)) {
            return linear(amount);
        }
        if (value instanceof Value.Keyword(String word)) {
            return switch (word) {
                case "auto" -> property.startsWith("min-") ? "0" : "auto";
                case "none" -> "none";
                default -> property.startsWith("max-") ? "none" : property.startsWith("min-") ? "0" : "auto";
            };
        }
        return null;
    }

    /** A length or a percentage; of a sum the percentage, which is most of it. */
    static String linear(LengthPercentage amount) {
        return switch (amount) {
            case LengthPercentage.Linear(double px, double percent, boolean _) ->
                percent == 0 ? number(px) + "px" : number(percent) + "%";
            case LengthPercentage.Expression expression -> number(expression.resolve(0)) + "px";
        };
    }

    private static String number(double number) {
        return Double.isFinite(number)
                ? BigDecimal.valueOf(number)
                        .setScale(4, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                : "0";
    }

    private static String images(ComputedStyle style, Longhand longhand) {
        List<String> layers = new ArrayList<>();
        for (Value layer : style.value(longhand).list()) {
            layers.add(
                    switch (layer) {
                        case Value.Link _ -> CssText.of(layer, style.color());
                        case Gradient gradient
                        when gradient.shape() instanceof Gradient.Linear
                                || gradient.shape() instanceof Gradient.Corner -> gradient(gradient, style);
                        default -> "none";
                    });
        }
        return layers.stream().allMatch("none"::equals) ? "none" : String.join(", ", layers);
    }

    private static String gradient(Gradient gradient, ComputedStyle style) {
        String direction = switch (gradient.shape()) {
            case Gradient.Linear(double degrees) -> number(degrees) + "deg";
            case Gradient.Corner(boolean right, boolean bottom) ->
                "to " + (bottom ? "bottom " : "top ") + (right ? "right" : "left");
            default -> "180deg";
        };
        String stops = gradient.stops().stream()
                .filter(stop -> stop.color() != null)
                .map(stop -> stop.color().rgba(style.color()).css()
                        + (stop.position() instanceof Value.Length(LengthPercentage amount)
                                ? " " + linear(amount)
                                : ""))
                .collect(Collectors.joining(", "));
        return "linear-gradient(" + direction + ", " + stops + ")";
    }

    private static String listStyle(ComputedStyle style, Longhand longhand) {
        String text = style.text(longhand);
        return switch (text) {
            case "disclosure-open", "disclosure-closed" -> "disc";
            default -> text.startsWith("'") || text.startsWith("\"") ? "none" : text;
        };
    }
}
