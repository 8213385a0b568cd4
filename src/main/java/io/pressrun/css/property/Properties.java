package io.pressrun.css.property;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All properties by their names. */
public final class Properties {
    private static final List<Longhand> LONGHANDS = longhands();
    private static final Map<String, Property> BY_NAME = byName();

    private Properties() {}

    /** All longhands by their index: the inherited physical ones, the other physical ones, the flow-relative ones. */
    public static List<Longhand> all() {
        return LONGHANDS;
    }

    /**
     * The property of this name, which may be an alias; null if there is none, if nothing of it is seen on paper or if
     * it is the author's own.
     *
     * @param name in lower case
     */
    public static @Nullable Property named(String name) {
        Property property = BY_NAME.get(name);
        if (property != null) {
            return property;
        }
        String other = Aliases.of(name);
        return other == null ? null : BY_NAME.get(other);
    }

    /**
     * The longhand of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Longhand longhand(String name) {
        if (named(name) instanceof Longhand longhand) {
            return longhand;
        }
        throw new IllegalArgumentException("There is no longhand property " + name + ".");
    }

    /**
     * What becomes of a property on paper.
     *
     * @param name in lower case, but for an author's own
     */
    public static Role role(String name) {
        if (name.startsWith("--")) {
            return Role.CUSTOM;
        }
        return switch (named(name)) {
            case Longhand longhand -> longhand.role();
            case Shorthand shorthand ->
                shorthand.longhands().stream().anyMatch(longhand -> longhand.role() == Role.ENGINE)
                        ? Role.ENGINE
                        : shorthand.longhands().getFirst().role();
            case null -> Unprinted.role(name);
        };
    }

    private static List<Longhand> longhands() {
        List<Row> rows = Stream.of(
                        BoxTable.ROWS,
                        PaintTable.ROWS,
                        TextTable.ROWS,
                        LayoutTable.ROWS,
                        LayoutTable.ENGINE,
                        LayoutTable.SVG)
                .flatMap(Row::of)
                .toList();
        List<Longhand> longhands = new ArrayList<>();
        Map<String, Row> byName = new HashMap<>();
        for (boolean inherited : new boolean[] {true, false}) {
            for (Row row : rows) {
                if (row.has('i') == inherited) {
                    byName.put(row.name(), row);
                    longhands.add(new Longhand(longhands.size(), row, null));
                }
            }
        }
        LogicalTable.names().forEach((name, logical) -> {
            Row like = byName.get(LogicalTable.example(logical));
            if (like != null) {
                Row row = new Row(name, like.flags().replaceAll("[qh]", ""), like.initial(), like.grammar());
                longhands.add(new Longhand(longhands.size(), row, logical));
            }
        });
        return List.copyOf(longhands);
    }

    private static Map<String, Property> byName() {
        Map<String, Longhand> longhands = new HashMap<>();
        LONGHANDS.forEach(longhand -> longhands.put(longhand.name(), longhand));
        Map<String, Property> names = new HashMap<>(longhands);
        new Shorthands(longhands).all().forEach(shorthand -> names.put(shorthand.name(), shorthand));
        return Map.copyOf(names);
    }
}
