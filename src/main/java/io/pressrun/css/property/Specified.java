package io.pressrun.css.property;

import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.value.Value;
import java.util.List;

/** What a declaration gives a property. Immutable, and read once for all elements. */
public sealed interface Specified permits Wide, Specified.Known, Specified.Pending, Specified.Tokens {
    /** A value that depends on nothing but the element's own style. */
    record Known(Value value) implements Specified {}

    /**
     * A whole value with {@code var()}, {@code env()} or {@code attr()} in it, to be read once they are replaced
     * (css-variables-1, section 3).
     *
     * @param name as it was declared
     * @param property what was declared, which may be a shorthand of the property that has this
     * @param attributes whether it depends on attributes of the element
     */
    record Pending(String name, Property property, List<ComponentValue> value, boolean quirks, boolean attributes)
            implements Specified {
        public Pending {
            value = List.copyOf(value);
        }
    }

    /**
     * The value of an author's own property.
     *
     * @param references whether something in it is to be replaced
     * @param attributes whether it depends on attributes of the element
     */
    record Tokens(List<ComponentValue> value, boolean references, boolean attributes) implements Specified {
        public Tokens {
            value = List.copyOf(value);
        }
    }
}
