package io.pressrun.css.math;

import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Delim;
import io.pressrun.css.syntax.ComponentValue.Mark;
import io.pressrun.css.syntax.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads math functions with their types (css-values-4, 10.8 and 10.9). */
final class CalcParser {
    static final Set<String> NAMES = Set.of(
            "calc",
            "-webkit-calc",
            "min",
            "max",
            "clamp",
            "round",
            "mod",
            "rem",
            "abs",
            "sign",
            "sin",
            "cos",
            "tan",
            "asin",
            "acos",
            "atan",
            "atan2",
            "pow",
            "sqrt",
            "hypot",
            "log",
            "exp");

    private static final int MAX_DEPTH = 64;
    private static final Map<String, Double> CONSTANTS = Map.of(
            "e", Math.E,
            "pi", Math.PI,
            "infinity", Double.POSITIVE_INFINITY,
            "-infinity", Double.NEGATIVE_INFINITY,
            "nan", Double.NaN);
    private static final Map<String, MathFunction> STRATEGIES = Map.of(
            "nearest", MathFunction.ROUND_NEAREST,
            "up", MathFunction.ROUND_UP,
            "down", MathFunction.ROUND_DOWN,
            "to-zero", MathFunction.ROUND_TO_ZERO);

    private final boolean percentIsLength;
    private final Map<String, Double> keywords;

    CalcParser(boolean percentIsLength, Map<String, Double> keywords) {
        this.percentIsLength = percentIsLength;
        this.keywords = keywords;
    }

    /** A calculation with its type. */
    record Typed(Calc calc, NumericType type) {}

    @Nullable
    Typed function(ComponentValue.Function function, int depth) {
        if (depth > MAX_DEPTH) {
            return null;
        }
        String name = function.name();
        List<ComponentValue> content = function.arguments();
        if (name.equals("calc") || name.equals("-webkit-calc")) {
            return sum(content, depth);
        }
        List<List<ComponentValue>> arguments = Values.byComma(content);
        if (name.equals("round")) {
            return round(arguments, depth);
        }
        if (name.equals("clamp") && arguments.size() == 3) {
            return clamp(arguments, depth);
        }
        List<Typed> typed = new ArrayList<>(arguments.size());
        for (List<ComponentValue> argument : arguments) {
            Typed each = sum(argument, depth);
            if (each == null) {
                return null;
            }
            typed.add(each);
        }
        return NAMES.contains(name) ? call(MathFunction.valueOf(upper(name)), typed) : null;
    }

    private static String upper(String name) {
        return name.equals("clamp") ? "CLAMP" : name.toUpperCase(Locale.ROOT);
    }

    private static @Nullable Typed call(MathFunction function, List<Typed> arguments) {
        int count = arguments.size();
        boolean fits = switch (function) {
            case MIN, MAX, HYPOT -> count >= 1;
            case MOD, REM, ATAN2, POW -> count == 2;
            case LOG -> count == 1 || count == 2;
            case CLAMP, ROUND_NEAREST, ROUND_UP, ROUND_DOWN, ROUND_TO_ZERO -> false;
            case ABS, SIGN, SIN, COS, TAN, ASIN, ACOS, ATAN, SQRT, EXP -> count == 1;
        };
        return fits ? checked(function, arguments) : null;
    }

    private static @Nullable Typed checked(MathFunction function, List<Typed> arguments) {
        NumericType type = arguments.getFirst().type();
        List<Calc> calcs = new ArrayList<>(arguments.size());
        for (Typed argument : arguments) {
            if (!argument.type().equals(type)) {
                return null;
            }
            calcs.add(argument.calc());
        }
        boolean numbers = type.is(Dimension.NUMBER);
        NumericType result = switch (function) {
            case MIN, MAX, CLAMP, ROUND_NEAREST, ROUND_UP, ROUND_DOWN, ROUND_TO_ZERO, MOD, REM, ABS, HYPOT -> type;
            case SIGN -> NumericType.NUMBER;
            case SIN, COS, TAN -> numbers || type.is(Dimension.ANGLE) ? NumericType.NUMBER : null;
            case ASIN, ACOS, ATAN -> numbers ? NumericType.of(Dimension.ANGLE) : null;
            case ATAN2 -> NumericType.of(Dimension.ANGLE);
            case POW, SQRT, LOG, EXP -> numbers ? NumericType.NUMBER : null;
        };
        if (result == null) {
            return null;
        }
        boolean radians = numbers
                && (function == MathFunction.SIN || function == MathFunction.COS || function == MathFunction.TAN);
        if (radians) {
            calcs.set(0, new Calc.Product(List.of(calcs.getFirst(), new Calc.Leaf(1, Unit.RAD))));
        }
        return new Typed(new Calc.Call(function, calcs), result);
    }

    private @Nullable Typed round(List<List<ComponentValue>> arguments, int depth) {
        List<List<ComponentValue>> rest = new ArrayList<>(arguments);
        MathFunction strategy = MathFunction.ROUND_NEAREST;
        if (single(rest.getFirst()) instanceof ComponentValue.Ident(String name)
                && STRATEGIES.containsKey(lower(name))) {
            strategy = STRATEGIES.getOrDefault(lower(name), strategy);
            rest.removeFirst();
        }
        if (rest.isEmpty() || rest.size() > 2) {
            return null;
        }
        Typed value = sum(rest.getFirst(), depth);
        Typed step = rest.size() == 2 ? sum(rest.get(1), depth) : new Typed(Calc.number(1), NumericType.NUMBER);
        return value == null || step == null ? null : checked(strategy, List.of(value, step));
    }

