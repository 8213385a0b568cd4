package io.pressrun.css.grammar;

import io.pressrun.css.math.Cursor;
import io.pressrun.css.value.Value;
import java.util.List;

/** A part of a grammar. */
interface Node {
    /**
     * Whether this begins here. If so, the place is behind it and what was read is added; if not, all is as before.
     */
    boolean match(Cursor at, List<Value> out);

    /** Whether this is all that is left. */
    default boolean matchAll(Cursor at, List<Value> out) {
        int mark = at.mark();
        int size = out.size();
        if (match(at, out) && at.atEnd()) {
            return true;
        }
        undo(at, mark, out, size);
        return false;
    }

    static void undo(Cursor at, int mark, List<Value> out, int size) {
        at.reset(mark);
        while (out.size() > size) {
            out.removeLast();
        }
    }

    /** One value for all that was read. */
    static Value whole(List<Value> out) {
        return out.size() == 1 ? out.getFirst() : new Value.Sequence(out, false);
    }
}
