package io.pressrun.css.property;

import io.pressrun.css.grammar.ValueGrammar;
import io.pressrun.css.math.Cursor;
import io.pressrun.css.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The syntax of most shorthands. */
final class Forms {
    private static final Value NONE = new Value.Keyword("none");
    private static final ValueGrammar SOLIDUS = ValueGrammar.of("/");
    private static final ValueGrammar RADII = ValueGrammar.of("<length-percentage [0,∞]>{1,4}");
    private static final ValueGrammar WHITE_SPACE =
            ValueGrammar.of("normal | nowrap | pre | pre-wrap | pre-line | break-spaces");
    private static final ValueGrammar NUMBER = ValueGrammar.of("<number [0,∞]>");

    private Forms() {}

    static boolean slash(Cursor at) {
        return SOLIDUS.take(at) != null;
    }

    /** One to four values for the four sides. */
    static @Nullable Value @Nullable [] sides(Cursor at, List<Longhand> longhands) {
        List<Value> read = new ArrayList<>();
        while (!at.atEnd() && read.size() < 4) {
            Value value = longhands.getFirst().take(at);
            if (value == null) {
                return null;
            }
            read.add(value);
        }
        return read.isEmpty() ? null : four(read).toArray(new Value[0]);
    }

    private static List<Value> four(List<Value> of) {
        Value top = of.getFirst();
        Value right = of.size() > 1 ? of.get(1) : top;
        Value bottom = of.size() > 2 ? of.get(2) : top;
        return List.of(top, right, bottom, of.size() > 3 ? of.get(3) : right);
    }

    /** One value for both, or two. */
    static @Nullable Value @Nullable [] pair(Cursor at, List<Longhand> longhands) {
        Value first = longhands.get(0).take(at);
        if (first == null) {
            return null;
        }
        Value second = at.atEnd() ? first : longhands.get(1).take(at);
        return second == null ? null : new Value[] {first, second};
    }

    /** One value for all. */
    static @Nullable Value @Nullable [] same(Cursor at, List<Longhand> longhands) {
        Value value = longhands.getFirst().take(at);
        if (value == null) {
            return null;
        }
        Value[] values = new Value[longhands.size()];
        Arrays.fill(values, value);
        return values;
    }

    /** Some of them, in any order. */
    static @Nullable Value @Nullable [] anyOrder(Cursor at, List<Longhand> longhands) {
        return some(at, longhands, longhands.size());
    }

    /** Some of the first few, in any order, which each following few are given likewise. */
    static @Nullable Value @Nullable [] repeated(Cursor at, List<Longhand> longhands, int few) {
        @Nullable Value[] read = some(at, longhands, few);
        if (read == null) {
            return null;
        }
        @Nullable Value[] values = new @Nullable Value[longhands.size()];
        for (int index = 0; index < values.length; index++) {
            boolean border = index < few || longhands.get(index).name().endsWith(kind(longhands.get(index % few)));
            values[index] = border ? read[index % few] : null;
        }
        return values;
    }

    private static String kind(Longhand longhand) {
        return longhand.name().substring(longhand.name().lastIndexOf('-'));
    }

    private static @Nullable Value @Nullable [] some(Cursor at, List<Longhand> longhands, int count) {
        @Nullable Value[] values = new @Nullable Value[longhands.size()];
        boolean found = false;
        for (boolean more = true; more && !at.atEnd(); ) {
            more = false;
            for (int index = 0; index < count && !more; index++) {
                if (values[index] == null) {
                    values[index] = longhands.get(index).take(at);
                    more = values[index] != null;
                }
            }
            found |= more;
        }
        return found ? values : null;
    }

    /** {@code list-style}: a {@code none} is for the type, and for the image too if nothing else is. */
    static @Nullable Value @Nullable [] listStyle(Cursor at, List<Longhand> longhands) {
        @Nullable Value[] values = new @Nullable Value[3];
        int none = 0;
        while (!at.atEnd()) {
            if (at.take("none")) {
                none++;
                continue;
            }
            boolean more = false;
            for (int index = 0; index < 3 && !more; index++) {
                if (values[index] == null) {
                    values[index] = longhands.get(index).take(at);
                    more = values[index] != null;
                }
            }
            if (!more) {
                return null;
            }
        }
        int free = (values[1] == null ? 1 : 0) + (values[2] == null ? 1 : 0);
        if (none > free || none == 0 && values[0] == null && free == 2) {
            return null;
        }
        if (none > 0) {
            values[1] = values[1] == null ? NONE : values[1];
            values[2] = values[2] == null ? NONE : values[2];
        }
        return values;
    }

