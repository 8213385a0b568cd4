package io.pressrun.css.math;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A calculation tree (css-values-4, 10.10). */
public sealed interface Calc {
    /** A number with its unit. */
    record Leaf(double value, Unit unit) implements Calc {}

    record Sum(List<Calc> terms) implements Calc {
        public Sum {
            terms = List.copyOf(terms);
        }
    }

    record Product(List<Calc> factors) implements Calc {
        public Product {
            factors = List.copyOf(factors);
        }
    }

    /** One divided by it. */
    record Invert(Calc of) implements Calc {}

    /** A math function of calculations. */
    record Call(MathFunction function, List<Calc> arguments) implements Calc {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    static Calc number(double value) {
        return new Leaf(value, Unit.NUMBER);
    }

    /**
     * The same with everything done that can be done (css-values-4, 10.10.1).
     *
     * @param scale what relative units are worth; without one they stay
     */
    default Calc simplified(@Nullable Scale scale) {
        return Simplification.of(this, scale);
    }

    /**
     * Its value in canonical units.
     *
     * @param basis what 100 % are
     */
    default double value(double basis) {
        return switch (this) {
            case Leaf(double value, Unit unit) -> unit == Unit.PERCENT ? value * basis / 100 : value * unit.factor();
            case Sum(List<Calc> terms) ->
                terms.stream().mapToDouble(term -> term.value(basis)).sum();
            case Product(List<Calc> factors) ->
                factors.stream().mapToDouble(factor -> factor.value(basis)).reduce(1, (one, other) -> one * other);
            case Invert(Calc of) -> 1 / of.value(basis);
            case Call(MathFunction function, List<Calc> arguments) ->
                function.apply(arguments.stream()
                        .mapToDouble(argument -> argument.value(basis))
                        .toArray());
        };
    }

    /** As CSS, relative units and all. */
    default String text() {
        return switch (this) {
            case Leaf(double value, Unit unit) -> Numbers.text(value) + unit.text();
            case Sum(List<Calc> terms) ->
                terms.stream().map(Calc::text).collect(Collectors.joining(" + ", "calc(", ")"));
            case Product(List<Calc> factors) ->
                factors.stream().map(Calc::text).collect(Collectors.joining(" * ", "calc(", ")"));
            case Invert(Calc of) -> "calc(1 / " + of.text() + ")";
            case Call(MathFunction function, List<Calc> arguments) ->
                arguments.stream().map(Calc::text).collect(Collectors.joining(", ", function.opening(), ")"));
        };
    }

    /** The value that stands for it at the top of a calculation (css-values-4, 10.9): NaN is 0, infinity very much. */
    static double finite(double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        return Math.clamp(value, -Numbers.LARGEST, Numbers.LARGEST);
    }
}
