package io.pressrun.css.cascade;

import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.Declaration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule that selects no elements and describes something by its name. */
public sealed interface DescriptorRule {
    Source source();

    /** The same rule in a stylesheet with a name. */
    default DescriptorRule in(Source.Sheet sheet) {
        Source named = new Source(sheet, source().line(), source().column(), source().selector());
        return switch (this) {
            case FontFace(List<Declaration> descriptors, Source _) -> new FontFace(descriptors, named);
            case CounterStyle(String name, List<Declaration> descriptors, Source _) ->
                new CounterStyle(name, descriptors, named);
            case Property rule -> new Property(rule.name(), rule.syntax(), rule.inherits(), rule.initialValue(), named);
        };
    }

    /** {@code @font-face} (css-fonts-4, 4), its descriptors as written. */
    record FontFace(List<Declaration> descriptors, Source source) implements DescriptorRule {
        public FontFace {
            descriptors = List.copyOf(descriptors);
        }
    }

    /** {@code @counter-style} (css-counter-styles-3), its descriptors as written. */
    record CounterStyle(String name, List<Declaration> descriptors, Source source) implements DescriptorRule {
        public CounterStyle {
            descriptors = List.copyOf(descriptors);
        }
    }

    /**
     * {@code @property} (css-properties-values-api-1, 2), valid but for the initial value, which is not compared with
     * the syntax.
     *
     * @param syntax such as {@code <length>}
     * @param initialValue null where there is none, which the syntax {@code *} allows
     */
    record Property(
            String name,
            String syntax,
            boolean inherits,
            @Nullable List<ComponentValue> initialValue,
            Source source) implements DescriptorRule {}
}
