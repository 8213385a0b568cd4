package io.pressrun.css.math;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type of a calculation (css-values-4, 10.2): the powers of its dimensions that are not 0. Where percentages stand
 * for lengths, they have the type of a length from the start.
 */
record NumericType(Map<Dimension, Integer> powers) {
    static final NumericType NUMBER = new NumericType(Map.of());

    static NumericType of(Dimension dimension) {
        return dimension == Dimension.NUMBER ? NUMBER : new NumericType(Map.of(dimension, 1));
    }

    NumericType times(NumericType other) {
        if (powers.isEmpty()) {
            return other;
        }
        Map<Dimension, Integer> sum = new EnumMap<>(powers);
        other.powers.forEach((dimension, power) -> {
            int whole = sum.getOrDefault(dimension, 0) + power;
            if (whole == 0) {
                sum.remove(dimension);
            } else {
                sum.put(dimension, whole);
            }
        });
        return new NumericType(sum);
    }

    NumericType inverse() {
        if (powers.isEmpty()) {
            return this;
        }
        Map<Dimension, Integer> inverse = new EnumMap<>(powers);
        inverse.replaceAll((_, power) -> -power);
        return new NumericType(inverse);
    }

    boolean is(Dimension dimension) {
        return equals(of(dimension));
    }

    /** The dimension if this is one and of the first power. */
    @Nullable
    Dimension dimension() {
        if (powers.isEmpty()) {
            return Dimension.NUMBER;
        }
        Map.Entry<Dimension, Integer> only = powers.entrySet().iterator().next();
        return powers.size() == 1 && only.getValue() == 1 ? only.getKey() : null;
    }
}
