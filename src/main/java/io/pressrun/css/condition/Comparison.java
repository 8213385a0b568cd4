package io.pressrun.css.condition;

import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Delim;
import io.pressrun.css.syntax.ComponentValue.Ident;
import io.pressrun.css.syntax.ComponentValue.Mark;
import io.pressrun.css.syntax.Names;
import io.pressrun.css.syntax.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feature and what it is compared with (mediaqueries-4, 2.4): alone, by a colon, or in a range of one or two sides.
 *
 * @param feature in lower case
 * @param limits empty where the feature stands alone
 */
record Comparison(String feature, List<Limit> limits) {
    enum Relation {
        EQUAL,
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST;

        Relation turned() {
            return switch (this) {
                case EQUAL -> EQUAL;
                case LESS -> GREATER;
                case AT_MOST -> AT_LEAST;
                case GREATER -> LESS;
                case AT_LEAST -> AT_MOST;
            };
        }

        boolean holds(double actual, double limit) {
            double difference = actual - limit;
            boolean same = Math.abs(difference) < 0.01;
            return switch (this) {
                case EQUAL -> same;
                case LESS -> difference < 0 && !same;
                case AT_MOST -> difference < 0 || same;
                case GREATER -> difference > 0 && !same;
                case AT_LEAST -> difference > 0 || same;
            };
        }
    }

    /** The feature's value stands in the relation to this value. */
    record Limit(Relation relation, List<ComponentValue> value) {}

    private record Part(@Nullable Relation relation, List<ComponentValue> value) {}

    /** Reads the content of brackets; null for something else. */
    static @Nullable Comparison parse(List<ComponentValue> content) {
        int colon = content.indexOf(Mark.COLON);
        if (colon >= 0) {
            String name = name(Values.trimmed(content.subList(0, colon)));
            return name == null ? null : plain(name, Values.trimmed(content.subList(colon + 1, content.size())));
        }
        List<Part> parts = parts(content);
        return switch (parts.size()) {
            case 1 -> {
                String name = name(parts.getFirst().value());
                yield name == null ? null : new Comparison(name, List.of());
            }
            case 2 -> two(parts.get(0).value(), parts.get(1));
            case 3 -> three(parts.get(0).value(), parts.get(1), parts.get(2));
            default -> null;
        };
    }

    private static @Nullable Comparison plain(String name, List<ComponentValue> value) {
        if (value.isEmpty()) {
            return null;
        }
        String vendor = name.startsWith("-webkit-") ? "-webkit-" : "";
        String bare = name.substring(vendor.length());
        if (bare.startsWith("min-")) {
            return new Comparison(vendor + bare.substring(4), List.of(new Limit(Relation.AT_LEAST, value)));
        }
        if (bare.startsWith("max-")) {
            return new Comparison(vendor + bare.substring(4), List.of(new Limit(Relation.AT_MOST, value)));
        }
        return new Comparison(name, List.of(new Limit(Relation.EQUAL, value)));
    }

    private static @Nullable Comparison two(List<ComponentValue> left, Part right) {
        Relation relation = right.relation();
        if (relation == null) {
            return null;
        }
        String name = name(left);
        if (name != null) {
            return new Comparison(name, List.of(new Limit(relation, right.value())));
        }
        String turned = name(right.value());
        return turned == null ? null : new Comparison(turned, List.of(new Limit(relation.turned(), left)));
    }

    private static @Nullable Comparison three(List<ComponentValue> left, Part middle, Part right) {
        String name = name(middle.value());
        Relation first = middle.relation();
        Relation second = right.relation();
        boolean ascending = (first == Relation.LESS || first == Relation.AT_MOST)
                && (second == Relation.LESS || second == Relation.AT_MOST);
        boolean descending = (first == Relation.GREATER || first == Relation.AT_LEAST)
                && (second == Relation.GREATER || second == Relation.AT_LEAST);
        if (name == null || first == null || second == null || !(ascending || descending)) {
            return null;
        }
        return new Comparison(name, List.of(new Limit(first.turned(), left), new Limit(second, right.value())));
    }

    private static @Nullable String name(List<ComponentValue> values) {
        return values.size() == 1 && values.getFirst() instanceof Ident(String name) ? Names.lower(name) : null;
    }

    /** What stands between the signs of comparison, each with the sign before it. */
    private static List<Part> parts(List<ComponentValue> content) {
        List<Part> parts = new ArrayList<>();
        Relation before = null;
        int start = 0;
        for (int i = 0; i < content.size(); i++) {
            Relation sign = sign(content.get(i));
            if (sign == null) {
                continue;
            }
            parts.add(new Part(before, Values.trimmed(content.subList(start, i))));
            boolean orEqual =
                    sign != Relation.EQUAL && i + 1 < content.size() && sign(content.get(i + 1)) == Relation.EQUAL;
            if (orEqual) {
                sign = sign == Relation.LESS ? Relation.AT_MOST : Relation.AT_LEAST;
                i++;
            }
            before = sign;
            start = i + 1;
        }
        parts.add(new Part(before, Values.trimmed(content.subList(start, content.size()))));
        return parts;
    }

    private static @Nullable Relation sign(ComponentValue value) {
        return switch (value) {
            case Delim(int c) when c == '<' -> Relation.LESS;
            case Delim(int c) when c == '>' -> Relation.GREATER;
            case Delim(int c) when c == '=' -> Relation.EQUAL;
            default -> null;
        };
    }
}
