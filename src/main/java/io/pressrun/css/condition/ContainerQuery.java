package io.pressrun.css.condition;

import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Function;
import io.pressrun.css.syntax.ComponentValue.Ident;
import io.pressrun.css.syntax.ComponentValue.Mark;
import io.pressrun.css.syntax.Names;
import io.pressrun.css.syntax.Values;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A container query (css-conditional-5, 5).
 *
 * @param name of the container; null where any goes
 * @param condition null where the name alone is asked for
 */
public record ContainerQuery(
        @Nullable String name, @Nullable Condition condition) {
    private static final Set<String> RESERVED = Set.of("not", "and", "or", "none");

    /** Sizes of a container's content box in CSS pixels; NaN where one is not known. */
    public record Size(double width, double height) {}

    /** What is known of the container of an element. */
    public interface Container {
        /** The size of the nearest container that has the size asked about; null where none or its size is not known. */
        @Nullable
        Size size(@Nullable String name);

        /** The computed value of a custom property of the nearest container; null where it is not known. */
        @Nullable
        List<ComponentValue> customProperty(@Nullable String name, String property);
    }

    /** Reads what follows {@code @container}; null if it is malformed. */
    public static @Nullable ContainerQuery parse(List<ComponentValue> values) {
        List<ComponentValue> rest = values;
        String name = null;
        if (!values.isEmpty()
                && values.getFirst() instanceof Ident(String word)
                && !RESERVED.contains(Names.lower(word))) {
            name = word;
            rest = Values.trimmed(values.subList(1, values.size()));
        }
        if (rest.isEmpty()) {
            return name == null ? null : new ContainerQuery(name, null);
        }
        Condition condition = Condition.parse(rest);
        return condition == null ? null : new ContainerQuery(name, condition);
    }

    public Truth judge(Container container) {
        return condition == null
                ? Truth.of(container.size(name) != null)
                : condition.judge(new Answers(name, container));
    }

    private record Answers(@Nullable String name, Container container) implements Condition.Tests {
        @Override
        public Truth feature(List<ComponentValue> content) {
            Comparison comparison = Comparison.parse(content);
            Size size = comparison == null ? null : container.size(name);
            if (comparison == null || size == null) {
                return Truth.UNKNOWN;
            }
            MediaEnvironment box = new MediaEnvironment(size.width(), size.height());
            return switch (comparison.feature()) {
                case "width", "inline-size" -> compared(comparison, size.width(), box);
                case "height", "block-size" -> compared(comparison, size.height(), box);
                case "aspect-ratio" -> compared(comparison, size.width() / size.height(), box);
                case "orientation" ->
                    Double.isNaN(size.width() + size.height()) ? Truth.UNKNOWN : new MediaTests(box).feature(content);
                default -> Truth.UNKNOWN;
            };
        }

        private static Truth compared(Comparison comparison, double actual, MediaEnvironment box) {
            if (Double.isNaN(actual)) {
                return Truth.UNKNOWN;
            }
            Truth all = Truth.of(!comparison.limits().isEmpty() || actual != 0);
            for (Comparison.Limit limit : comparison.limits()) {
                double bound = Quantity.ratio(limit.value(), box);
                all = all.and(
                        Double.isNaN(bound)
                                ? Truth.UNKNOWN
                                : Truth.of(limit.relation().holds(actual, bound)));
            }
            return all;
        }

        @Override
        public Truth call(Function function) {
            return function.name().equals("style") ? style(function.arguments()) : Truth.UNKNOWN;
        }

        private Truth style(List<ComponentValue> arguments) {
            Condition inner = Condition.parse(arguments);
            return inner == null ? declared(Values.trimmed(arguments)) : inner.judge(new StyleAnswers(this));
        }

        private Truth declared(List<ComponentValue> content) {
            if (content.isEmpty()
                    || !(content.getFirst() instanceof Ident(String property))
                    || !property.startsWith("--")) {
                return Truth.UNKNOWN;
            }
            List<ComponentValue> actual = container.customProperty(name, property);
            if (actual == null) {
                return Truth.UNKNOWN;
            }
            int colon = content.indexOf(Mark.COLON);
            return colon < 0
                    ? Truth.of(!actual.isEmpty())
                    : Truth.of(actual.equals(Values.trimmed(content.subList(colon + 1, content.size()))));
        }
    }

    private record StyleAnswers(Answers answers) implements Condition.Tests {
        @Override
        public Truth feature(List<ComponentValue> content) {
            return answers.declared(content);
        }

        @Override
        public Truth call(Function function) {
            return Truth.UNKNOWN;
        }
    }
}
