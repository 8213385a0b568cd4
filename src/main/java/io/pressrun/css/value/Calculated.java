package io.pressrun.css.value;

import io.pressrun.css.math.Calc;
import io.pressrun.css.math.Dimension;
import io.pressrun.css.math.LengthPercentage;
import io.pressrun.css.math.Scale;

/**
 * A number that is known only with the element: one with a relative unit or a calculation.
 *
 * @param dimension what comes of it
 * @param whole whether a number is rounded
 */
public record Calculated(Calc calc, Dimension dimension, boolean whole, double least, double most) implements Value {
    @Override
    public Value computed(Scale scale) {
        Calc simple = calc.simplified(scale);
        if (dimension == Dimension.LENGTH) {
            LengthPercentage amount = LengthPercentage.of(simple);
            return new Length(
                    amount.hasPercent() ? amount : LengthPercentage.px(Math.clamp(amount.resolve(0), least, most)));
        }
        return of(dimension, Math.clamp(Calc.finite(simple.value(0)), least, most), whole);
    }

    /** A value of this dimension in canonical units. */
    public static Value of(Dimension dimension, double value, boolean whole) {
        return switch (dimension) {
            case NUMBER -> new Num(whole ? Math.floor(value + 0.5) : value);
            case PERCENT -> new Percent(value);
            case LENGTH -> Value.px(value);
            case ANGLE -> new Angle(value);
            case TIME, FREQUENCY -> new Time(value);
            case RESOLUTION -> new Resolution(value);
            case FLEX -> new Flex(value);
        };
    }
}
