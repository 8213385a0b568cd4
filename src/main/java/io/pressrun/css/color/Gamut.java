package io.pressrun.css.color;

/** The mapping of colours to the gamut of sRGB by reducing their chroma (css-color-4, 13.2). */
final class Gamut {
    private static final double NOTICEABLE = 0.02;
    private static final double CLOSE = 0.0001;
    /** What arithmetic may lead out of the gamut. */
    private static final double SLACK = 0.00005;

    private Gamut() {}

    /** The components in sRGB, from 0 to 1. */
    static double[] srgb(ColorSpace space, double[] of) {
        double[] rgb = Conversion.convert(space, ColorSpace.SRGB, of);
        if (inside(rgb)) {
            return clip(rgb);
        }
        double[] lch = Conversion.convert(space, ColorSpace.OKLCH, of);
        if (lch[0] >= 1) {
            return new double[] {1, 1, 1};
        }
        if (lch[0] <= 0) {
            return new double[] {0, 0, 0};
        }
        double[] clipped = clip(rgb);
        return difference(clipped, lch) < NOTICEABLE ? clipped : search(lch);
    }

    private static double[] search(double[] lch) {
        double least = 0;
        double most = lch[1];
        boolean leastInside = true;
        double[] tried = {lch[0], lch[1], lch[2]};
        double[] clipped = clip(Conversion.convert(ColorSpace.OKLCH, ColorSpace.SRGB, tried));
        while (most - least > CLOSE) {
            tried[1] = (least + most) / 2;
            double[] rgb = Conversion.convert(ColorSpace.OKLCH, ColorSpace.SRGB, tried);
            if (leastInside && inside(rgb)) {
                least = tried[1];
                continue;
            }
            clipped = clip(rgb);
            double off = difference(clipped, tried);
            if (off >= NOTICEABLE) {
                most = tried[1];
            } else if (NOTICEABLE - off < CLOSE) {
                return clipped;
            } else {
                leastInside = false;
                least = tried[1];
            }
        }
        return clipped;
    }

    private static double difference(double[] rgb, double[] lch) {
        double[] one = Conversion.convert(ColorSpace.SRGB, ColorSpace.OKLAB, rgb);
        double[] other = Conversion.convert(ColorSpace.OKLCH, ColorSpace.OKLAB, lch);
        double l = one[0] - other[0];
        double a = one[1] - other[1];
        double b = one[2] - other[2];
        return Math.sqrt(l * l + a * a + b * b);
    }

    private static boolean inside(double[] rgb) {
        for (double component : rgb) {
            if (component < -SLACK || component > 1 + SLACK) {
                return false;
            }
        }
        return true;
    }

    private static double[] clip(double[] rgb) {
        return new double[] {Math.clamp(rgb[0], 0, 1), Math.clamp(rgb[1], 0, 1), Math.clamp(rgb[2], 0, 1)};
    }
}
