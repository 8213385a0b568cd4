package io.pressrun.css.cascade;

import io.pressrun.css.syntax.ComponentValue;
import java.util.List;

/** The value that a property of an element has after the cascade (css-cascade-5, 4.2). */
public sealed interface CascadedValue extends DeclaredValue {
    /** The value of a longhand as it was written. */
    record Specified(List<ComponentValue> value) implements CascadedValue {
        public Specified {
            value = List.copyOf(value);
        }
    }

    /** The value of a longhand, read once for all elements. */
    record Read(io.pressrun.css.property.Specified value) implements CascadedValue {}

    /**
     * A value with {@code var()} or the like (css-variables-1, 3.3).
     *
     * @param property as written: the longhand itself, or the shorthand that it is a part of
     * @param value of that property
     */
    record Pending(String property, List<ComponentValue> value) implements CascadedValue {
        public Pending {
            value = List.copyOf(value);
        }
    }

    /** A value that is found elsewhere. */
    enum Defaulting implements CascadedValue {
        /** The property's initial value. */
        INITIAL,
        /** The parent's value. */
        INHERIT
    }
}
