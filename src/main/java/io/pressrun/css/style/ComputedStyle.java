package io.pressrun.css.style;

import io.pressrun.css.color.Rgba;
import io.pressrun.css.math.LengthPercentage;
import io.pressrun.css.property.Longhand;
import io.pressrun.css.property.Properties;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.value.CssText;
import io.pressrun.css.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The computed values of an element. Immutable. Lengths are in px, percentages stay, flow-relative properties are those
 * of their sides, and {@code currentcolor} stays but for {@code color} itself.
 */
public final class ComputedStyle {
    private static final Longhand COLOR = Properties.longhand("color");
    private static final Longhand LINE_HEIGHT = Properties.longhand("line-height");
    private static final Longhand DISPLAY = Properties.longhand("display");
    private static final Longhand COLLAPSE = Properties.longhand("white-space-collapse");
    private static final Longhand WRAP = Properties.longhand("text-wrap-mode");

    private final StyleValues values;
    private final CustomProperties custom;
    private final FontSize fontSize;
    private final FontChoice font;
    private final FontMetrics metrics;
    private final Flow flow;
    private final RootFont root;
    private final boolean itemsInside;
    private final Rgba color;

    ComputedStyle(
            StyleValues values,
            CustomProperties custom,
            FontSize fontSize,
            FontChoice font,
            FontMetrics metrics,
            Flow flow,
            @Nullable RootFont root,
            @Nullable ComputedStyle parent) {
        this.values = values;
        this.custom = custom;
        this.fontSize = fontSize;
        this.font = font;
        this.metrics = metrics;
        this.flow = flow;
        this.root = root == null ? new RootFont(metrics, font, this::lineHeight) : root;
        this.itemsInside = Display.itemsInside(keyword(DISPLAY), parent);
        this.color = value(COLOR) instanceof Value.Paint(var own) ? own.rgba(Rgba.BLACK) : Rgba.BLACK;
    }

    /** The computed value of a physical longhand. */
    public Value value(Longhand longhand) {
        return values.get(longhand.logical() == null ? longhand : flow.physical(longhand));
    }

    /**
     * The computed value of a longhand.
     *
     * @throws IllegalArgumentException if there is no longhand of this name
     */
    public Value value(String longhand) {
        return value(Properties.longhand(longhand));
    }

    /** The keyword or function name that it is; empty if it is neither. */
    public String keyword(Longhand longhand) {
        return switch (value(longhand)) {
            case Value.Keyword(String name) -> name;
            case Value.Call(String function, List<Value> _) -> function;
            default -> "";
        };
    }

    public boolean is(Longhand longhand, String keyword) {
        return value(longhand).is(keyword);
    }

    /** The length that it is; null if it is something else, such as {@code auto}. */
    public @Nullable LengthPercentage length(Longhand longhand) {
        return value(longhand) instanceof Value.Length(LengthPercentage amount) ? amount : null;
    }

    /** The length in px, or 0 if it is none. */
    public double px(Longhand longhand, double basis) {
        LengthPercentage length = length(longhand);
        return length == null ? 0 : length.resolve(basis);
    }

    /** The number that it is, or this one. */
    public double number(Longhand longhand, double otherwise) {
        return value(longhand) instanceof Value.Num(double number) ? number : otherwise;
    }

    /** The colour as it is printed, what is current put in. */
    public Rgba color(Longhand longhand) {
        return value(longhand) instanceof Value.Paint(var its) ? its.rgba(color) : color;
    }

    /** The colour of text, which is {@code currentcolor}. */
    public Rgba color() {
        return color;
    }

    /** Its value as CSS text; see {@link CssText}. */
    public String text(Longhand longhand) {
        return CssText.of(value(longhand), color);
    }

    /** In px. */
    public double fontSize() {
        return font.size();
    }

    public FontChoice font() {
        return font;
    }

    /** The height of a line in px. */
    public double lineHeight() {
        return lineHeight(value(LINE_HEIGHT), font, metrics);
    }

    static double lineHeight(Value value, FontChoice font, FontMetrics metrics) {
        return switch (value) {
            case Value.Num(double number) -> number * font.size();
            case Value.Length(LengthPercentage amount) -> amount.resolve(font.size());
            default -> metrics.normalLineHeight(font);
        };
    }

    /** The keyword of CSS 2.1 for the handling of white space, or {@code break-spaces}. */
    public String whiteSpace() {
        boolean wraps = is(WRAP, "wrap");
        return switch (keyword(COLLAPSE)) {
            case "preserve", "preserve-spaces" -> wraps ? "pre-wrap" : "pre";
            case "preserve-breaks" -> wraps ? "pre-line" : "pre";
            case "break-spaces" -> wraps ? "break-spaces" : "pre";
            default -> wraps ? "normal" : "nowrap";
        };
    }

    public boolean rtl() {
        return flow.rtl();
    }

    /** Whether lines run down the page. */
    public boolean vertical() {
        return flow.vertical();
    }

    /** The value of an author's own property; null if it has none. */
    public @Nullable List<ComponentValue> custom(String name) {
        return custom.value(name);
    }

    /** All of the author's own properties. */
    public Map<String, List<ComponentValue>> custom() {
        return Map.copyOf(custom.all());
    }

    /** Whether boxes within are items of a flex or grid container. */
    boolean itemsInside() {
        return itemsInside;
    }

    StyleValues values() {
        return values;
    }

    CustomProperties customProperties() {
        return custom;
    }

    FontSize size() {
        return fontSize;
    }

    Flow flow() {
        return flow;
    }

    RootFont root() {
        return root;
    }
}
