package io.pressrun.css.value;

import io.pressrun.css.math.Scale;
import java.util.List;

/**
 * The areas of a grid by rows (css-grid-1, 7.3).
 *
 * @param rows all of the same length; a dot is a cell without a name
 */
public record GridAreas(List<List<String>> rows) implements Value {
    public GridAreas {
        rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public Value computed(Scale scale) {
        return this;
    }
}
