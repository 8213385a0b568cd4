package io.pressrun.css.property;

import io.pressrun.css.property.Logical.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The flow-relative longhands. */
final class LogicalTable {
    private static final List<Place> SIDES =
            List.of(Place.BLOCK_START, Place.BLOCK_END, Place.INLINE_START, Place.INLINE_END);
    private static final List<Place> CORNERS =
            List.of(Place.START_START, Place.START_END, Place.END_START, Place.END_END);

    private LogicalTable() {}

    /** Each with its mapping. */
    static Map<String, Logical> names() {
        Map<String, Logical> names = new LinkedHashMap<>();
        for (Place side : SIDES) {
            names.put("margin-" + text(side), new Logical("margin-*", side));
            names.put("padding-" + text(side), new Logical("padding-*", side));
            names.put("inset-" + text(side), new Logical("*", side));
            for (String part : List.of("width", "style", "color")) {
                names.put("border-" + text(side) + "-" + part, new Logical("border-*-" + part, side));
            }
        }
        for (Place corner : CORNERS) {
            names.put("border-" + text(corner) + "-radius", new Logical("border-*-radius", corner));
        }
        for (String limit : List.of("", "min-", "max-")) {
            names.put(limit + "block-size", new Logical(limit + "*", Place.BLOCK_SIZE));
            names.put(limit + "inline-size", new Logical(limit + "*", Place.INLINE_SIZE));
        }
        names.put("overflow-block", new Logical("overflow-*", Place.BLOCK_SIZE));
        names.put("overflow-inline", new Logical("overflow-*", Place.INLINE_SIZE));
        return names;
    }

    /** A physical property with the same values. */
    static String example(Logical logical) {
        return switch (logical.place()) {
            case BLOCK_START, BLOCK_END, INLINE_START, INLINE_END -> logical.named("top");
            case START_START, START_END, END_START, END_END -> logical.named("top-left");
            case BLOCK_SIZE, INLINE_SIZE -> logical.named(logical.pattern().startsWith("overflow") ? "y" : "width");
        };
    }

    private static String text(Place place) {
        return place.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
