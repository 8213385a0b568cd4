package io.pressrun.css.property;

import io.pressrun.css.math.Cursor;
import io.pressrun.css.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A property that stands for several. */
public final class Shorthand implements Property {
    private final String name;
    private final List<Longhand> longhands;
    private final Form form;

    Shorthand(String name, List<Longhand> longhands, Form form) {
        this.name = name;
        this.longhands = List.copyOf(longhands);
        this.form = form;
    }

    /** The syntax of a shorthand. */
    interface Form {
        /**
         * The values of the longhands in their order, null where it is the initial one; or null if the rest is no value
         * of the shorthand.
         */
        @Nullable
        Value @Nullable [] parse(Cursor at, List<Longhand> longhands);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Longhand> longhands() {
        return longhands;
    }

    @Nullable
    Value @Nullable [] parse(Cursor at) {
        boolean quirky = longhands.getFirst().quirky();
        Cursor from = quirky || !at.quirks() ? at : new Cursor(at.rest());
        @Nullable Value[] values = form.parse(from, longhands);
        return values == null || !from.atEnd() ? null : values;
    }

    @Override
    public String toString() {
        return name;
    }
}
