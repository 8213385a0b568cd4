package io.pressrun.css.color;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One component of a colour function.
 *
 * @param name what it is called in a relative colour
 * @param full the number that is 100 %; 0 for a hue
 * @param least what it is clamped to, and {@code most} likewise
 * @param unit what the number is divided by to be that of the space
 */
record Channel(String name, double full, double least, double most, double unit) {
    private static final double ANY = Double.POSITIVE_INFINITY;

    static Channel hue() {
        return new Channel("h", 0, -ANY, ANY, 1);
    }

    static Channel open(String name, double full) {
        return new Channel(name, full, -ANY, ANY, 1);
    }

    static Channel closed(String name, double full) {
        return new Channel(name, full, 0, full, 1);
    }

    boolean isHue() {
        return full == 0;
    }

    double clamped(double value) {
        return Math.clamp(value, least, most) / unit;
    }

    /** The three of a function; null for those that are not colours by components. */
    static @Nullable List<Channel> of(String function) {
        return switch (function) {
            case "rgb", "rgba" ->
                List.of(
                        new Channel("r", 255, 0, 255, 255),
                        new Channel("g", 255, 0, 255, 255),
                        new Channel("b", 255, 0, 255, 255));
            case "hsl", "hsla" -> List.of(hue(), closed("s", 100), closed("l", 100));
            case "hwb" -> List.of(hue(), closed("w", 100), closed("b", 100));
            case "lab" -> List.of(closed("l", 100), open("a", 125), open("b", 125));
            case "lch" -> List.of(closed("l", 100), new Channel("c", 150, 0, ANY, 1), hue());
            case "oklab" -> List.of(closed("l", 1), open("a", 0.4), open("b", 0.4));
            case "oklch" -> List.of(closed("l", 1), new Channel("c", 0.4, 0, ANY, 1), hue());
            default -> null;
        };
    }

    /** The three of {@code color()} in this space. */
    static List<Channel> of(ColorSpace space) {
        boolean xyz = !space.rgb();
        return List.of(open(xyz ? "x" : "r", 1), open(xyz ? "y" : "g", 1), open(xyz ? "z" : "b", 1));
    }

    /** The space of a function by components. */
    static ColorSpace space(String function) {
        return switch (function) {
            case "hsl", "hsla" -> ColorSpace.HSL;
            case "hwb" -> ColorSpace.HWB;
            case "lab" -> ColorSpace.LAB;
            case "lch" -> ColorSpace.LCH;
            case "oklab" -> ColorSpace.OKLAB;
            case "oklch" -> ColorSpace.OKLCH;
            default -> ColorSpace.SRGB;
        };
    }
}
