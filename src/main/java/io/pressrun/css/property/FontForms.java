package io.pressrun.css.property;

import io.pressrun.css.grammar.ValueGrammar;
import io.pressrun.css.math.Cursor;
import io.pressrun.css.math.LengthPercentage;
import io.pressrun.css.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shorthands of fonts (css-fonts-4, 2.7 and 6.11). */
final class FontForms {
    private static final ValueGrammar CAPS = ValueGrammar.of("small-caps");
    private static final ValueGrammar WIDTH =
            ValueGrammar.of("ultra-condensed | extra-condensed | condensed | semi-condensed |"
                    + " semi-expanded | expanded | extra-expanded | ultra-expanded");
    private static final ValueGrammar SYSTEM =
            ValueGrammar.of("caption | icon | menu | message-box | small-caption | status-bar");
    /** What browsers take for the fonts of a system's controls. */
    private static final double SYSTEM_SIZE = 40.0 / 3;

    private FontForms() {}

    /** In the order style, caps, weight, stretch, size, line height, family; all others are initial. */
    static @Nullable Value @Nullable [] font(Cursor at, List<Longhand> longhands) {
        @Nullable Value[] values = new @Nullable Value[longhands.size()];
        if (SYSTEM.take(at) != null) {
            values[4] = new Value.Length(LengthPercentage.px(SYSTEM_SIZE));
            values[6] = new Value.Keyword("system-ui");
            return values;
        }
        int before = 0;
        while (before < 4 && beforeSize(at, longhands, values)) {
            before++;
        }
        values[4] = longhands.get(4).take(at);
        if (values[4] == null) {
            return null;
        }
        if (Forms.slash(at)) {
            values[5] = longhands.get(5).take(at);
            if (values[5] == null) {
                return null;
            }
        }
        values[6] = longhands.get(6).take(at);
        return values[6] == null ? null : values;
    }

    /** One of the values that stand before the size, in any order. */
    private static boolean beforeSize(Cursor at, List<Longhand> longhands, @Nullable Value[] values) {
        if (at.take("normal")) {
            return true;
        }
        if (values[1] == null && (values[1] = CAPS.take(at)) != null) {
            return true;
        }
        if (values[3] == null && (values[3] = WIDTH.take(at)) != null) {
            return true;
        }
        if (values[0] == null && (values[0] = longhands.get(0).take(at)) != null) {
            return true;
        }
        return values[2] == null && (values[2] = weight(at, longhands.get(2))) != null;
    }

    /** A weight; a zero is a size. */
    private static @Nullable Value weight(Cursor at, Longhand weight) {
        int mark = at.mark();
        Value value = weight.take(at);
        if (at.atEnd()) {
            at.reset(mark);
            return null;
        }
        return value;
    }

    /** {@code font-variant}: {@code none} is for ligatures alone. */
    static @Nullable Value @Nullable [] variant(Cursor at, List<Longhand> longhands) {
        @Nullable Value[] values = new @Nullable Value[longhands.size()];
        if (at.take("normal")) {
            return values;
        }
        if (at.take("none")) {
            values[0] = new Value.Keyword("none");
            return values;
        }
        @Nullable Value[] read = Forms.anyOrder(at, longhands);
        if (read == null) {
            return null;
        }
        for (Value value : read) {
            if (value != null && (value.is("normal") || value.is("none"))) {
                return null;
            }
        }
        return read;
    }

    static @Nullable Value @Nullable [] synthesis(Cursor at, List<Longhand> longhands) {
        @Nullable Value[] values = new @Nullable Value[3];
        Value none = new Value.Keyword("none");
        boolean only = at.take("none");
        boolean weight = !only && at.take("weight");
        boolean style = !only && at.take("style");
        boolean caps = !only && at.take("small-caps");
        weight |= !only && at.take("weight");
        style |= !only && at.take("style");
        weight |= !only && at.take("weight");
        if (!only && !weight && !style && !caps) {
            return null;
        }
        values[0] = weight ? null : none;
        values[1] = style ? null : none;
        values[2] = caps ? null : none;
        return values;
    }
}
