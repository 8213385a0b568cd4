package io.pressrun.css.grammar;

import io.pressrun.css.math.Cursor;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.value.GridTracks;
import io.pressrun.css.value.GridTracks.Item;
import io.pressrun.css.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of tracks and line names (css-grid-1, 7.2).
 *
 * @param plain whether it has sizes only, as that of implicit tracks
 */
record Tracks(boolean plain) implements Node {
    private static final int MOST_REPETITIONS = 10_000;
    private static final ValueGrammar SIZE =
            ValueGrammar.of("<length-percentage [0,∞]> | <flex [0,∞]> | min-content | max-content | auto |"
                    + " minmax( [ <length-percentage [0,∞]> | min-content | max-content | auto ] ,"
                    + " [ <length-percentage [0,∞]> | <flex [0,∞]> | min-content | max-content | auto ] ) |"
                    + " fit-content( <length-percentage [0,∞]> )");

    @Override
    public boolean match(Cursor at, List<Value> out) {
        int mark = at.mark();
        boolean subgrid = !plain && at.take("subgrid");
        List<Item> items = items(at, subgrid, plain);
        if (items == null || items.isEmpty() && !subgrid || !subgrid && !sound(items)) {
            at.reset(mark);
            return false;
        }
        out.add(new GridTracks(items, subgrid));
        return true;
    }

    /** One track size, or null. */
    static @Nullable Value size(Cursor at) {
        return SIZE.take(at);
    }

    /** Names between brackets, or null. */
    static GridTracks.@Nullable Line line(Cursor at) {
        if (!(at.peek() instanceof ComponentValue.Block(char open, List<ComponentValue> content)) || open != '[') {
            return null;
        }
        List<String> names = new ArrayList<>();
        Cursor inner = new Cursor(content);
        while (!inner.atEnd()) {
            if (!(inner.next() instanceof ComponentValue.Ident(String name))
                    || name.equals("span")
                    || name.equals("auto")) {
                return null;
            }
            names.add(name);
        }
        at.advance();
        return new GridTracks.Line(names);
    }

    private static @Nullable List<Item> items(Cursor at, boolean linesOnly, boolean sizesOnly) {
        List<Item> items = new ArrayList<>();
        while (!at.atEnd()) {
            GridTracks.Line line = sizesOnly ? null : line(at);
            if (line != null) {
                if (!linesOnly && !items.isEmpty() && items.getLast() instanceof GridTracks.Line) {
                    return null;
                }
                items.add(line);
                continue;
            }
            Item repeat = sizesOnly ? null : repeat(at, linesOnly);
            Value size = repeat != null || linesOnly ? null : size(at);
            if (repeat != null) {
                items.add(repeat);
            } else if (size != null) {
                items.add(new GridTracks.Track(size));
            } else {
                break;
            }
        }
        return items;
    }

    private static @Nullable Item repeat(Cursor at, boolean linesOnly) {
        if (!(at.peek() instanceof ComponentValue.Function(String name, List<ComponentValue> arguments))
                || !name.equals("repeat")) {
            return null;
        }
        Cursor inner = new Cursor(arguments);
        int times;
        if (inner.take("auto-fill")) {
            times = GridTracks.AUTO_FILL;
        } else if (inner.take("auto-fit")) {
            times = GridTracks.AUTO_FIT;
        } else if (inner.next() instanceof ComponentValue.Number(double number, boolean integer, boolean _)
                && integer
                && number >= 1) {
            times = (int) Math.min(number, MOST_REPETITIONS);
        } else {
            return null;
        }
        if (!inner.takeComma()) {
            return null;
        }
        List<Item> items = items(inner, linesOnly, false);
        boolean nested = items == null || items.stream().anyMatch(GridTracks.Repeat.class::isInstance);
        if (items == null || nested || items.isEmpty() || !inner.atEnd()) {
            return null;
        }
        boolean sized = linesOnly || items.stream().anyMatch(GridTracks.Track.class::isInstance);
        boolean fixed = times > 0 || linesOnly || items.stream().allMatch(Tracks::isFixed);
        if (!sized || !fixed) {
            return null;
        }
        at.advance();
        return new GridTracks.Repeat(times, items);
    }

    /** Whether there are tracks, one automatic repetition at most, and with one only tracks of a known size. */
    private static boolean sound(List<Item> items) {
        long automatic = items.stream()
                .filter(item -> item instanceof GridTracks.Repeat(int times, List<Item> _) && times < 0)
                .count();
        boolean sized = items.stream().anyMatch(item -> !(item instanceof GridTracks.Line));
        return sized && (automatic == 0 || automatic == 1 && items.stream().allMatch(Tracks::isFixed));
    }

    private static boolean isFixed(Item item) {
        return switch (item) {
            case GridTracks.Line _ -> true;
            case GridTracks.Repeat(int _, List<Item> items) -> items.stream().allMatch(Tracks::isFixed);
            case GridTracks.Track(Value size) ->
                size instanceof Value.Call(String function, List<Value> arguments)
                        ? function.equals("minmax")
                                && arguments.stream()
                                        .anyMatch(side ->
                                                !(side instanceof Value.Keyword) && !(side instanceof Value.Flex))
                        : !(size instanceof Value.Keyword) && !(size instanceof Value.Flex);
        };
    }
}
