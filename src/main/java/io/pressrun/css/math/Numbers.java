package io.pressrun.css.math;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How numbers are written. */
public final class Numbers {
    /** What an infinite length is: more than any page has, and little enough for sums of it. */
    static final double LARGEST = 33_554_428;

    private static final int DECIMALS = 6;

    private Numbers() {}

    /** The number as CSS 2.1 reads it: with at most six decimals and no exponent. */
    public static String text(double value) {
        double finite = Double.isNaN(value) ? 0 : Math.clamp(value, -1e15, 1e15);
        if (finite == Math.rint(finite)) {
            return Long.toString((long) finite);
        }
        BigDecimal rounded = BigDecimal.valueOf(finite)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }
}
