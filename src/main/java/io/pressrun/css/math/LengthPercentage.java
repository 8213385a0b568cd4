package io.pressrun.css.math;

/**
 * A computed {@code <length-percentage>}: everything but percentages is in px. What comes of a calculation can lie
 * outside the range of its property and is to be clamped by who uses it, if percentages are part of it.
 */
public sealed interface LengthPercentage {
    LengthPercentage ZERO = new Linear(0, 0, false);

    /**
     * The px it is worth.
     *
     * @param basis the px that are 100 %
     */
    double resolve(double basis);

    /** Whether it depends on what the percentages refer to. */
    boolean hasPercent();

    static LengthPercentage px(double px) {
        return px == 0 ? ZERO : new Linear(px, 0, false);
    }

    static LengthPercentage percent(double percent) {
        return new Linear(0, percent, true);
    }

    /**
     * A sum of px and a percentage, as nearly all are.
     *
     * @param percent 50 is half
     * @param hasPercent whether a percentage is part of it, which may be 0
     */
    record Linear(double px, double percent, boolean hasPercent) implements LengthPercentage {
        @Override
        public double resolve(double basis) {
            return percent == 0 ? px : px + percent * basis / 100;
        }
    }

    /** A calculation that is no such sum, such as a {@code min()} of a percentage and a length. */
    record Expression(Calc calc) implements LengthPercentage {
        @Override
        public double resolve(double basis) {
            return Calc.finite(calc.value(basis));
        }

        @Override
        public boolean hasPercent() {
            return true;
        }
    }

    /**
     * Of a calculation whose relative units are resolved.
     *
     * @param calc simplified
     */
    static LengthPercentage of(Calc calc) {
        return switch (calc) {
            case Calc.Leaf(double value, Unit unit) ->
                unit == Unit.PERCENT ? percent(Calc.finite(value)) : px(Calc.finite(value));
            case Calc.Sum sum -> linear(sum);
            case Calc.Product _, Calc.Invert _, Calc.Call _ -> new Expression(calc);
        };
    }

    private static LengthPercentage linear(Calc.Sum sum) {
        double px = 0;
        double percent = 0;
        boolean hasPercent = false;
        for (Calc term : sum.terms()) {
            if (!(term instanceof Calc.Leaf(double value, Unit unit))) {
                return new Expression(sum);
            }
            if (unit == Unit.PERCENT) {
                percent += value;
                hasPercent = true;
            } else {
                px += value;
            }
        }
        return new Linear(Calc.finite(px), Calc.finite(percent), hasPercent);
    }
}
