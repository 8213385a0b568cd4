package io.pressrun.css.cascade;

import io.pressrun.css.property.Expansion.Assignment;
import io.pressrun.css.syntax.ComponentValue;
import java.util.List;

/**
 * What the cascade must know of properties. Names are in lower case; of custom properties, which the cascade takes care
 * of itself, nothing is asked.
 */
public interface PropertySyntax {
    /** What becomes of a declaration. The value is not a keyword that all properties take. */
    Expansion expand(String property, List<ComponentValue> value);

    /** The longhands of a property, of a longhand itself alone; empty for an unknown one. */
    List<String> longhands(String property);

    /** Whether an element without a value of its own takes its parent's. */
    boolean inherited(String longhand);

    /** The longhands that {@code all} sets (css-cascade-5, 3.2): without {@code direction} and {@code unicode-bidi}. */
    List<String> all();

    /** Whether the value is printed as browsers do, for {@code @supports}. */
    boolean supports(String property, List<ComponentValue> value);

    /** A declaration taken apart. */
    sealed interface Expansion {
        /** Valid, with the value of each longhand. */
        record Longhands(List<Longhand> values) implements Expansion {
            public Longhands {
                values = List.copyOf(values);
            }
        }

        /** Valid, with what was read for each longhand, which is read no more. */
        record Read(List<Assignment> assignments) implements Expansion {
            public Read {
                assignments = List.copyOf(assignments);
            }
        }

        /** With {@code var()} or the like, so that the values of these longhands are known only for each element. */
        record Pending(List<String> longhands) implements Expansion {
            public Pending {
                longhands = List.copyOf(longhands);
            }
        }

        /** A known property with a value that it does not take. */
        record Invalid() implements Expansion {}

        /** A property that nobody knows. */
        record Unknown() implements Expansion {}
    }

    /** A longhand with its part of a value. */
    record Longhand(String property, List<ComponentValue> value) {
        public Longhand {
            value = List.copyOf(value);
        }
    }
}