    private @Nullable Typed clamp(List<List<ComponentValue>> arguments, int depth) {
        Typed value = sum(arguments.get(1), depth);
        if (value == null) {
            return null;
        }
        boolean open = isNone(arguments.get(2));
        Typed most = open ? value : sum(arguments.get(2), depth);
        if (isNone(arguments.getFirst())) {
            return open ? value : most == null ? null : checked(MathFunction.MIN, List.of(value, most));
        }
        Typed least = sum(arguments.getFirst(), depth);
        if (least == null || most == null) {
            return null;
        }
        return open
                ? checked(MathFunction.MAX, List.of(least, value))
                : checked(MathFunction.CLAMP, List.of(least, value, most));
    }

    /** A {@code <calc-sum>}. */
    private @Nullable Typed sum(List<ComponentValue> content, int depth) {
        List<Calc> terms = new ArrayList<>();
        NumericType type = null;
        int from = 0;
        double sign = 1;
        for (int at = 0; at <= content.size(); at++) {
            if (at < content.size() && !isOperator(content, at)) {
                continue;
            }
            Typed term = product(content.subList(from, at), depth);
            if (term == null || type != null && !type.equals(term.type())) {
                return null;
            }
            type = term.type();
            terms.add(sign < 0 ? new Calc.Product(List.of(Calc.number(-1), term.calc())) : term.calc());
            if (at < content.size()) {
                sign = content.get(at) instanceof Delim(int sign2) && sign2 == '-' ? -1 : 1;
                from = at + 1;
            }
        }
        if (type == null) {
            return null;
        }
        return new Typed(terms.size() == 1 ? terms.getFirst() : new Calc.Sum(terms), type);
    }

    private static boolean isOperator(List<ComponentValue> content, int at) {
        return content.get(at) instanceof Delim(int sign)
                && (sign == '+' || sign == '-')
                && at > 0
                && at + 1 < content.size()
                && content.get(at - 1) == Mark.WHITE_SPACE
                && content.get(at + 1) == Mark.WHITE_SPACE;
    }

    /** A {@code <calc-product>}. */
    private @Nullable Typed product(List<ComponentValue> content, int depth) {
        List<Calc> factors = new ArrayList<>();
        NumericType type = NumericType.NUMBER;
        boolean wanted = true;
        boolean below = false;
        for (ComponentValue each : content) {
            if (each == Mark.WHITE_SPACE) {
                continue;
            }
            if (wanted) {
                Typed factor = value(each, depth);
                if (factor == null) {
                    return null;
                }
                factors.add(below ? new Calc.Invert(factor.calc()) : factor.calc());
                type = type.times(below ? factor.type().inverse() : factor.type());
            } else if (each instanceof Delim(int sign) && (sign == '*' || sign == '/')) {
                below = sign == '/';
            } else {
                return null;
            }
            wanted = !wanted;
        }
        if (wanted) {
            return null;
        }
        return new Typed(factors.size() == 1 ? factors.getFirst() : new Calc.Product(factors), type);
    }

    private @Nullable Typed value(ComponentValue value, int depth) {
        return switch (value) {
            case ComponentValue.Number(double number, boolean _, boolean _) ->
                new Typed(Calc.number(number), NumericType.NUMBER);
            case ComponentValue.Percentage(double percent) ->
                new Typed(
                        new Calc.Leaf(percent, Unit.PERCENT),
                        NumericType.of(percentIsLength ? Dimension.LENGTH : Dimension.PERCENT));
            case ComponentValue.Dimension(double number, String name, boolean _, boolean _) -> {
                Unit unit = Unit.named(name);
                yield unit == null ? null : new Typed(new Calc.Leaf(number, unit), NumericType.of(unit.dimension()));
            }
            case ComponentValue.Ident(String name) -> {
                Double number = keywords.getOrDefault(lower(name), CONSTANTS.get(lower(name)));
                yield number == null ? null : new Typed(Calc.number(number), NumericType.NUMBER);
            }
            case ComponentValue.Function function -> function(function, depth + 1);
            case ComponentValue.Block(char open, List<ComponentValue> content) ->
                open == '(' && depth < MAX_DEPTH ? sum(content, depth + 1) : null;
            case ComponentValue.AtKeyword _,
                    ComponentValue.Hash _,
                    ComponentValue.Text _,
                    ComponentValue.Url _,
                    Delim _,
                    Mark _ -> null;
        };
    }

    private static boolean isNone(List<ComponentValue> argument) {
        return single(argument) instanceof ComponentValue.Ident(String name) && name.equalsIgnoreCase("none");
    }

    private static @Nullable ComponentValue single(List<ComponentValue> argument) {
        ComponentValue only = null;
        for (ComponentValue each : argument) {
            if (each != Mark.WHITE_SPACE) {
                if (only != null) {
                    return null;
                }
                only = each;
            }
        }
        return only;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
