package io.pressrun.css.grammar;

import io.pressrun.css.math.Calc;
import io.pressrun.css.math.Calculation;
import io.pressrun.css.math.Cursor;
import io.pressrun.css.math.Dimension;
import io.pressrun.css.math.LengthPercentage;
import io.pressrun.css.math.MathFunction;
import io.pressrun.css.math.Unit;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.value.Calculated;
import io.pressrun.css.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A number of one dimension in a range; a calculation is clamped to it.
 *
 * @param percent whether percentages stand for lengths
 * @param whole whether it is an integer
 */
record Numeric(Dimension dimension, boolean percent, boolean whole, double least, double most) implements Node {
    @Override
    public boolean match(Cursor at, List<Value> out) {
        ComponentValue here = at.peek();
        Value value = here == null ? null : value(here, at.quirks());
        if (value == null) {
            return false;
        }
        out.add(value);
        at.advance();
        return true;
    }

    @Nullable
    Value value(ComponentValue here, boolean quirks) {
        return switch (here) {
            case ComponentValue.Number(double number, boolean integer, boolean _) -> number(number, integer, quirks);
            case ComponentValue.Percentage(double number) -> {
                if (!inside(number)) {
                    yield null;
                }
                yield percent
                        ? Value.percent(number)
                        : dimension == Dimension.PERCENT ? new Value.Percent(number) : null;
            }
            case ComponentValue.Dimension(double number, String name, boolean _, boolean _) -> {
                Unit unit = Unit.named(name);
                yield unit == null || unit.dimension() != dimension || !inside(number) ? null : of(number, unit);
            }
            case ComponentValue.Function function -> Calculation.begins(function) ? calculation(function) : null;
            case ComponentValue.Ident _,
                    ComponentValue.Block _,
                    ComponentValue.AtKeyword _,
                    ComponentValue.Hash _,
                    ComponentValue.Text _,
                    ComponentValue.Url _,
                    ComponentValue.Delim _,
                    ComponentValue.Mark _ -> null;
        };
    }

    private @Nullable Value number(double number, boolean integer, boolean quirks) {
        boolean fits = switch (dimension) {
            case NUMBER -> integer || !whole;
            case LENGTH -> number == 0 || quirks;
            case ANGLE -> number == 0;
            case PERCENT, TIME, FREQUENCY, RESOLUTION, FLEX -> false;
        };
        return fits && inside(number) ? Calculated.of(dimension, number, whole) : null;
    }

    private Value of(double number, Unit unit) {
        return unit.absolute()
                ? Calculated.of(dimension, number * unit.factor(), false)
                : new Calculated(new Calc.Leaf(number, unit), dimension, false, least, most);
    }

    private @Nullable Value calculation(ComponentValue.Function function) {
        Calculation parsed = Calculation.parse(function, percent, Map.of());
        if (parsed == null || parsed.dimension() != dimension) {
            return null;
        }
        if (dimension == Dimension.LENGTH) {
            Calculated whole = new Calculated(parsed.calc(), dimension, false, least, most);
            return relative(parsed.calc()) ? whole : whole.computed(_ -> 0);
        }
        double constant = parsed.constant();
        return Double.isNaN(constant)
                ? new Calculated(parsed.calc(), dimension, whole, least, most)
                : Calculated.of(dimension, Math.clamp(constant, least, most), whole);
    }

    private static boolean relative(Calc calc) {
        return switch (calc) {
            case Calc.Leaf(double _, Unit unit) -> !unit.absolute();
            case Calc.Sum(List<Calc> terms) -> terms.stream().anyMatch(Numeric::relative);
            case Calc.Product(List<Calc> factors) -> factors.stream().anyMatch(Numeric::relative);
            case Calc.Invert(Calc of) -> relative(of);
            case Calc.Call(MathFunction _, List<Calc> arguments) ->
                arguments.stream().anyMatch(Numeric::relative);
        };
    }

    private boolean inside(double number) {
        return number >= least && number <= most;
    }

    static Numeric length(boolean percent) {
        return new Numeric(Dimension.LENGTH, percent, false, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** The amount of a length or its calculation, for building others of it. */
    static Calc calc(Value value) {
        return switch (value) {
            case Calculated calculated -> calculated.calc();
            case Value.Length(LengthPercentage.Linear(double px, double percent, boolean has)) ->
                has
                        ? new Calc.Sum(List.of(new Calc.Leaf(px, Unit.PX), new Calc.Leaf(percent, Unit.PERCENT)))
                        : new Calc.Leaf(px, Unit.PX);
            case Value.Length(LengthPercentage.Expression(Calc calc)) -> calc;
            default -> throw new IllegalArgumentException("Not a length: " + value);
        };
    }
}
