package io.pressrun.css.value;

import io.pressrun.css.color.Color;
import io.pressrun.css.color.Interpolation;
import io.pressrun.css.math.Scale;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A gradient (css-images-4, section 3).
 *
 * @param interpolation how colours are mixed between stops
 * @param stops at least one with a colour
 */
public record Gradient(Shape shape, boolean repeating, Interpolation interpolation, List<Stop> stops) implements Value {
    public Gradient {
        stops = List.copyOf(stops);
    }

    /** How the gradient lies in its box. */
    public sealed interface Shape {}

    /**
     * Along a line.
     *
     * @param degrees 0 is upwards, 90 to the right
     */
    public record Linear(double degrees) implements Shape {}

    /** Along the line to a corner, so that the other two corners have the colour of the middle. */
    public record Corner(boolean right, boolean bottom) implements Shape {}

    /**
     * In ellipses.
     *
     * @param size a keyword such as {@code farthest-corner}, or a radius, or two with white space
     * @param position two lengths
     */
    public record Radial(boolean circle, Value size, Value position) implements Shape {}

    /**
     * Around a point.
     *
     * @param degrees where it begins, 0 is upwards
     * @param position two lengths
     */
    public record Conic(double degrees, Value position) implements Shape {}

    /**
     * A colour stop, or a hint of where the middle between two is.
     *
     * @param color null for a hint
     * @param position a {@link Value.Length}, or of conic gradients a {@link Value.Angle} or {@link Value.Percent};
     *     null where it was not written
     */
    public record Stop(@Nullable Color color, @Nullable Value position) {}

    @Override
    public Value computed(Scale scale) {
        Shape computed = switch (shape) {
            case Linear _, Corner _ -> shape;
            case Radial(boolean circle, Value size, Value position) ->
                new Radial(circle, size.computed(scale), position.computed(scale));
            case Conic(double degrees, Value position) -> new Conic(degrees, position.computed(scale));
        };
        List<Stop> placed = stops.stream()
                .map(stop -> stop.position() == null
                        ? stop
                        : new Stop(stop.color(), stop.position().computed(scale)))
                .toList();
        return new Gradient(computed, repeating, interpolation, placed);
    }
}
