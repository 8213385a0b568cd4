package io.pressrun.css.math;

import io.pressrun.css.syntax.ComponentValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A math function that is a number or of one dimension.
 *
 * @param calc simplified as far as it is without knowing the element
 * @param dimension what it is; where percentages stand for lengths, {@link Dimension#LENGTH} with or without them
 */
public record Calculation(Calc calc, Dimension dimension) {
    /** Whether it is a math function by its name. */
    public static boolean begins(ComponentValue.Function function) {
        return CalcParser.NAMES.contains(function.name());
    }

    /**
     * The calculation, or null where it is none or the types do not fit (css-values-4, 10.8).
     *
     * @param percentIsLength whether percentages stand for lengths here
     * @param keywords numbers that have a name here, such as the channels of a relative colour
     */
    public static @Nullable Calculation parse(
            ComponentValue.Function function, boolean percentIsLength, Map<String, Double> keywords) {
        CalcParser.Typed parsed = new CalcParser(percentIsLength, keywords).function(function, 0);
        if (parsed == null) {
            return null;
        }
        Dimension dimension = parsed.type().dimension();
        return dimension == null ? null : new Calculation(parsed.calc().simplified(null), dimension);
    }

    /** The value if it is known without an element and a percentage; NaN if not. */
    public double constant() {
        return calc instanceof Calc.Leaf(double value, Unit unit) && unit.absolute() ? Calc.finite(value) : Double.NaN;
    }
}
