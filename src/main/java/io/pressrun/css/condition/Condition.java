package io.pressrun.css.condition;

import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Block;
import io.pressrun.css.syntax.ComponentValue.Function;
import io.pressrun.css.syntax.ComponentValue.Ident;
import io.pressrun.css.syntax.ComponentValue.Mark;
import io.pressrun.css.syntax.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition of tests joined by {@code not}, {@code and}, {@code or} and brackets. */
public sealed interface Condition {
    record Not(Condition inner) implements Condition {}

    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }
    }

    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** What stands in brackets and is no condition itself, without white space at its ends. */
    record Feature(List<ComponentValue> content) implements Condition {
        public Feature {
            content = List.copyOf(content);
        }
    }

    record Call(Function function) implements Condition {}

    /** Answers the tests of a condition. */
    interface Tests {
        Truth feature(List<ComponentValue> content);

        Truth call(Function function);
    }

    /** Reads a whole condition; null if it is malformed. */
    static @Nullable Condition parse(List<ComponentValue> values) {
        List<ComponentValue> parts = spaced(values);
        if (parts == null || parts.isEmpty()) {
            return null;
        }
        if (word(parts.getFirst(), "not")) {
            Condition inner = parts.size() == 2 ? single(parts.get(1)) : null;
            return inner == null ? null : new Not(inner);
        }
        List<Condition> found = new ArrayList<>();
        String joint = parts.size() > 1 && word(parts.get(1), "or") ? "or" : "and";
        for (int i = 0; i < parts.size(); i++) {
            if (i % 2 == 1) {
                if (!word(parts.get(i), joint)) {
                    return null;
                }
                continue;
            }
            Condition part = single(parts.get(i));
            if (part == null) {
                return null;
            }
            found.add(part);
        }
        if (parts.size() % 2 == 0) {
            return null;
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        return joint.equals("or") ? new Any(found) : new All(found);
    }

    private static @Nullable Condition single(ComponentValue value) {
        return switch (value) {
            case Function function -> new Call(function);
            case Block(char open, List<ComponentValue> content)
            when open == '(' -> {
                Condition inner = parse(content);
                yield inner == null ? new Feature(Values.trimmed(content)) : inner;
            }
            default -> null;
        };
    }

    /** The values without white space; null where a word and a bracket are not kept apart by any. */
    private static @Nullable List<ComponentValue> spaced(List<ComponentValue> values) {
        List<ComponentValue> parts = new ArrayList<>();
        boolean space = true;
        for (ComponentValue value : Values.trimmed(values)) {
            if (value == Mark.WHITE_SPACE) {
                space = true;
            } else {
                if (!space && value instanceof Ident) {
                    return null;
                }
                parts.add(value);
                space = false;
            }
        }
        return parts;
    }

    private static boolean word(ComponentValue value, String word) {
        return value instanceof Ident(String name) && name.equalsIgnoreCase(word);
    }

    default Truth judge(Tests tests) {
        return switch (this) {
            case Not(Condition inner) -> inner.judge(tests).negated();
            case All(List<Condition> parts) -> {
                Truth all = Truth.TRUE;
                for (Condition part : parts) {
                    all = all.and(part.judge(tests));
                }
                yield all;
            }
            case Any(List<Condition> parts) -> {
                Truth any = Truth.FALSE;
                for (Condition part : parts) {
                    any = any.or(part.judge(tests));
                }
                yield any;
            }
            case Feature(List<ComponentValue> content) -> tests.feature(content);
            case Call(Function function) -> tests.call(function);
        };
    }
}
