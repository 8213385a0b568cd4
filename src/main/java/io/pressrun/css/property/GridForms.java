package io.pressrun.css.property;

import io.pressrun.css.grammar.GridRows;
import io.pressrun.css.math.Cursor;
import io.pressrun.css.value.GridTracks;
import io.pressrun.css.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shorthands of grids (css-grid-1, 7.4, 7.8 and 8.4). */
final class GridForms {
    private static final Value AUTO = new Value.Keyword("auto");

    private GridForms() {}

    /** One to four lines between solidi; one that is missing is the name of its start, or automatic. */
    static @Nullable Value @Nullable [] lines(Cursor at, List<Longhand> longhands) {
        Value[] lines = new Value[longhands.size()];
        int count = 0;
        do {
            Value line = count < lines.length ? longhands.get(count).take(at) : null;
            if (line == null) {
                return null;
            }
            lines[count++] = line;
        } while (Forms.slash(at));
        for (int missing = count; missing < lines.length; missing++) {
            int start = lines.length == 2 ? 0 : missing == 3 ? 1 : 0;
            lines[missing] = lines[start] instanceof Value.Name ? lines[start] : AUTO;
        }
        return lines;
    }

    /** In the order rows, columns, areas. */
    static @Nullable Value @Nullable [] template(Cursor at, List<Longhand> longhands) {
        int mark = at.mark();
        if (at.take("none") && at.atEnd()) {
            return new @Nullable Value[longhands.size()];
        }
        at.reset(mark);
        GridRows drawn = GridRows.take(at);
        if (drawn == null) {
            at.reset(mark);
            return rowsAndColumns(at, longhands);
        }
        @Nullable Value[] values = new @Nullable Value[longhands.size()];
        values[0] = drawn.rows();
        values[2] = drawn.areas();
        if (Forms.slash(at)) {
            values[1] = longhands.get(1).take(at);
            boolean explicit = values[1] instanceof GridTracks(List<GridTracks.Item> items, boolean subgrid)
                    && !subgrid
                    && items.stream().noneMatch(GridTracks.Repeat.class::isInstance);
            return explicit ? values : null;
        }
        return values;
    }

    private static @Nullable Value @Nullable [] rowsAndColumns(Cursor at, List<Longhand> longhands) {
        @Nullable Value[] values = new @Nullable Value[longhands.size()];
        values[0] = longhands.get(0).take(at);
        if (values[0] == null || !Forms.slash(at)) {
            return null;
        }
        values[1] = longhands.get(1).take(at);
        return values[1] == null ? null : values;
    }

    /** In the order rows, columns and areas of the template, implicit rows, columns and flow. */
    static @Nullable Value @Nullable [] grid(Cursor at, List<Longhand> longhands) {
        int mark = at.mark();
        @Nullable Value[] values = template(at, longhands);
        if (values != null && at.atEnd()) {
            return values;
        }
        at.reset(mark);
        values = new @Nullable Value[longhands.size()];
        String flow = flow(at);
        if (flow != null) {
            values[3] = at.atEnd() ? null : longhands.get(3).take(at);
            if (!Forms.slash(at)) {
                return null;
            }
            values[1] = longhands.get(1).take(at);
            values[5] = flow(flow, "row");
            return values[1] == null ? null : values;
        }
        values[0] = longhands.get(0).take(at);
        if (values[0] == null || !Forms.slash(at)) {
            return null;
        }
        flow = flow(at);
        if (flow == null) {
            return null;
        }
        values[4] = at.atEnd() ? null : longhands.get(4).take(at);
        values[5] = flow(flow, "column");
        return values;
    }

    /** Whether {@code auto-flow} is here, alone or with {@code dense}. */
    private static @Nullable String flow(Cursor at) {
        boolean dense = at.take("dense");
        if (!at.take("auto-flow")) {
            return null;
        }
        dense |= at.take("dense");
        return dense ? "dense" : "";
    }

    private static Value flow(String dense, String direction) {
        Value keyword = new Value.Keyword(direction);
        return dense.isEmpty() ? keyword : Value.spaced(keyword, new Value.Keyword(dense));
    }
}
