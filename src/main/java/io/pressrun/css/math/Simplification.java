package io.pressrun.css.math;

import io.pressrun.css.math.Calc.Call;
import io.pressrun.css.math.Calc.Invert;
import io.pressrun.css.math.Calc.Leaf;
import io.pressrun.css.math.Calc.Product;
import io.pressrun.css.math.Calc.Sum;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The simplification of calculation trees (css-values-4, 10.10.1). */
final class Simplification {
    private Simplification() {}

    static Calc of(Calc calc, @Nullable Scale scale) {
        return switch (calc) {
            case Leaf leaf -> leaf(leaf, scale);
            case Sum(List<Calc> terms) -> sum(all(terms, scale));
            case Product(List<Calc> factors) -> product(all(factors, scale));
            case Invert(Calc of) -> invert(of(of, scale));
            case Call(MathFunction function, List<Calc> arguments) -> call(function, all(arguments, scale));
        };
    }

    private static List<Calc> all(List<Calc> calcs, @Nullable Scale scale) {
        List<Calc> simple = new ArrayList<>(calcs.size());
        for (Calc calc : calcs) {
            simple.add(of(calc, scale));
        }
        return simple;
    }

    private static Leaf leaf(Leaf leaf, @Nullable Scale scale) {
        Unit unit = leaf.unit();
        Unit canonical = unit.dimension().unit();
        if (unit == canonical) {
            return leaf;
        }
        if (unit.absolute()) {
            return new Leaf(leaf.value() * unit.factor(), canonical);
        }
        return scale == null ? leaf : new Leaf(leaf.value() * scale.pixels(unit), canonical);
    }

    private static Calc sum(List<Calc> terms) {
        List<Calc> flat = new ArrayList<>(terms.size());
        for (Calc term : terms) {
            if (term instanceof Sum(List<Calc> inner)) {
                inner.forEach(each -> addTo(flat, each));
            } else {
                addTo(flat, term);
            }
        }
        if (flat.size() > 1) {
            flat.removeIf(term -> term instanceof Leaf(double value, Unit unit) && value == 0 && unit == Unit.PX);
        }
        return switch (flat.size()) {
            case 0 -> new Leaf(0, Unit.PX);
            case 1 -> flat.getFirst();
            default -> new Sum(flat);
        };
    }

    private static void addTo(List<Calc> sum, Calc term) {
        if (term instanceof Leaf(double value, Unit unit)) {
            for (int at = 0; at < sum.size(); at++) {
                if (sum.get(at) instanceof Leaf(double other, Unit its) && its == unit) {
                    sum.set(at, new Leaf(other + value, unit));
                    return;
                }
            }
        }
        sum.add(term);
    }

    private static Calc product(List<Calc> factors) {
        double number = 1;
        List<Calc> rest = new ArrayList<>();
        for (Calc factor : factors) {
            List<Calc> inner = factor instanceof Product(List<Calc> its) ? its : List.of(factor);
            for (Calc each : inner) {
                if (each instanceof Leaf(double value, Unit unit) && unit == Unit.NUMBER) {
                    number *= value;
                } else {
                    rest.add(each);
                }
            }
        }
        if (rest.isEmpty()) {
            return Calc.number(number);
        }
        if (rest.size() == 1) {
            Calc only = rest.getFirst();
            if (only instanceof Leaf(double value, Unit unit)) {
                return new Leaf(value * number, unit);
            }
            if (only instanceof Sum(List<Calc> terms) && terms.stream().allMatch(Leaf.class::isInstance)) {
                return distribute(number, terms);
            }
        }
        Calc whole = cancel(number, rest);
        if (whole != null) {
            return whole;
        }
        if (number != 1) {
            rest.addFirst(Calc.number(number));
        }
        return rest.size() == 1 ? rest.getFirst() : new Product(rest);
    }

    private static Calc distribute(double number, List<Calc> terms) {
        List<Calc> products = new ArrayList<>(terms.size());
        for (Calc term : terms) {
            if (term instanceof Leaf(double value, Unit unit)) {
                products.add(new Leaf(value * number, unit));
            }
        }
        return sum(products);
    }

    /** The product of canonical leaves and inverted ones, when one dimension or none is left. */
    private static @Nullable Calc cancel(double number, List<Calc> factors) {
        double value = number;
        NumericType type = NumericType.NUMBER;
        for (Calc factor : factors) {
            boolean below = factor instanceof Invert;
            Calc base = factor instanceof Invert(Calc of) ? of : factor;
            if (!(base instanceof Leaf(double its, Unit unit))
                    || unit != unit.dimension().unit()) {
                return null;
            }
            NumericType own = NumericType.of(unit.dimension());
            value = below ? value / its : value * its;
            type = type.times(below ? own.inverse() : own);
        }
        Dimension dimension = type.dimension();
        return dimension == null ? null : new Leaf(value, dimension.unit());
    }

    private static Calc invert(Calc of) {
        return switch (of) {
            case Leaf(double value, Unit unit) when unit == Unit.NUMBER -> Calc.number(1 / value);
            case Invert(Calc inner) -> inner;
            case Leaf _, Sum _, Product _, Call _ -> new Invert(of);
        };
    }

    private static Calc call(MathFunction function, List<Calc> arguments) {
        Unit unit = null;
        double[] values = new double[arguments.size()];
        for (int at = 0; at < values.length; at++) {
            if (!(arguments.get(at) instanceof Leaf(double value, Unit its))
                    || its != its.dimension().unit()
                    || unit != null && unit != its) {
                return new Call(function, arguments);
            }
            unit = its;
            values[at] = value;
        }
        if (unit == null || unit == Unit.PERCENT && !function.keepsType()) {
            return new Call(function, arguments);
        }
        double result = function.apply(values);
        if (function.givesAngle()) {
            return new Leaf(result, Unit.DEG);
        }
        return new Leaf(result, function.keepsType() ? unit : Unit.NUMBER);
    }
}
