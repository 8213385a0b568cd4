package io.pressrun.css.value;

import io.pressrun.css.math.LengthPercentage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transform of the plane (css-transforms-1, section 12): {@code x' = a x + c y + e} and {@code y' = b x + d y + f}, in
 * px with y downwards.
 */
public record Transform(double a, double b, double c, double d, double e, double f) {
    public static final Transform NONE = new Transform(1, 0, 0, 1, 0, 0);

    /**
     * The functions of a computed {@code transform}, the first of them outermost; null if one leads out of the plane.
     *
     * @param width of the box that percentages refer to, in px
     */
    public static @Nullable Transform of(Value value, double width, double height) {
        Transform whole = NONE;
        for (Value part : value.words()) {
            Transform next = part instanceof Value.Call(String function, List<Value> arguments)
                    ? of(function, arguments, width, height)
                    : NONE;
            if (next == null) {
                return null;
            }
            whole = whole.times(next);
        }
        return whole;
    }

    /** This one of what the other has made. */
    public Transform times(Transform other) {
        return new Transform(
                a * other.a + c * other.b,
                b * other.a + d * other.b,
                a * other.c + c * other.d,
                b * other.c + d * other.d,
                a * other.e + c * other.f + e,
                b * other.e + d * other.f + f);
    }

    private static @Nullable Transform of(String function, List<Value> of, double width, double height) {
        double first = number(of, 0, width);
        return switch (function) {
            case "matrix" ->
                new Transform(
                        first,
                        number(of, 1, 0),
                        number(of, 2, 0),
                        number(of, 3, 0),
                        number(of, 4, 0),
                        number(of, 5, 0));
            case "translate", "translate3d" ->
                new Transform(1, 0, 0, 1, first, of.size() > 1 ? number(of, 1, height) : 0);
            case "translatex" -> new Transform(1, 0, 0, 1, first, 0);
            case "translatey" -> new Transform(1, 0, 0, 1, 0, number(of, 0, height));
            case "scale", "scale3d" -> new Transform(first, 0, 0, of.size() > 1 ? number(of, 1, 0) : first, 0, 0);
            case "scalex" -> new Transform(first, 0, 0, 1, 0, 0);
            case "scaley" -> new Transform(1, 0, 0, first, 0, 0);
            case "rotate", "rotatez" -> rotation(first);
            case "skew" -> skew(first, of.size() > 1 ? number(of, 1, 0) : 0);
            case "skewx" -> skew(first, 0);
            case "skewy" -> skew(0, first);
            case "translatez", "scalez", "perspective" -> NONE;
            case "rotatex" -> new Transform(1, 0, 0, Math.cos(Math.toRadians(first)), 0, 0);
            case "rotatey" -> new Transform(Math.cos(Math.toRadians(first)), 0, 0, 1, 0, 0);
            default -> null;
        };
    }

    private static Transform rotation(double degrees) {
        double angle = Math.toRadians(degrees);
        double sin = degrees % 180 == 0 ? 0 : Math.sin(angle);
        double cos = (degrees - 90) % 180 == 0 ? 0 : Math.cos(angle);
        return new Transform(cos, sin, -sin, cos, 0, 0);
    }

    private static Transform skew(double x, double y) {
        return new Transform(1, Math.tan(Math.toRadians(y)), Math.tan(Math.toRadians(x)), 1, 0, 0);
    }

    private static double number(List<Value> of, int index, double basis) {
        return switch (of.get(index)) {
            case Value.Num(double number) -> number;
            case Value.Angle(double degrees) -> degrees;
            case Value.Length(LengthPercentage amount) -> amount.resolve(basis);
            default -> 0;
        };
    }
}