    /** {@code border-radius}: horizontal radii, and vertical ones after a solidus. */
    static @Nullable Value @Nullable [] radius(Cursor at, List<Longhand> longhands) {
        Value across = RADII.take(at);
        if (across == null) {
            return null;
        }
        Value down = slash(at) ? RADII.take(at) : across;
        if (down == null) {
            return null;
        }
        List<Value> horizontal = four(across.words());
        List<Value> vertical = four(down.words());
        Value[] values = new Value[4];
        for (int corner = 0; corner < 4; corner++) {
            boolean round = horizontal.get(corner).equals(vertical.get(corner));
            values[corner] =
                    round ? horizontal.get(corner) : Value.spaced(horizontal.get(corner), vertical.get(corner));
        }
        return values;
    }

    /** {@code border-image}: the width and the outset follow the slice. */
    static @Nullable Value @Nullable [] borderImage(Cursor at, List<Longhand> longhands) {
        @Nullable Value[] values = new @Nullable Value[5];
        while (!at.atEnd()) {
            if (values[0] == null && (values[0] = longhands.get(0).take(at)) != null) {
                continue;
            }
            if (values[4] == null && (values[4] = longhands.get(4).take(at)) != null) {
                continue;
            }
            values[1] = values[1] == null ? longhands.get(1).take(at) : null;
            if (values[1] == null) {
                return null;
            }
            if (slash(at)) {
                values[2] = longhands.get(2).take(at);
                boolean outset = slash(at);
                values[3] = outset ? longhands.get(3).take(at) : null;
                if (outset ? values[3] == null : values[2] == null) {
                    return null;
                }
            }
        }
        return values;
    }

    /** {@code flex} (css-flexbox-1, 7.1.1). */
    static @Nullable Value @Nullable [] flex(Cursor at, List<Longhand> longhands) {
        Value zero = new Value.Num(0);
        Value one = new Value.Num(1);
        if (at.take("none")) {
            return new Value[] {zero, zero, new Value.Keyword("auto")};
        }
        Value grow = null;
        Value shrink = null;
        Value basis = null;
        while (!at.atEnd()) {
            Value number = grow == null ? NUMBER.take(at) : null;
            if (number != null) {
                grow = number;
                shrink = NUMBER.take(at);
                continue;
            }
            if (basis != null) {
                return null;
            }
            basis = longhands.get(2).take(at);
            if (basis == null) {
                return null;
            }
        }
        if (grow == null && basis == null) {
            return null;
        }
        return new Value[] {
            grow == null ? one : grow, shrink == null ? one : shrink, basis == null ? Value.percent(0) : basis
        };
    }

    /** The alignments of both axes: one for both if it fits. */
    static @Nullable Value @Nullable [] place(Cursor at, List<Longhand> longhands) {
        int mark = at.mark();
        Value align = longhands.get(0).take(at);
        if (align == null) {
            return null;
        }
        if (!at.atEnd()) {
            Value justify = longhands.get(1).take(at);
            return justify == null ? null : new Value[] {align, justify};
        }
        at.reset(mark);
        Value justify = longhands.get(1).take(at);
        if (justify == null || !at.atEnd()) {
            at.rest();
            justify = new Value.Keyword("start");
        }
        return new Value[] {align, justify};
    }

    /** {@code white-space}: one of the keywords of before, or the parts of it. */
    static @Nullable Value @Nullable [] whiteSpace(Cursor at, List<Longhand> longhands) {
        Value old = WHITE_SPACE.take(at);
        if (old == null) {
            return anyOrder(at, longhands);
        }
        String name = ((Value.Keyword) old).name();
        String collapse = switch (name) {
            case "pre", "pre-wrap" -> "preserve";
            case "pre-line" -> "preserve-breaks";
            case "break-spaces" -> "break-spaces";
            default -> "collapse";
        };
        boolean wraps = !name.equals("nowrap") && !name.equals("pre");
        return new Value[] {new Value.Keyword(collapse), new Value.Keyword(wraps ? "wrap" : "nowrap")};
    }

    static @Nullable Value @Nullable [] textBox(Cursor at, List<Longhand> longhands) {
        return at.take("normal") ? new @Nullable Value[2] : anyOrder(at, longhands);
    }

    static @Nullable Value @Nullable [] container(Cursor at, List<Longhand> longhands) {
        Value name = longhands.get(0).take(at);
        Value type = name != null && slash(at) ? longhands.get(1).take(at) : null;
        return name == null ? null : new @Nullable Value[] {name, type};
    }
}
