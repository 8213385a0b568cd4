package io.pressrun.css.value;

import io.pressrun.css.math.Scale;
import java.util.List;

/**
 * The tracks and lines of a grid (css-grid-1, 7.2; css-grid-2 for {@code subgrid}).
 *
 * @param subgrid whether the tracks are those of the parent; the items are then names of lines only
 */
public record GridTracks(List<Item> items, boolean subgrid) implements Value {
    /** A repetition as often as there is room, the empty ones kept. */
    public static final int AUTO_FILL = -1;

    /** A repetition as often as there is room, the empty ones collapsed. */
    public static final int AUTO_FIT = -2;

    public GridTracks {
        items = List.copyOf(items);
    }

    /** A part of a list of tracks. */
    public sealed interface Item {}

    /** The names of a line. */
    public record Line(List<String> names) implements Item {
        public Line {
            names = List.copyOf(names);
        }
    }

    /**
     * One track: {@link Value.Length}, {@link Value.Flex}, a keyword, or {@code minmax()} or {@code fit-content()} as a
     * {@link Value.Call}.
     */
    public record Track(Value size) implements Item {}

    /**
     * {@code repeat()}.
     *
     * @param times how often, or {@link #AUTO_FILL} or {@link #AUTO_FIT}
     */
    public record Repeat(int times, List<Item> items) implements Item {
        public Repeat {
            items = List.copyOf(items);
        }
    }

    @Override
    public Value computed(Scale scale) {
        return new GridTracks(computed(items, scale), subgrid);
    }

    private static List<Item> computed(List<Item> items, Scale scale) {
        return items.stream()
                .<Item>map(item -> switch (item) {
                    case Line line -> line;
                    case Track(Value size) -> new Track(size.computed(scale));
                    case Repeat(int times, List<Item> repeated) -> new Repeat(times, computed(repeated, scale));
                })
                .toList();
    }
}
