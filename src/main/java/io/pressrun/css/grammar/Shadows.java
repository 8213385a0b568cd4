package io.pressrun.css.grammar;

import io.pressrun.css.color.Color;
import io.pressrun.css.color.ColorParser;
import io.pressrun.css.math.Cursor;
import io.pressrun.css.math.Dimension;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One shadow (css-backgrounds-3, 6.1).
 *
 * @param insets whether it may be inside
 * @param spread whether a fourth length may tell how much larger it is
 */
record Shadows(boolean insets, boolean spread) implements Node {
    private static final Numeric POSITIVE = new Numeric(Dimension.LENGTH, false, false, 0, Double.POSITIVE_INFINITY);

    @Override
    public boolean match(Cursor at, List<Value> out) {
        int mark = at.mark();
        boolean inset = false;
        Color color = null;
        List<Value> lengths = new ArrayList<>();
        for (boolean more = true; more; ) {
            ComponentValue here = at.peek();
            if (here == null) {
                break;
            }
            if (insets && !inset && at.take("inset")) {
                inset = true;
                continue;
            }
            Color its = color == null ? ColorParser.color(here) : null;
            if (its != null) {
                color = its;
                at.advance();
            } else if (lengths.isEmpty()) {
                lengths = lengths(at);
                more = !lengths.isEmpty();
            } else {
                more = false;
            }
        }
        if (lengths.size() < 2) {
            at.reset(mark);
            return false;
        }
        Color used = color == null ? new Color.Current() : color;
        out.add(new Value.Shadow(used, inset, lengths.get(0), lengths.get(1), third(lengths, 2), third(lengths, 3)));
        return true;
    }

    private static Value third(List<Value> lengths, int index) {
        return index < lengths.size() ? lengths.get(index) : Value.px(0);
    }

    private List<Value> lengths(Cursor at) {
        List<Value> lengths = new ArrayList<>();
        while (lengths.size() < (spread ? 4 : 3)) {
            Value length = length(at.peek(), lengths.size() == 2);
            if (length == null) {
                break;
            }
            lengths.add(length);
            at.advance();
        }
        return lengths;
    }

    private static @Nullable Value length(@Nullable ComponentValue here, boolean blur) {
        if (here == null) {
            return null;
        }
        return (blur ? POSITIVE : Numeric.length(false)).value(here, false);
    }
}
