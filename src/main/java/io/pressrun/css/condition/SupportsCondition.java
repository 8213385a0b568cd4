package io.pressrun.css.condition;

import io.pressrun.css.selector.SelectorParser;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Function;
import io.pressrun.css.syntax.ComponentValue.Ident;
import io.pressrun.css.syntax.ComponentValue.Mark;
import io.pressrun.css.syntax.Names;
import io.pressrun.css.syntax.Values;
import java.util.List;
import java.util.function.BiPredicate;

/** Judges conditions of {@code @supports} (css-conditional-4); what nobody knows is not supported. */
public final class SupportsCondition {
    private SupportsCondition() {}

    /**
     * Whether the condition holds.
     *
     * @param declarations whether a property, in lower case if it is not a custom one, takes a value
     */
    public static boolean holds(List<ComponentValue> values, BiPredicate<String, List<ComponentValue>> declarations) {
        Condition condition = Condition.parse(values);
        return condition != null && condition.judge(new Answers(declarations)) == Truth.TRUE;
    }

    /** The same for what {@code supports()} of an import holds, where the brackets of one declaration are left out. */
    public static boolean holdsForImport(
            List<ComponentValue> values, BiPredicate<String, List<ComponentValue>> declarations) {
        return holds(values, declarations) || new Answers(declarations).feature(Values.trimmed(values)) == Truth.TRUE;
    }

    private record Answers(BiPredicate<String, List<ComponentValue>> declarations) implements Condition.Tests {
        @Override
        public Truth feature(List<ComponentValue> content) {
            int colon = content.indexOf(Mark.COLON);
            List<ComponentValue> left = colon < 0 ? List.of() : Values.trimmed(content.subList(0, colon));
            if (left.size() != 1 || !(left.getFirst() instanceof Ident(String name))) {
                return Truth.FALSE;
            }
            List<ComponentValue> value = Values.trimmed(withoutImportant(content.subList(colon + 1, content.size())));
            boolean custom = name.startsWith("--");
            return Truth.of(
                    custom ? Values.validAnywhere(value) : declarations.test(Names.lower(name), List.copyOf(value)));
        }

        private static List<ComponentValue> withoutImportant(List<ComponentValue> values) {
            List<ComponentValue> trimmed = Values.trimmed(values);
            int size = trimmed.size();
            boolean important = size > 1
                    && trimmed.getLast() instanceof Ident(String word)
                    && word.equalsIgnoreCase("important")
                    && trimmed.get(size - 2) instanceof ComponentValue.Delim(int c)
                    && c == '!';
            return important ? trimmed.subList(0, size - 2) : trimmed;
        }

        @Override
        public Truth call(Function function) {
            return Truth.of(
                    switch (function.name()) {
                        case "selector" -> SelectorParser.supports(function.arguments());
                        case "font-format" -> fontFormat(function.arguments());
                        default -> false;
                    });
        }

        private static boolean fontFormat(List<ComponentValue> arguments) {
            List<ComponentValue> word = Values.trimmed(arguments);
            return word.size() == 1
                    && word.getFirst() instanceof Ident(String name)
                    && List.of("woff", "woff2", "truetype", "opentype").contains(Names.lower(name));
        }
    }
}
