package io.pressrun.css.value;

import io.pressrun.css.color.Color;
import io.pressrun.css.color.Rgba;
import io.pressrun.css.math.LengthPercentage;
import io.pressrun.css.math.Numbers;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.Values;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Values as CSS text: colours as six digits, {@code rgba()} or {@code cmyk()}, lengths in px, as CSS 2.1 wants it where
 * it has such values at all.
 */
public final class CssText {
    private final Rgba current;

    private CssText(Rgba current) {
        this.current = current;
    }

    /**
     * The value as text.
     *
     * @param current what {@code currentcolor} is
     */
    public static String of(Value value, Rgba current) {
        return new CssText(current).text(value);
    }

    private String text(Value value) {
        return switch (value) {
            case Value.Keyword(String name) -> name;
            case Value.Name(String name) -> Values.text(List.of(new ComponentValue.Ident(name)));
            case Value.Text(String text) -> quoted(text);
            case Value.Link(String url) -> "url(" + quoted(url) + ")";
            case Value.Num(double number) -> Numbers.text(number);
            case Value.Percent(double percent) -> Numbers.text(percent) + "%";
            case Value.Length(LengthPercentage amount) -> length(amount);
            case Value.Angle(double degrees) -> Numbers.text(degrees) + "deg";
            case Value.Time(double seconds) -> Numbers.text(seconds) + "s";
            case Value.Resolution(double dppx) -> Numbers.text(dppx) + "dppx";
            case Value.Flex(double fr) -> Numbers.text(fr) + "fr";
            case Value.Paint(Color color) -> color(color);
            case Value.Raw raw -> Values.text(raw.components());
            case Value.Sequence(List<Value> parts, boolean commas) -> joined(parts, commas ? ", " : " ");
            case Value.Call(String function, List<Value> arguments) -> function + "(" + joined(arguments, ", ") + ")";
            case Value.Shadow shadow -> shadow(shadow);
            case Gradient gradient -> gradient(gradient);
            case ImageSet set ->
                set.options().stream()
                        .map(option -> text(option.image()) + " " + Numbers.text(option.dppx()) + "x")
                        .collect(Collectors.joining(", ", "image-set(", ")"));
            case GridAreas areas ->
                areas.rows().stream()
                        .map(row -> "\"" + String.join(" ", row) + "\"")
                        .collect(Collectors.joining(" "));
            case GridTracks tracks -> (tracks.subgrid() ? "subgrid " : "") + items(tracks.items());
            case Calculated calculated -> calculated.calc().text();
        };
    }

    private static String quoted(String text) {
        return Values.text(List.of(new ComponentValue.Text(text)));
    }

    private String joined(List<Value> values, String separator) {
        return values.stream().map(this::text).collect(Collectors.joining(separator));
    }

    private String color(Color color) {
        if (color instanceof Color.Inks inks && inks.alpha() >= 1) {
            return "cmyk(" + Numbers.text(inks.cyan()) + ", " + Numbers.text(inks.magenta()) + ", "
                    + Numbers.text(inks.yellow()) + ", " + Numbers.text(inks.black()) + ")";
        }
        Rgba rgba = color.rgba(current);
        return rgba.equals(Rgba.TRANSPARENT) ? "transparent" : rgba.css();
    }

    private static String length(LengthPercentage amount) {
        return switch (amount) {
            case LengthPercentage.Linear(double px, double percent, boolean hasPercent) -> {
                if (!hasPercent) {
                    yield px == 0 ? "0" : Numbers.text(px) + "px";
                }
                yield px == 0
                        ? Numbers.text(percent) + "%"
                        : "calc(" + Numbers.text(percent) + "% " + (px < 0 ? "- " : "+ ") + Numbers.text(Math.abs(px))
                                + "px)";
            }
            case LengthPercentage.Expression expression -> expression.calc().text();
        };
    }

    private String shadow(Value.Shadow shadow) {
        return (shadow.inset() ? "inset " : "") + text(shadow.x()) + " " + text(shadow.y()) + " " + text(shadow.blur())
                + " " + text(shadow.spread()) + " " + color(shadow.color());
    }

    private String gradient(Gradient gradient) {
        String in = " in " + gradient.interpolation().space().text();
        String opening = switch (gradient.shape()) {
            case Gradient.Linear(double degrees) -> "linear-gradient(" + Numbers.text(degrees) + "deg";
            case Gradient.Corner(boolean right, boolean bottom) ->
                "linear-gradient(to " + (bottom ? "bottom " : "top ") + (right ? "right" : "left");
            case Gradient.Radial(boolean circle, Value size, Value position) ->
                "radial-gradient(" + (circle ? "circle " : "") + text(size) + " at " + text(position);
            case Gradient.Conic(double degrees, Value position) ->
                "conic-gradient(from " + Numbers.text(degrees) + "deg at " + text(position);
        };
        return (gradient.repeating() ? "repeating-" : "")
                + opening
                + (in.equals(" in srgb") ? "" : in)
                + gradient.stops().stream().map(this::stop).collect(Collectors.joining(", ", ", ", ")"));
    }

    private String stop(Gradient.Stop stop) {
        String position = stop.position() == null ? "" : text(stop.position());
        if (stop.color() == null) {
            return position;
        }
        return position.isEmpty() ? color(stop.color()) : color(stop.color()) + " " + position;
    }

    private String items(List<GridTracks.Item> items) {
        return items.stream()
                .map(item -> switch (item) {
                    case GridTracks.Line(List<String> names) -> "[" + String.join(" ", names) + "]";
                    case GridTracks.Track(Value size) -> text(size);
                    case GridTracks.Repeat(int times, List<GridTracks.Item> repeated) ->
                        "repeat(" + times(times) + ", " + items(repeated) + ")";
                })
                .collect(Collectors.joining(" "));
    }

    private static String times(int times) {
        return switch (times) {
            case GridTracks.AUTO_FILL -> "auto-fill";
            case GridTracks.AUTO_FIT -> "auto-fit";
            default -> Integer.toString(times);
        };
    }
}
