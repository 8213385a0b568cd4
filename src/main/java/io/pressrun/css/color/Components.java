package io.pressrun.css.color;

import io.pressrun.css.math.Calculation;
import io.pressrun.css.math.Cursor;
import io.pressrun.css.math.Dimension;
import io.pressrun.css.math.Unit;
import io.pressrun.css.syntax.ComponentValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the three components and the alpha of a colour function: NaN where one is {@code none}. */
final class Components {
    private static final Channel ALPHA = Channel.closed("alpha", 1);

    /** How a component was written. */
    private enum Form {
        NUMBER,
        PERCENT,
        ANGLE,
        NONE,
        CHANNEL
    }

    private final Cursor at;
    private final List<Channel> channels;
    private final Map<String, Double> keywords;
    private final Map<String, Double> known;
    private Form form = Form.NONE;

    /**
     * @param keywords the channels of the colour that this one is relative to; NaN where one is missing
     */
    Components(Cursor at, List<Channel> channels, Map<String, Double> keywords) {
        this.at = at;
        this.channels = channels;
        this.keywords = keywords;
        this.known = keywords.isEmpty() ? keywords : zeroed(keywords);
    }

    private static Map<String, Double> zeroed(Map<String, Double> keywords) {
        Map<String, Double> zeroed = new java.util.HashMap<>(keywords);
        zeroed.replaceAll((_, value) -> value.isNaN() ? 0 : value);
        return zeroed;
    }

    /** The components of a colour in another space, with its missing ones. */
    static double[] known(Color.Fixed origin, ColorSpace space) {
        double[] of = origin.components();
        if (origin.space() == space) {
            return of;
        }
        for (int component = 0; component < 3; component++) {
            of[component] = Double.isNaN(of[component]) ? 0 : of[component];
        }
        return Conversion.convert(origin.space(), space, of);
    }

    /** In the syntax with commas or in that without. */
    double @Nullable [] read() {
        int start = at.mark();
        at.advance();
        boolean commas = at.takeComma();
        at.reset(start);
        return commas ? legacy() : modern();
    }

    /** Without commas, an alpha after a solidus. */
    double @Nullable [] modern() {
        double[] of = new double[4];
        for (int component = 0; component < 3; component++) {
            if (!component(channels.get(component), of, component)) {
                return null;
            }
        }
        of[3] = keywords.getOrDefault("alpha", 1.0);
        if (at.take('/') && !component(ALPHA, of, 3)) {
            return null;
        }
        return at.atEnd() ? of : null;
    }

    /** With commas: all numbers or all percentages, but for the hue. */
    private double @Nullable [] legacy() {
        double[] of = new double[4];
        Form wanted = channels.getFirst().isHue() ? Form.PERCENT : null;
        for (int component = 0; component < 3; component++) {
            Channel channel = channels.get(component);
            if (component > 0 && !at.takeComma()
                    || !component(channel, of, component)
                    || form == Form.NONE
                    || !channel.isHue() && wanted != null && form != wanted) {
                return null;
            }
            wanted = channel.isHue() ? wanted : form;
        }
        of[3] = 1;
        if (at.takeComma() && (!component(ALPHA, of, 3) || form == Form.NONE)) {
            return null;
        }
        return at.atEnd() ? of : null;
    }

    private boolean component(Channel channel, double[] of, int index) {
        double value = value(channel, at.next());
        boolean none = form == Form.NONE || form == Form.CHANNEL;
        if (Double.isNaN(value) && !none) {
            return false;
        }
        of[index] = Double.isNaN(value) ? value : channel.clamped(value);
        return true;
    }

    /** The value of one component, NaN where it is {@code none} or wrong; the form tells. */
    private double value(Channel channel, @Nullable ComponentValue value) {
        form = Form.NUMBER;
        return switch (value) {
            case ComponentValue.Number(double number, boolean _, boolean _) -> number;
            case ComponentValue.Percentage(double percent) -> of(channel, percent, Dimension.PERCENT);
            case ComponentValue.Dimension(double number, String name, boolean _, boolean _) -> {
                Unit unit = Unit.named(name);
                yield unit == null ? Double.NaN : of(channel, number * unit.factor(), unit.dimension());
            }
            case ComponentValue.Ident(String name) -> {
                String lower = name.toLowerCase(Locale.ROOT);
                if (lower.equals("none")) {
                    form = Form.NONE;
                } else if (keywords.containsKey(lower)) {
                    form = Form.CHANNEL;
                    yield keywords.getOrDefault(lower, Double.NaN);
                }
                yield Double.NaN;
            }
            case ComponentValue.Function function -> {
                Calculation parsed = Calculation.begins(function) ? Calculation.parse(function, false, known) : null;
                yield parsed == null ? Double.NaN : of(channel, parsed.constant(), parsed.dimension());
            }
            case null, default -> Double.NaN;
        };
    }

    private double of(Channel channel, double value, Dimension dimension) {
        return switch (dimension) {
            case NUMBER -> value;
            case PERCENT -> {
                form = Form.PERCENT;
                yield channel.isHue() ? Double.NaN : value * channel.full() / 100;
            }
            case ANGLE -> {
                form = Form.ANGLE;
                yield channel.isHue() ? value : Double.NaN;
            }
            case LENGTH, TIME, FREQUENCY, RESOLUTION, FLEX -> Double.NaN;
        };
    }
}
