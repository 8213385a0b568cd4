package io.pressrun.css.style;

import io.pressrun.css.property.Expansion.Assignment;
import io.pressrun.css.property.Longhand;
import io.pressrun.css.property.Specified;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the cascade gave an element: one value for each property that was declared. Equal if they hold the very same
 * values in the same order, so that elements with the same rules share their styles.
 */
@SuppressWarnings("ReferenceEquality") // equal by the very same values
public final class Cascaded {
    public static final Cascaded NOTHING = new Builder().build();

    private final List<Assignment> assignments;
    private final Map<String, Specified> custom;
    private final boolean attributes;
    private final int hash;

    private Cascaded(List<Assignment> assignments, Map<String, Specified> custom, boolean attributes) {
        this.assignments = assignments;
        this.custom = custom;
        this.attributes = attributes;
        int sum = 17;
        for (Assignment assignment : assignments) {
            sum = 31 * (31 * sum + assignment.property().index()) + System.identityHashCode(assignment.value());
        }
        for (Map.Entry<String, Specified> entry : custom.entrySet()) {
            sum += entry.getKey().hashCode() * 31 + System.identityHashCode(entry.getValue());
        }
        this.hash = sum;
    }

    /** The winners, those of higher priority later: it matters between flow-relative and physical ones. */
    public List<Assignment> assignments() {
        return assignments;
    }

    /** The author's own properties: {@link Specified.Tokens} or wide keywords. */
    public Map<String, Specified> custom() {
        return custom;
    }

    /** Whether something depends on the attributes of the element itself. */
    public boolean attributes() {
        return attributes;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Cascaded that
                && hash == that.hash
                && same(assignments, that.assignments)
                && custom.keySet().equals(that.custom.keySet())
                && custom.entrySet().stream().allMatch(entry -> that.custom.get(entry.getKey()) == entry.getValue());
    }

    private static boolean same(List<Assignment> one, List<Assignment> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int at = 0; at < one.size(); at++) {
            Assignment first = one.get(at);
            Assignment second = other.get(at);
            if (first.property() != second.property() || first.value() != second.value()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Collects the winners. */
    public static final class Builder {
        private final Map<Longhand, Assignment> assignments = new LinkedHashMap<>();
        private final Map<String, Specified> custom = new LinkedHashMap<>();
        private boolean attributes;

        /** Sets a value with a higher priority than all before. */
        public Builder set(Assignment assignment) {
            assignments.remove(assignment.property());
            assignments.put(assignment.property(), assignment);
            attributes |= assignment.value() instanceof Specified.Pending pending && pending.attributes();
            return this;
        }

        public Builder set(Longhand property, Specified value) {
            return set(new Assignment(property, value));
        }

        /** Sets a property of the author's own. */
        public Builder custom(String name, Specified value) {
            custom.put(name, value);
            attributes |= value instanceof Specified.Tokens tokens && tokens.attributes();
            return this;
        }

        public Cascaded build() {
            return new Cascaded(List.copyOf(new ArrayList<>(assignments.values())), Map.copyOf(custom), attributes);
        }
    }
}
