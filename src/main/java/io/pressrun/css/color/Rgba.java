package io.pressrun.css.color;

import io.pressrun.css.math.Numbers;
import java.util.Locale;

/**
 * A colour of sRGB as it is printed. All components are from 0 to 1 and not premultiplied.
 *
 * @param alpha 1 is opaque
 */
public record Rgba(double red, double green, double blue, double alpha) {
    public static final Rgba BLACK = new Rgba(0, 0, 0, 1);
    public static final Rgba TRANSPARENT = new Rgba(0, 0, 0, 0);

    public Rgba {
        red = Math.clamp(red, 0, 1);
        green = Math.clamp(green, 0, 1);
        blue = Math.clamp(blue, 0, 1);
        alpha = Math.clamp(alpha, 0, 1);
    }

    public boolean opaque() {
        return alpha >= 1;
    }

    /** Three bytes, red the highest. */
    public int rgb() {
        return eight(red) << 16 | eight(green) << 8 | eight(blue);
    }

    /** In the syntax of CSS 2.1 if it is opaque, and with {@code rgba()} if not. */
    public String css() {
        if (opaque()) {
            return String.format(Locale.ROOT, "#%06x", rgb());
        }
        return "rgba(" + eight(red) + ", " + eight(green) + ", " + eight(blue) + ", "
                + Numbers.text(Math.rint(alpha * 1e4) / 1e4) + ")";
    }

    private static int eight(double component) {
        return (int) Math.floor(component * 255 + 0.5);
    }
}
