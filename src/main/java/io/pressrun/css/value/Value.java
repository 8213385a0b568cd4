package io.pressrun.css.value;

import io.pressrun.css.color.Color;
import io.pressrun.css.math.LengthPercentage;
import io.pressrun.css.math.Scale;
import io.pressrun.css.syntax.ComponentValue;
import java.util.ArrayList;
import java.util.List;

/** A value of a property or a part of one. Names of keywords and functions are in lower case. */
@SuppressWarnings("ReferenceEquality") // what nothing changes in is the same object
public sealed interface Value permits Gradient, GridAreas, GridTracks, ImageSet, Calculated, Value.Simple, Value.Parts {
    /** One that is computed as it is. */
    sealed interface Simple extends Value {
        @Override
        default Value computed(Scale scale) {
            return this;
        }
    }

    /** One that is made of others. */
    sealed interface Parts extends Value permits Sequence, Call, Shadow {}

    /** A name that the property knows, in lower case. */
    record Keyword(String name) implements Simple {}

    /** A name that the author chose, with its case. */
    record Name(String name) implements Simple {}

    record Text(String text) implements Simple {}

    /** An address, not resolved. */
    record Link(String url) implements Simple {}

    /** A number or an integer. */
    record Num(double value) implements Simple {}

    /** A percentage that stands for itself. */
    record Percent(double percent) implements Simple {}

    /** A length, a percentage of one or both. */
    record Length(LengthPercentage amount) implements Simple {}

    record Angle(double degrees) implements Simple {}

    record Time(double seconds) implements Simple {}

    record Resolution(double dppx) implements Simple {}

    /** A share of what is left in a grid. */
    record Flex(double fr) implements Simple {}

    record Paint(Color color) implements Simple {}

    /** What is passed on as it was written. */
    record Raw(List<ComponentValue> components) implements Simple {
        public Raw {
            components = List.copyOf(components);
        }
    }

    /** Several values with commas or only white space between them. */
    record Sequence(List<Value> parts, boolean commas) implements Parts {
        public Sequence {
            parts = List.copyOf(parts);
        }

        @Override
        public Value computed(Scale scale) {
            List<Value> computed = Value.computed(parts, scale);
            return computed == parts ? this : new Sequence(computed, commas);
        }
    }

    /**
     * A function, such as one of a transform or a filter.
     *
     * @param arguments what stands between its commas
     */
    record Call(String function, List<Value> arguments) implements Parts {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Value computed(Scale scale) {
            List<Value> computed = Value.computed(arguments, scale);
            return computed == arguments ? this : new Call(function, computed);
        }
    }

    /** A shadow of a box or of text, all its lengths there. */
    record Shadow(Color color, boolean inset, Value x, Value y, Value blur, Value spread) implements Parts {
        @Override
        public Value computed(Scale scale) {
            return new Shadow(
                    color, inset, x.computed(scale), y.computed(scale), blur.computed(scale), spread.computed(scale));
        }
    }

    /** The value with its relative lengths in px. Percentages, keywords and current colours stay. */
    Value computed(Scale scale);

    /** Whether it is this keyword. */
    default boolean is(String keyword) {
        return this instanceof Keyword(String name) && name.equals(keyword);
    }

    /** The parts of a list with commas; a single value is a list of its own. */
    default List<Value> list() {
        return this instanceof Sequence(List<Value> parts, boolean commas) && commas ? parts : List.of(this);
    }

    /** The parts with white space between them; a single value is its only part. */
    default List<Value> words() {
        return this instanceof Sequence(List<Value> parts, boolean commas) && !commas ? parts : List.of(this);
    }

    static Value px(double px) {
        return new Length(LengthPercentage.px(px));
    }

    static Value percent(double percent) {
        return new Length(LengthPercentage.percent(percent));
    }

    static Value spaced(Value... parts) {
        return new Sequence(List.of(parts), false);
    }

    /** All of them computed; the same list if nothing changes. */
    static List<Value> computed(List<Value> values, Scale scale) {
        List<Value> changed = null;
        for (int at = 0; at < values.size(); at++) {
            Value before = values.get(at);
            Value after = before.computed(scale);
            if (after != before && changed == null) {
                changed = new ArrayList<>(values.subList(0, at));
            }
            if (changed != null) {
                changed.add(after);
            }
        }
        return changed == null ? values : List.copyOf(changed);
    }
}
