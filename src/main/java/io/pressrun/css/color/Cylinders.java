package io.pressrun.css.color;

/** The spaces with a hue, and the flat ones that they are another view of (css-color-4, 7, 8 and 9). */
final class Cylinders {
    private Cylinders() {}

    /** The space without a hue that it is a view of; itself if it has none. */
    static ColorSpace base(ColorSpace space) {
        return switch (space) {
            case HSL, HWB -> ColorSpace.SRGB;
            case LCH -> ColorSpace.LAB;
            case OKLCH -> ColorSpace.OKLAB;
            case SRGB,
                    SRGB_LINEAR,
                    DISPLAY_P3,
                    DISPLAY_P3_LINEAR,
                    A98_RGB,
                    PROPHOTO_RGB,
                    REC2020,
                    XYZ_D50,
                    XYZ_D65,
                    LAB,
                    OKLAB -> space;
        };
    }

    /** To the flat space. */
    static double[] flat(ColorSpace from, double[] of) {
        return switch (from) {
            case HSL -> fromHsl(of);
            case HWB -> fromHwb(of);
            case LCH, OKLCH -> {
                double hue = Math.toRadians(of[2]);
                yield new double[] {of[0], of[1] * Math.cos(hue), of[1] * Math.sin(hue)};
            }
            case SRGB,
                    SRGB_LINEAR,
                    DISPLAY_P3,
                    DISPLAY_P3_LINEAR,
                    A98_RGB,
                    PROPHOTO_RGB,
                    REC2020,
                    XYZ_D50,
                    XYZ_D65,
                    LAB,
                    OKLAB -> of;
        };
    }

    /** From the flat space. */
    static double[] of(ColorSpace to, double[] flat) {
        return switch (to) {
            case HSL -> toHsl(flat);
            case HWB -> toHwb(flat);
            case LCH, OKLCH -> {
                double hue = Math.toDegrees(Math.atan2(flat[2], flat[1]));
                yield new double[] {flat[0], Math.hypot(flat[1], flat[2]), hue < 0 ? hue + 360 : hue};
            }
            case SRGB,
                    SRGB_LINEAR,
                    DISPLAY_P3,
                    DISPLAY_P3_LINEAR,
                    A98_RGB,
                    PROPHOTO_RGB,
                    REC2020,
                    XYZ_D50,
                    XYZ_D65,
                    LAB,
                    OKLAB -> flat;
        };
    }

    /** Whether the hue of such components says nothing, as that of a grey. */
    static boolean powerless(ColorSpace space, double[] of) {
        return switch (space) {
            case HSL -> Math.abs(of[1]) <= 0.001;
            case HWB -> of[1] + of[2] >= 99.999;
            case LCH -> of[1] <= 0.0015;
            case OKLCH -> of[1] <= 0.000004;
            case SRGB,
                    SRGB_LINEAR,
                    DISPLAY_P3,
                    DISPLAY_P3_LINEAR,
                    A98_RGB,
                    PROPHOTO_RGB,
                    REC2020,
                    XYZ_D50,
                    XYZ_D65,
                    LAB,
                    OKLAB -> false;
        };
    }

    private static double[] fromHsl(double[] hsl) {
        double saturation = hsl[1] / 100;
        double light = hsl[2] / 100;
        double span = saturation * Math.min(light, 1 - light);
        double[] rgb = new double[3];
        double[] offsets = {0, 8, 4};
        for (int at = 0; at < 3; at++) {
            double k = positive(offsets[at] + hsl[0] / 30, 12);
            rgb[at] = light - span * Math.max(-1, Math.min(Math.min(k - 3, 9 - k), 1));
        }
        return rgb;
    }

    private static double[] fromHwb(double[] hwb) {
        double white = hwb[1] / 100;
        double black = hwb[2] / 100;
        if (white + black >= 1) {
            double grey = white / (white + black);
            return new double[] {grey, grey, grey};
        }
        double[] rgb = fromHsl(new double[] {hwb[0], 100, 50});
        for (int at = 0; at < 3; at++) {
            rgb[at] = rgb[at] * (1 - white - black) + white;
        }
        return rgb;
    }

    private static double[] toHsl(double[] rgb) {
        double most = Math.max(rgb[0], Math.max(rgb[1], rgb[2]));
        double least = Math.min(rgb[0], Math.min(rgb[1], rgb[2]));
        double light = (most + least) / 2;
        double hue = hue(rgb, most, most - least);
        double saturation = light == 0 || light == 1 ? 0 : (most - light) / Math.min(light, 1 - light);
        if (saturation < 0) {
            hue = positive(hue + 180, 360);
            saturation = -saturation;
        }
        return new double[] {hue, saturation * 100, light * 100};
    }

    private static double[] toHwb(double[] rgb) {
        double most = Math.max(rgb[0], Math.max(rgb[1], rgb[2]));
        double least = Math.min(rgb[0], Math.min(rgb[1], rgb[2]));
        return new double[] {hue(rgb, most, most - least), least * 100, (1 - most) * 100};
    }

    private static double hue(double[] rgb, double most, double span) {
        if (span <= 1e-9) {
            return 0;
        }
        double sixths;
        if (most == rgb[0]) {
            sixths = (rgb[1] - rgb[2]) / span;
        } else if (most == rgb[1]) {
            sixths = (rgb[2] - rgb[0]) / span + 2;
        } else {
            sixths = (rgb[0] - rgb[1]) / span + 4;
        }
        return positive(sixths * 60, 360);
    }

    private static double positive(double value, double period) {
        double rest = value % period;
        return rest < 0 ? rest + period : rest;
    }
}
