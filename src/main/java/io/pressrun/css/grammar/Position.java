package io.pressrun.css.grammar;

import io.pressrun.css.math.Calc;
import io.pressrun.css.math.Cursor;
import io.pressrun.css.math.Dimension;
import io.pressrun.css.math.Unit;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.value.Calculated;
import io.pressrun.css.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code <position>} (css-values-4, 8.3) as two lengths with white space, from the left and from the top.
 *
 * @param three whether an edge with an offset may stand beside one without, as in backgrounds
 * @param most how many parts it may have: four, or two where something else follows
 */
record Position(boolean three, int most) implements Node {
    private static final Value CENTER = Value.percent(50);

    /** One of up to four parts: a keyword, or an offset. */
    private record Part(String edge, @Nullable Value offset) {
        boolean horizontal() {
            return edge.equals("left") || edge.equals("right");
        }

        boolean vertical() {
            return edge.equals("top") || edge.equals("bottom");
        }

        boolean center() {
            return edge.equals("center");
        }
    }

    @Override
    public boolean match(Cursor at, List<Value> out) {
        int mark = at.mark();
        Part[] parts = new Part[4];
        int count = 0;
        while (count < most) {
            Part part = part(at);
            if (part == null) {
                break;
            }
            parts[count++] = part;
        }
        Value position = switch (count) {
            case 1 -> one(parts[0]);
            case 2 -> two(parts[0], parts[1]);
            case 3 -> three ? three(parts) : null;
            case 4 -> four(parts[0], parts[1], parts[2], parts[3]);
            default -> null;
        };
        if (position == null) {
            at.reset(mark);
            return false;
        }
        out.add(position);
        return true;
    }

    private static @Nullable Part part(Cursor at) {
        String name = at.ident();
        if (name != null) {
            boolean edge = switch (name) {
                case "left", "right", "top", "bottom", "center" -> true;
                default -> false;
            };
            if (edge) {
                at.advance();
                return new Part(name, null);
            }
            return null;
        }
        ComponentValue here = at.peek();
        Value offset = here == null ? null : Numeric.length(true).value(here, at.quirks());
        if (offset == null) {
            return null;
        }
        at.advance();
        return new Part("", offset);
    }

    private static Value one(Part part) {
        return part.vertical() ? Value.spaced(CENTER, from(part, null)) : Value.spaced(from(part, null), CENTER);
    }

    private static @Nullable Value two(Part one, Part other) {
        if (one.vertical() || other.horizontal()) {
            boolean turned = one.edge().isEmpty() || other.edge().isEmpty() || one.horizontal() || other.vertical();
            return turned ? null : Value.spaced(from(other, null), from(one, null));
        }
        return Value.spaced(from(one, null), from(other, null));
    }

    private static @Nullable Value three(Part[] parts) {
        if (parts[0].edge().isEmpty()) {
            return null;
        }
        if (parts[1].offset() != null) {
            return parts[0].center() || parts[2].edge().isEmpty()
                    ? null
                    : edges(parts[0], parts[1].offset(), parts[2], null);
        }
        return parts[1].center() ? null : edges(parts[0], null, parts[1], parts[2].offset());
    }

    private static @Nullable Value four(Part one, Part first, Part other, Part second) {
        boolean fits = first.offset() != null && second.offset() != null && !one.center() && !other.center();
        return fits ? edges(one, first.offset(), other, second.offset()) : null;
    }

    private static @Nullable Value edges(Part one, @Nullable Value first, Part other, @Nullable Value second) {
        if (first == null && second == null
                || one.edge().isEmpty()
                || other.edge().isEmpty()) {
            return null;
        }
        if (one.vertical() || other.horizontal()) {
            return one.horizontal() || other.vertical() ? null : Value.spaced(from(other, second), from(one, first));
        }
        return Value.spaced(from(one, first), from(other, second));
    }

    private static Value from(Part part, @Nullable Value offset) {
        if (part.offset() != null) {
            return part.offset();
        }
        return from(part.edge(), offset);
    }

    private static Value from(String edge, @Nullable Value offset) {
        return switch (edge) {
            case "left", "top" -> offset == null ? Value.percent(0) : offset;
            case "right", "bottom" -> offset == null ? Value.percent(100) : fromEnd(offset);
            default -> CENTER;
        };
    }

    private static Value fromEnd(Value offset) {
        Calc calc = new Calc.Sum(List.of(
                new Calc.Leaf(100, Unit.PERCENT), new Calc.Product(List.of(Calc.number(-1), Numeric.calc(offset)))));
        Calculated whole = new Calculated(
                calc.simplified(null), Dimension.LENGTH, false, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        return offset instanceof Calculated ? whole : whole.computed(_ -> 0);
    }

    /** A position along one axis, between edges of these names. */
    record Axis(String start, String end) implements Node {
        @Override
        public boolean match(Cursor at, List<Value> out) {
            String name = at.ident();
            boolean edge = name != null && (name.equals(start) || name.equals(end));
            if (!edge && name != null && !name.equals("center")) {
                return false;
            }
            if (name != null) {
                at.advance();
            }
            ComponentValue here = at.peek();
            Value offset = here == null || name != null && !edge
                    ? null
                    : Numeric.length(true).value(here, false);
            if (offset != null) {
                at.advance();
            }
            if (name == null) {
                if (offset != null) {
                    out.add(offset);
                }
                return offset != null;
            }
            out.add(from(name.equals(start) ? "left" : name.equals(end) ? "right" : "center", offset));
            return true;
        }
    }
}
