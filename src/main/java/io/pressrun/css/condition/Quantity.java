package io.pressrun.css.condition;

import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Block;
import io.pressrun.css.syntax.ComponentValue.Delim;
import io.pressrun.css.syntax.ComponentValue.Dimension;
import io.pressrun.css.syntax.ComponentValue.Function;
import io.pressrun.css.syntax.ComponentValue.Mark;
import io.pressrun.css.syntax.ComponentValue.Number;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers, lengths, resolutions and ratios in conditions, where font-relative units are those of the initial font. */
final class Quantity {
    private static final double EM = 16;

    private final List<ComponentValue> values;
    private final MediaEnvironment environment;
    private int at;

    private Quantity(List<ComponentValue> values, MediaEnvironment environment) {
        this.values = values.stream().filter(value -> value != Mark.WHITE_SPACE).toList();
        this.environment = environment;
    }

    /** In pixels, dots for a pixel, or as a plain number; NaN for anything else. */
    static double of(List<ComponentValue> values, MediaEnvironment environment) {
        Quantity quantity = new Quantity(values, environment);
        double value = quantity.factor();
        return quantity.at == quantity.values.size() ? value : Double.NaN;
    }

    /** A number, or two with a slash between them. */
    static double ratio(List<ComponentValue> values, MediaEnvironment environment) {
        Quantity quantity = new Quantity(values, environment);
        double value = quantity.factor();
        if (quantity.taken('/')) {
            value /= quantity.factor();
        }
        return quantity.at == quantity.values.size() ? value : Double.NaN;
    }

    private double sum() {
        double value = product();
        while (true) {
            if (taken('+')) {
                value += product();
            } else if (taken('-')) {
                value -= product();
            } else {
                return value;
            }
        }
    }

    private double product() {
        double value = factor();
        while (true) {
            if (taken('*')) {
                value *= factor();
            } else if (taken('/')) {
                value /= factor();
            } else {
                return value;
            }
        }
    }

    private double factor() {
        return switch (next()) {
            case Number(double value, boolean _, boolean _) -> value;
            case Dimension(double value, String unit, boolean _, boolean _) -> value * unit(unit);
            case Function(String name, List<ComponentValue> inner) when name.equals("calc") -> inside(inner);
            case Block(char open, List<ComponentValue> inner) when open == '(' -> inside(inner);
            case null, default -> Double.NaN;
        };
    }

    private double inside(List<ComponentValue> inner) {
        Quantity quantity = new Quantity(inner, environment);
        double value = quantity.sum();
        return quantity.at == quantity.values.size() ? value : Double.NaN;
    }

    private @Nullable ComponentValue next() {
        return at < values.size() ? values.get(at++) : null;
    }

    private boolean taken(char sign) {
        boolean here = at < values.size() && values.get(at) instanceof Delim(int c) && c == sign;
        at += here ? 1 : 0;
        return here;
    }

    private double unit(String unit) {
        return switch (unit) {
            case "px", "dppx", "x" -> 1;
            case "em", "rem", "ic", "ric" -> EM;
            case "ex", "ch", "rex", "rch" -> EM / 2;
            case "lh", "rlh" -> EM * 1.2;
            case "cap", "rcap" -> EM * 0.7;
            case "pt" -> 96 / 72.0;
            case "pc" -> 16;
            case "in" -> 96;
            case "cm" -> 96 / 2.54;
            case "mm" -> 96 / 25.4;
            case "q" -> 96 / 101.6;
            case "dpi" -> 1 / 96.0;
            case "dpcm" -> 2.54 / 96;
            case "vw", "svw", "lvw", "dvw", "vi" -> environment.width() / 100;
            case "vh", "svh", "lvh", "dvh", "vb" -> environment.height() / 100;
            case "vmin" -> Math.min(environment.width(), environment.height()) / 100;
            case "vmax" -> Math.max(environment.width(), environment.height()) / 100;
            default -> Double.NaN;
        };
    }
}
