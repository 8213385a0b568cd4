package io.pressrun.css.value;

import io.pressrun.css.color.Color;
import io.pressrun.css.color.ColorSpace;
import io.pressrun.css.color.HueMethod;
import io.pressrun.css.color.Interpolation;
import io.pressrun.css.color.Rgba;
import io.pressrun.css.math.LengthPercentage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The colours along a gradient as a painter draws them: every stop placed (css-images-4, 3.5.3), hints done, and what
 * is mixed in another space than sRGB, or about a hint, as several stops that are mixed in sRGB.
 */
public final class Ramp {
    private static final int STEPS = 16;

    private final List<Point> points = new ArrayList<>();
    private final Gradient gradient;
    private final double length;
    private final Rgba current;

    /**
     * A colour at a place.
     *
     * @param offset 0 at the beginning of the gradient line and 1 at its end; it can lie beyond them
     */
    public record Point(double offset, Rgba color) {}

    private Ramp(Gradient gradient, double length, Rgba current) {
        this.gradient = gradient;
        this.length = length;
        this.current = current;
    }

    /**
     * The colours of a gradient, none before the one ahead of it. Between two, colours are mixed premultiplied in sRGB.
     *
     * @param length of the gradient line in px; of no meaning for conic gradients
     * @param current what {@code currentcolor} is
     */
    public static List<Point> of(Gradient gradient, double length, Rgba current) {
        Ramp ramp = new Ramp(gradient, length, current);
        ramp.build();
        return List.copyOf(ramp.points);
    }

    private void build() {
        List<Gradient.Stop> stops = gradient.stops();
        double[] places = places(stops);
        int before = -1;
        for (int at = 0; at < stops.size(); at++) {
            Color.Fixed color = color(stops.get(at).color());
            if (color == null) {
                continue;
            }
            Color.Fixed first = before < 0 ? null : color(stops.get(before).color());
            if (first != null) {
                double hint = before == at - 2 ? places[at - 1] : Double.NaN;
                between(first, color, places[before], places[at], hint);
            }
            points.add(new Point(places[at], color.rgba()));
            before = at;
        }
    }

    private Color.@Nullable Fixed color(@Nullable Color color) {
        return switch (color) {
            case null -> null;
            case Color.Fixed fixed -> fixed;
            case Color.Current _, Color.Dependent _, Color.Inks _ -> {
                Rgba rgba = color.rgba(current);
                yield new Color.Fixed(ColorSpace.SRGB, rgba.red(), rgba.green(), rgba.blue(), rgba.alpha(), true);
            }
        };
    }

    /** Where each stop is: those without a place evenly between the others, and none before one ahead of it. */
    private double[] places(List<Gradient.Stop> stops) {
        double[] places = new double[stops.size()];
        for (int at = 0; at < places.length; at++) {
            places[at] = place(stops.get(at).position());
        }
        if (Double.isNaN(places[0])) {
            places[0] = 0;
        }
        int last = places.length - 1;
        if (Double.isNaN(places[last])) {
            places[last] = 1;
        }
        double most = places[0];
        for (int at = 0; at < places.length; at++) {
            if (!Double.isNaN(places[at])) {
                most = Math.max(most, places[at]);
                places[at] = most;
            }
        }
        int known = 0;
        for (int at = 1; at < places.length; at++) {
            if (!Double.isNaN(places[at])) {
                for (int between = known + 1; between < at; between++) {
                    double share = (double) (between - known) / (at - known);
                    places[between] = places[known] + (places[at] - places[known]) * share;
                }
                known = at;
            }
        }
        return places;
    }

    private double place(@Nullable Value position) {
        return switch (position) {
            case Value.Length(LengthPercentage amount) -> length > 0 ? amount.resolve(length) / length : 0;
            case Value.Angle(double degrees) -> degrees / 360;
            case Value.Percent(double percent) -> percent / 100;
            case null, default -> Double.NaN;
        };
    }

    private void between(Color.Fixed first, Color.Fixed second, double from, double to, double hint) {
        Interpolation in = gradient.interpolation();
        boolean plain = in.space() == ColorSpace.SRGB && !missing(first) && !missing(second);
        double middle = Double.isNaN(hint) || to <= from ? 0.5 : Math.clamp((hint - from) / (to - from), 0, 1);
        if (to <= from || plain && middle == 0.5 || in.hue() == HueMethod.SHORTER && first.equals(second)) {
            return;
        }
        for (int step = 1; step < STEPS; step++) {
            double share = (double) step / STEPS;
            Rgba color = in.between(first, second, eased(share, middle)).rgba();
            points.add(new Point(from + (to - from) * share, color));
        }
    }

    private static boolean missing(Color.Fixed color) {
        return Double.isNaN(color.first() + color.second() + color.third() + color.alpha());
    }

    /** The share of the second colour where the middle between both is not at the half (css-images-4, 3.5.2). */
    private static double eased(double share, double middle) {
        if (middle <= 0) {
            return 1;
        }
        return middle >= 1 ? 0 : Math.pow(share, Math.log(0.5) / Math.log(middle));
    }
}
