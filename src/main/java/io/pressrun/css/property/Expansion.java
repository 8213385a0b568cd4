package io.pressrun.css.property;

import java.util.List;

/** What a declaration comes to. */
public sealed interface Expansion {
    /** A value of one longhand. */
    record Assignment(Longhand property, Specified value) {}

    /** Values of longhands, or wide keywords, or the pending whole for each. */
    record Longhands(List<Assignment> assignments) implements Expansion {
        public Longhands {
            assignments = List.copyOf(assignments);
        }
    }

    /** An author's own property: {@link Specified.Tokens} or a {@link Wide}. */
    record Custom(String name, Specified value) implements Expansion {}

    /** A property of which nothing is seen on paper; its value was not looked at. */
    record Invisible() implements Expansion {}

    /** A property that is not known. */
    record Unknown(Role role) implements Expansion {}

    /**
     * A value that the property does not take.
     *
     * @param foreign whether it was written for one vendor's program, and browsers ignore it likewise
     */
    record Invalid(String reason, boolean foreign) implements Expansion {}
}
