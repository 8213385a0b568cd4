package io.pressrun.css.math;

import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Ident;
import io.pressrun.css.syntax.ComponentValue.Mark;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A place in a list of component values; white space is passed over. For one thread. */
public final class Cursor {
    private final List<ComponentValue> values;
    private final boolean quirks;
    private int at;

    /**
     * @param quirks whether lengths without a unit and colours without a sign count, as in quirks mode
     */
    public Cursor(List<ComponentValue> values, boolean quirks) {
        this.values = values;
        this.quirks = quirks;
        skipSpace();
    }

    public Cursor(List<ComponentValue> values) {
        this(values, false);
    }

    public boolean quirks() {
        return quirks;
    }

    /** The value here; null at the end. */
    public @Nullable ComponentValue peek() {
        return at < values.size() ? values.get(at) : null;
    }

    /** The value here, and goes on. */
    public @Nullable ComponentValue next() {
        ComponentValue value = peek();
        advance();
        return value;
    }

    public void advance() {
        at++;
        skipSpace();
    }

    public boolean atEnd() {
        return at >= values.size();
    }

    /** Where it is, for {@link #reset}. */
    public int mark() {
        return at;
    }

    public void reset(int mark) {
        at = mark;
    }

    /** The name here in lower case, if it is an identifier. */
    public @Nullable String ident() {
        return peek() instanceof Ident(String name) ? name.toLowerCase(Locale.ROOT) : null;
    }

    /** Goes on if this identifier is here. */
    public boolean take(String ident) {
        if (peek() instanceof Ident(String name) && name.equalsIgnoreCase(ident)) {
            advance();
            return true;
        }
        return false;
    }

    /** Goes on if this delimiter is here. */
    public boolean take(char delimiter) {
        if (peek() instanceof ComponentValue.Delim(int sign) && sign == delimiter) {
            advance();
            return true;
        }
        return false;
    }

    /** Goes on if a comma is here. */
    public boolean takeComma() {
        if (peek() == Mark.COMMA) {
            advance();
            return true;
        }
        return false;
    }

    /** All that is left, with its white space, and goes to the end. */
    public List<ComponentValue> rest() {
        List<ComponentValue> rest = at >= values.size() ? List.of() : values.subList(at, values.size());
        at = values.size();
        return List.copyOf(rest);
    }

    private void skipSpace() {
        while (at < values.size() && values.get(at) == Mark.WHITE_SPACE) {
            at++;
        }
    }
}
