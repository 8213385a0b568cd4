package io.pressrun.css.grammar;

import io.pressrun.css.color.Color;
import io.pressrun.css.color.ColorParser;
import io.pressrun.css.color.Interpolation;
import io.pressrun.css.math.Cursor;
import io.pressrun.css.math.Dimension;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.Values;
import io.pressrun.css.value.Gradient;
import io.pressrun.css.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the gradients of css-images-4, section 3, and those with a prefix that browsers keep. */
final class Gradients {
    private static final Numeric ANGLE =
            new Numeric(Dimension.ANGLE, false, false, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    private static final Numeric TURN_SHARE =
            new Numeric(Dimension.PERCENT, false, false, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    private static final ValueGrammar RADIUS = ValueGrammar.of(
            "closest-side | farthest-side | closest-corner | farthest-corner | [ <length-percentage [0,∞]>{2} ] |"
                    + " <length [0,∞]>");
    private static final ValueGrammar POSITION = ValueGrammar.of("<position>");

    private final boolean conic;
    private Gradient.@Nullable Shape shape;
    private @Nullable Interpolation interpolation;
    private boolean broken;

    private Gradients(boolean conic) {
        this.conic = conic;
    }

    static @Nullable Gradient gradient(ComponentValue.Function function) {
        String name = function.name();
        boolean old = name.startsWith("-webkit-");
        String plain = old ? name.substring("-webkit-".length()) : name;
        boolean repeating = plain.startsWith("repeating-");
        String kind = repeating ? plain.substring("repeating-".length()) : plain;
        List<List<ComponentValue>> parts = Values.byComma(function.arguments());
        Gradients reader = new Gradients(kind.equals("conic-gradient"));
        Cursor first = new Cursor(parts.getFirst());
        boolean described = switch (kind) {
            case "linear-gradient" -> old ? reader.oldLinear(first) : reader.linear(first);
            case "radial-gradient" -> reader.radial(first);
            case "conic-gradient" -> !old && reader.conic(first);
            default -> false;
        };
        if (reader.shape == null || reader.broken || described && !first.atEnd()) {
            return null;
        }
        List<Gradient.Stop> stops = reader.stops(described ? parts.subList(1, parts.size()) : parts);
        if (stops == null) {
            return null;
        }
        Interpolation mixed = reader.interpolation == null ? usual(stops) : reader.interpolation;
        return new Gradient(reader.shape, repeating, mixed, stops);
    }

    private static Interpolation usual(List<Gradient.Stop> stops) {
        boolean legacy = stops.stream().allMatch(stop -> stop.color() == null || Productions.legacy(stop.color()));
        return legacy ? Interpolation.SRGB : Interpolation.OKLAB;
    }

    /** Whether the first part describes the gradient and is no stop; it is then at its end, or wrong. */
    private boolean linear(Cursor at) {
        boolean in = method(at);
        Gradient.Shape direction = direction(at);
        shape = direction == null ? new Gradient.Linear(180) : direction;
        boolean after = method(at);
        return in || direction != null || after;
    }

    private static Gradient.@Nullable Shape direction(Cursor at) {
        ComponentValue here = at.peek();
        if (here != null && ANGLE.value(here, false) instanceof Value.Angle(double degrees)) {
            at.advance();
            return new Gradient.Linear(degrees);
        }
        return at.take("to") ? side(at) : null;
    }

    private static Gradient.@Nullable Shape side(Cursor at) {
        boolean top = at.take("top");
        boolean bottom = !top && at.take("bottom");
        boolean left = at.take("left");
        boolean right = !left && at.take("right");
        if (!top && !bottom) {
            top = at.take("top");
            bottom = !top && at.take("bottom");
        }
        if ((left || right) && (top || bottom)) {
            return new Gradient.Corner(right, bottom);
        }
        return top || bottom || left || right ? new Gradient.Linear(top ? 0 : bottom ? 180 : left ? 270 : 90) : null;
    }

    /** The syntax of old: the side where it begins, and angles that grow to the left from 0 at the right. */
    private boolean oldLinear(Cursor at) {
        shape = new Gradient.Linear(180);
        ComponentValue here = at.peek();
        if (here != null && ANGLE.value(here, false) instanceof Value.Angle(double degrees)) {
            at.advance();
            shape = new Gradient.Linear(90 - degrees);
            return true;
        }
        Gradient.Shape from = side(at);
        if (from == null) {
            return false;
        }
        shape = switch (from) {
            case Gradient.Corner(boolean right, boolean bottom) -> new Gradient.Corner(!right, !bottom);
            case Gradient.Linear(double degrees) -> new Gradient.Linear((degrees + 180) % 360);
            case Gradient.Radial _, Gradient.Conic _ -> from;
        };
        return true;
    }

    private boolean radial(Cursor at) {
        boolean described = method(at);
        boolean circle = false;
        boolean ellipse = false;
        Value size = null;
        while (true) {
            if (!circle && !ellipse && at.take("circle")) {
                circle = true;
            } else if (!circle && !ellipse && at.take("ellipse")) {
                ellipse = true;
            } else {
                Value its = size == null ? RADIUS.take(at) : null;
                if (its == null) {
                    break;
                }
                size = its;
            }
            described = true;
        }
        boolean one =
                size != null && !(size instanceof Value.Keyword) && size.words().size() == 1;
        boolean two = size != null && size.words().size() == 2;
        Value position = at(at);
        boolean after = method(at);
        described |= position != null || after;
        if (one && ellipse || two && circle) {
            return described;
        }
        shape = new Gradient.Radial(
                circle || one,
                size == null ? new Value.Keyword("farthest-corner") : size,
                position == null ? Value.spaced(Value.percent(50), Value.percent(50)) : position);
        return described;
    }

    private boolean conic(Cursor at) {
        boolean described = method(at);
        double degrees = 0;
        if (at.take("from")) {
            ComponentValue here = at.next();
            if (here == null || !(ANGLE.value(here, false) instanceof Value.Angle(double its))) {
                return true;
            }
            degrees = its;
            described = true;
        }
        Value position = at(at);
        boolean after = method(at);
        described |= position != null || after;
        shape = new Gradient.Conic(
                degrees, position == null ? Value.spaced(Value.percent(50), Value.percent(50)) : position);
        return described;
    }

    private @Nullable Value at(Cursor at) {
        if (!at.take("at")) {
            return null;
        }
        Value position = POSITION.take(at);
        broken |= position == null;
        return position;
    }

    private boolean method(Cursor at) {
        if (interpolation != null || !at.take("in")) {
            return false;
        }
        interpolation = ColorParser.method(at);
        return true;
    }

    private @Nullable List<Gradient.Stop> stops(List<List<ComponentValue>> parts) {
        List<Gradient.Stop> stops = new ArrayList<>();
        boolean hinted = true;
        int colors = 0;
        for (List<ComponentValue> part : parts) {
            Cursor at = new Cursor(part);
            Value before = position(at);
            Color color = at.peek() == null ? null : ColorParser.color(at.peek());
            if (color == null) {
                if (before == null || hinted || !at.atEnd()) {
                    return null;
                }
                hinted = true;
                stops.add(new Gradient.Stop(null, before));
                continue;
            }
            at.advance();
            Value first = before == null ? position(at) : before;
            Value second = first == null ? null : position(at);
            if (!at.atEnd()) {
                return null;
            }
            stops.add(new Gradient.Stop(color, first));
            if (second != null) {
                stops.add(new Gradient.Stop(color, second));
            }
            hinted = false;
            colors++;
        }
        return hinted || colors == 0 ? null : stops;
    }

    private @Nullable Value position(Cursor at) {
        ComponentValue here = at.peek();
        Value position = null;
        if (here != null && conic) {
            position = ANGLE.value(here, false);
            position = position == null ? TURN_SHARE.value(here, false) : position;
        } else if (here != null) {
            position = Numeric.length(true).value(here, false);
        }
        if (position != null) {
            at.advance();
        }
        return position;
    }
}
