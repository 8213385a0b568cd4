package io.pressrun.css.style;

import io.pressrun.css.grammar.Syntax;
import io.pressrun.css.math.Cursor;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Mark;
import io.pressrun.css.syntax.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code var()}, {@code env()} and {@code attr()} (css-variables-1, section 3; css-env-1; css-values-5). What
 * grows beyond a limit is invalid, so that no value can double itself without end.
 */
final class Substitution {
    private static final int MAX_SIZE = 20_000;
    private static final int MAX_DEPTH = 128;
    private static final Pattern NUMBER =
            Pattern.compile("\\s*([+-]?[0-9]*\\.?[0-9]+(?:e[+-]?[0-9]+)?)([a-z]*|%)\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("\\s*(-?[a-zA-Z_\\x80-\\uffff][-\\w\\x80-\\uffff]*)\\s*");

    private final Variables variables;
    private final UnaryOperator<@Nullable String> attributes;
    private int size;

    /** What the author's properties are; null for one that is not there or invalid. */
    interface Variables {
        @Nullable
        List<ComponentValue> value(String name);
    }

    /**
     * @param attributes the text of an attribute by its name; null if it is not there
     */
    Substitution(Variables variables, UnaryOperator<@Nullable String> attributes) {
        this.variables = variables;
        this.attributes = attributes;
    }

    /** The value with all replaced, or null if it is invalid then. */
    @Nullable
    List<ComponentValue> replace(List<ComponentValue> value) {
        return replace(value, 0);
    }

    private @Nullable List<ComponentValue> replace(List<ComponentValue> values, int depth) {
        List<ComponentValue> out = new ArrayList<>(values.size());
        for (ComponentValue value : values) {
            List<ComponentValue> its = depth > MAX_DEPTH ? null : replaced(value, depth);
            if (its == null) {
                return null;
            }
            size += its.size();
            if (size > MAX_SIZE) {
                return null;
            }
            out.addAll(its);
        }
        return out;
    }

    private @Nullable List<ComponentValue> replaced(ComponentValue value, int depth) {
        return switch (value) {
            case ComponentValue.Function function -> function(function, depth);
            case ComponentValue.Block(char open, List<ComponentValue> content) -> {
                List<ComponentValue> inner = replace(content, depth + 1);
                yield inner == null ? null : List.of(new ComponentValue.Block(open, inner));
            }
            case ComponentValue.Ident _,
                    ComponentValue.AtKeyword _,
                    ComponentValue.Hash _,
                    ComponentValue.Text _,
                    ComponentValue.Url _,
                    ComponentValue.Number _,
                    ComponentValue.Percentage _,
                    ComponentValue.Dimension _,
                    ComponentValue.Delim _,
                    Mark _ -> List.of(value);
        };
    }

    private @Nullable List<ComponentValue> function(ComponentValue.Function function, int depth) {
        List<ComponentValue> arguments = function.arguments();
        return switch (function.name()) {
            case "var" -> variable(arguments, depth);
            case "env" -> environment(arguments, depth);
            case "attr" -> attribute(arguments, depth);
            default -> within(function, depth);
        };
    }

    private @Nullable List<ComponentValue> within(ComponentValue.Function function, int depth) {
        List<ComponentValue> inner = replace(function.arguments(), depth + 1);
        return inner == null ? null : List.of(new ComponentValue.Function(function.name(), inner));
    }

    private @Nullable List<ComponentValue> variable(List<ComponentValue> arguments, int depth) {
        Cursor at = new Cursor(arguments);
        List<ComponentValue> known =
                at.next() instanceof ComponentValue.Ident(String name) ? variables.value(name) : null;
        if (known == null) {
            return fallback(at, depth);
        }
        size += deep(known) - known.size();
        if (at.peek() == Mark.COMMA) {
            // A circle through a fallback is one, used or not.
            fallback(at, depth);
        }
        return known;
    }

    /** The values with those within them, as far as they matter. */
    private static int deep(List<ComponentValue> values) {
        int sum = values.size();
        for (ComponentValue value : values) {
            if (value instanceof ComponentValue.Function(String _, List<ComponentValue> inner)) {
                sum += deep(inner);
            } else if (value instanceof ComponentValue.Block(char _, List<ComponentValue> inner)) {
                sum += deep(inner);
            }
        }
        return sum;
    }

    private @Nullable List<ComponentValue> environment(List<ComponentValue> arguments, int depth) {
        Cursor at = new Cursor(arguments);
        if (at.next() instanceof ComponentValue.Ident(String name) && name.startsWith("safe-area-")) {
            return List.of(new ComponentValue.Dimension(0, "px", true, false));
        }
        while (at.peek() instanceof ComponentValue.Number) {
            at.advance();
        }
        return fallback(at, depth);
    }

    private @Nullable List<ComponentValue> fallback(Cursor at, int depth) {
        return at.takeComma() ? replace(at.rest(), depth + 1) : null;
    }

    private @Nullable List<ComponentValue> attribute(List<ComponentValue> arguments, int depth) {
        Cursor at = new Cursor(arguments);
        String text = at.next() instanceof ComponentValue.Ident(String name) ? attributes.apply(name) : null;
        ComponentValue type = at.peek() == Mark.COMMA ? null : at.next();
        List<ComponentValue> known = text == null ? null : typed(text, type);
        if (known != null) {
            return known;
        }
        boolean plain = type == null && at.atEnd();
        return plain ? List.of(new ComponentValue.Text("")) : fallback(at, depth);
    }

    private static @Nullable List<ComponentValue> typed(String text, @Nullable ComponentValue type) {
        return switch (type) {
            case null -> List.of(new ComponentValue.Text(text));
            case ComponentValue.Ident(String name) -> {
                String unit = name.toLowerCase(Locale.ROOT);
                if (unit.equals("string") || unit.equals("raw-string")) {
                    yield List.of(new ComponentValue.Text(text));
                }
                double number = number(text);
                if (Double.isNaN(number)) {
                    yield null;
                }
                yield List.of(
                        unit.equals("number") || unit.equals("integer")
                                ? new ComponentValue.Number(number, number == Math.rint(number), false)
                                : new ComponentValue.Dimension(number, unit, false, false));
            }
            case ComponentValue.Delim(int sign) ->
                sign == '%' && !Double.isNaN(number(text))
                        ? List.of(new ComponentValue.Percentage(number(text)))
                        : null;
            case ComponentValue.Function(String name, List<ComponentValue> arguments) -> {
                Syntax syntax = name.equals("type") ? Syntax.of(Values.text(arguments)) : null;
                List<ComponentValue> read = one(text);
                boolean fits = syntax != null && read != null && (syntax.universal() || syntax.takes(read));
                yield fits ? read : null;
            }
            default -> null;
        };
    }

    private static double number(String text) {
        Matcher matcher = NUMBER.matcher(text);
        return matcher.matches() && matcher.group(2).isEmpty() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
    }

    /** The text as one value: a number with or without a unit, a colour by digits, or a name. */
    private static @Nullable List<ComponentValue> one(String text) {
        Matcher number = NUMBER.matcher(text);
        if (number.matches()) {
            double value = Double.parseDouble(number.group(1));
            boolean integer = number.group(1).matches("[+-]?[0-9]+");
            String unit = number.group(2).toLowerCase(Locale.ROOT);
            return List.of(
                    switch (unit) {
                        case "" -> new ComponentValue.Number(value, integer, false);
                        case "%" -> new ComponentValue.Percentage(value);
                        default -> new ComponentValue.Dimension(value, unit, integer, false);
                    });
        }
        Matcher name = NAME.matcher(text);
        if (name.matches()) {
            return List.of(new ComponentValue.Ident(name.group(1)));
        }
        String digits = text.strip();
        return digits.matches("#[0-9a-fA-F]{3,8}")
                ? List.of(new ComponentValue.Hash(digits.substring(1), false))
                : null;
    }
}
