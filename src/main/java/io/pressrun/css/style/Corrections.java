package io.pressrun.css.style;

import io.pressrun.css.property.Longhand;
import io.pressrun.css.property.Properties;
import io.pressrun.css.property.Specified;
import io.pressrun.css.value.Value;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What computed values of different properties do to each other (CSS 2.1, 9.7; css-display-3, 2.7; css-overflow-3). */
final class Corrections {
    private static final Longhand DISPLAY = Properties.longhand("display");
    private static final Longhand POSITION = Properties.longhand("position");
    private static final Longhand FLOAT = Properties.longhand("float");
    private static final Longhand OVERFLOW_X = Properties.longhand("overflow-x");
    private static final Longhand OVERFLOW_Y = Properties.longhand("overflow-y");
    private static final List<Line> LINES = Stream.of(
                    "border-top", "border-right", "border-bottom", "border-left", "outline", "column-rule")
            .map(name -> new Line(Properties.longhand(name + "-style"), Properties.longhand(name + "-width")))
            .toList();
    private static final Value NONE = new Value.Keyword("none");
    private static final Value ZERO = Value.px(0);
    private static final Value MEDIUM = Value.px(3);

    private final StyleValues.Change values;
    private final @Nullable Specified[] slots;
    private final @Nullable ComputedStyle parent;

    /** A line that has no width where it has no style. */
    private record Line(Longhand style, Longhand width) {}

    Corrections(StyleValues.Change values, @Nullable Specified[] slots, @Nullable ComputedStyle parent) {
        this.values = values;
        this.slots = slots;
        this.parent = parent;
    }

    void apply() {
        lines();
        floats();
        display();
        overflow();
    }

    private void lines() {
        for (Line line : LINES) {
            boolean hasWidth = slots[line.width().index()] != null;
            if (!hasWidth && slots[line.style().index()] == null) {
                continue;
            }
            Value style = values.get(line.style());
            if (style.is("none") || style.is("hidden")) {
                values.set(line.width(), ZERO);
            } else if (!hasWidth) {
                values.set(line.width(), MEDIUM);
            }
        }
    }

    private boolean outOfFlow() {
        return values.get(POSITION).is("absolute") || values.get(POSITION).is("fixed");
    }

    private boolean isItem() {
        return parent != null && parent.itemsInside();
    }

    private void floats() {
        if ((outOfFlow() || isItem()) && !values.get(FLOAT).is("none")) {
            values.set(FLOAT, NONE);
        }
    }

    private void display() {
        boolean floats = values.get(FLOAT).is("left") || values.get(FLOAT).is("right");
        boolean root = parent == null;
        if (!root && !floats && !outOfFlow() && !isItem()) {
            return;
        }
        if (values.get(DISPLAY) instanceof Value.Keyword(String name)) {
            String block = root && name.equals("contents") ? "block" : Display.blockified(name);
            if (!block.equals(name)) {
                values.set(DISPLAY, new Value.Keyword(block));
            }
        }
    }

    private void overflow() {
        Value x = values.get(OVERFLOW_X);
        Value y = values.get(OVERFLOW_Y);
        boolean scrollsX = scrolls(x);
        boolean scrollsY = scrolls(y);
        values.set(OVERFLOW_X, overflow(x, scrollsY));
        values.set(OVERFLOW_Y, overflow(y, scrollsX));
    }

    private static boolean scrolls(Value value) {
        return !value.is("visible") && !value.is("clip");
    }

    private static Value overflow(Value value, boolean otherScrolls) {
        if (value.is("overlay") || otherScrolls && value.is("visible")) {
            return new Value.Keyword("auto");
        }
        return otherScrolls && value.is("clip") ? new Value.Keyword("hidden") : value;
    }
}
