package io.pressrun.css.selector;

import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Delim;
import io.pressrun.css.syntax.ComponentValue.Mark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in a list of component values. */
final class ValueCursor {
    private final List<ComponentValue> values;
    private int at;

    ValueCursor(List<ComponentValue> values) {
        this.values = values;
    }

    boolean more() {
        return at < values.size();
    }

    /** The value here; null at the end. */
    @Nullable
    ComponentValue peek() {
        return peek(0);
    }

    @Nullable
    ComponentValue peek(int ahead) {
        return at + ahead < values.size() ? values.get(at + ahead) : null;
    }

    void advance() {
        at++;
    }

    boolean isAt(Mark mark) {
        return peek() == mark;
    }

    boolean isAt(char delimiter) {
        return isDelimiter(0, delimiter);
    }

    boolean isDelimiter(int ahead, char delimiter) {
        return peek(ahead) instanceof Delim(int c) && c == delimiter;
    }

    /** Passes over the delimiter, if it is here. */
    boolean take(char delimiter) {
        boolean here = isAt(delimiter);
        at += here ? 1 : 0;
        return here;
    }

    boolean take(Mark mark) {
        boolean here = isAt(mark);
        at += here ? 1 : 0;
        return here;
    }

    boolean skipSpace() {
        return take(Mark.WHITE_SPACE);
    }

    List<ComponentValue> rest() {
        return values.subList(at, values.size());
    }
}
