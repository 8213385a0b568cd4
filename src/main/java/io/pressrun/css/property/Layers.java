package io.pressrun.css.property;

import io.pressrun.css.grammar.ValueGrammar;
import io.pressrun.css.math.Cursor;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.Values;
import io.pressrun.css.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The layers of backgrounds and masks (css-backgrounds-3, 2.10; css-masking-1, 6.9). */
final class Layers {
    private static final ValueGrammar POSITION = ValueGrammar.of("<bg-position>");
    private static final ValueGrammar MASK_POSITION = ValueGrammar.of("<position>");
    private static final ValueGrammar SIZE = ValueGrammar.of("cover | contain | <size>{1,2}");
    private static final ValueGrammar BACKGROUND_BOX = ValueGrammar.of("<box>");
    private static final ValueGrammar TEXT_BOX = ValueGrammar.of("text | border-area");
    private static final ValueGrammar MASK_BOX = ValueGrammar.of("<box> | fill-box | stroke-box | view-box");
    private static final ValueGrammar NO_CLIP = ValueGrammar.of("no-clip | text");

    private Layers() {}

    /** {@code background-position}: both axes of each layer. */
    static @Nullable Value @Nullable [] positions(Cursor at, List<Longhand> longhands) {
        List<Value> x = new ArrayList<>();
        List<Value> y = new ArrayList<>();
        do {
            Value position = POSITION.take(at);
            if (position == null) {
                return null;
            }
            x.add(position.words().get(0));
            y.add(position.words().get(1));
        } while (at.takeComma());
        return new Value[] {list(x), list(y)};
    }

    /** In the order image, position (x and y), size, repeat, attachment, origin, clip, color. */
    static @Nullable Value @Nullable [] background(Cursor at, List<Longhand> longhands) {
        int color = longhands.size() - 1;
        @Nullable Value[] values = new @Nullable Value[longhands.size()];
        List<List<Value>> layers = new ArrayList<>();
        List<List<ComponentValue>> parts = Values.byComma(at.rest());
        for (int layer = 0; layer < parts.size(); layer++) {
            @Nullable Value[] read = new @Nullable Value[longhands.size()];
            boolean last = layer == parts.size() - 1;
            if (!background(new Cursor(parts.get(layer)), longhands, read, last)) {
                return null;
            }
            values[color] = read[color];
            layers.add(completed(read, longhands, color));
        }
        return lists(values, layers);
    }

    private static boolean background(Cursor at, List<Longhand> longhands, @Nullable Value[] read, boolean last) {
        boolean found = false;
        while (!at.atEnd()) {
            found = true;
            if (position(at, POSITION, read, true)
                    || take(at, longhands, read, 0)
                    || take(at, longhands, read, 4)
                    || take(at, longhands, read, 5)
                    || box(at, BACKGROUND_BOX, TEXT_BOX, read, 6)
                    || last && take(at, longhands, read, 8)) {
                continue;
            }
            return false;
        }
        return found;
    }

    /** In the order image, position, size, repeat, origin, clip, composite, mode. */
    static @Nullable Value @Nullable [] mask(Cursor at, List<Longhand> longhands) {
        List<List<Value>> layers = new ArrayList<>();
        for (List<ComponentValue> part : Values.byComma(at.rest())) {
            @Nullable Value[] read = new @Nullable Value[longhands.size()];
            Cursor in = new Cursor(part);
            if (in.atEnd()) {
                return null;
            }
            while (!in.atEnd()) {
                if (!position(in, MASK_POSITION, read, false)
                        && !take(in, longhands, read, 0)
                        && !take(in, longhands, read, 3)
                        && !box(in, MASK_BOX, NO_CLIP, read, 4)
                        && !take(in, longhands, read, 6)
                        && !take(in, longhands, read, 7)) {
                    return null;
                }
            }
            layers.add(completed(read, longhands, longhands.size()));
        }
        return lists(new @Nullable Value[longhands.size()], layers);
    }

    /** One value of a layer, if it has none of that kind yet. */
    private static boolean take(Cursor at, List<Longhand> longhands, @Nullable Value[] read, int index) {
        if (read[index] != null) {
            return false;
        }
        read[index] = longhands.get(index).take(at);
        return read[index] != null;
    }

    /** A position, and a size after a solidus. */
    private static boolean position(Cursor at, ValueGrammar grammar, @Nullable Value[] read, boolean axes) {
        Value position = read[1] == null ? grammar.take(at) : null;
        if (position == null) {
            return false;
        }
        read[1] = axes ? position.words().get(0) : position;
        if (axes) {
            read[2] = position.words().get(1);
        }
        if (Forms.slash(at)) {
            Value size = SIZE.take(at);
            read[axes ? 3 : 2] = size;
            return size != null;
        }
        return true;
    }

    /** A box: the first is for origin and clip, a second one for the clip. */
    private static boolean box(Cursor at, ValueGrammar box, ValueGrammar clipOnly, @Nullable Value[] read, int origin) {
        Value only = clipOnly.take(at);
        if (only != null) {
            read[origin + 1] = only;
            return true;
        }
        Value found = box.take(at);
        if (found == null) {
            return false;
        }
        if (read[origin] == null) {
            read[origin] = found;
            read[origin + 1] = read[origin + 1] == null ? found : read[origin + 1];
            return true;
        }
        read[origin + 1] = found;
        return true;
    }

    private static List<Value> completed(@Nullable Value[] read, List<Longhand> longhands, int count) {
        List<Value> layer = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            Value value = read[index];
            layer.add(value == null ? longhands.get(index).initial() : value);
        }
        return layer;
    }

    private static @Nullable Value[] lists(@Nullable Value[] values, List<List<Value>> layers) {
        for (int index = 0; index < layers.getFirst().size(); index++) {
            int column = index;
            values[index] = list(layers.stream().map(layer -> layer.get(column)).toList());
        }
        return values;
    }

    private static Value list(List<Value> values) {
        return values.size() == 1 ? values.getFirst() : new Value.Sequence(values, true);
    }
}
