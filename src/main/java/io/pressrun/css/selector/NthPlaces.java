package io.pressrun.css.selector;

import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.Values;
import java.util.List;
import java.util.Optional;

/** The places {@code step}·n + {@code offset} for n from 0 (css-syntax-3, section 6). */
public record NthPlaces(int step, int offset) {
    /** Reads the notation {@code An+B}; empty for something else. */
    public static Optional<NthPlaces> parse(List<ComponentValue> values) {
        ValueCursor cursor = new ValueCursor(Values.trimmed(values));
        NthPlaces places = AnPlusB.read(cursor);
        return Optional.ofNullable(cursor.more() ? null : places);
    }

    public boolean holds(int place) {
        long beyond = (long) place - offset;
        return step == 0 ? beyond == 0 : beyond % step == 0 && beyond / step >= 0;
    }
}
