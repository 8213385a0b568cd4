package io.pressrun.css.color;

/** Conversions between colour spaces by way of XYZ with the white D65 (css-color-4, section 10 and 11). */
final class Conversion {
    private static final double[] D65 = Matrix.white(0.3127, 0.3290);
    private static final double[] D50 = Matrix.white(0.3457, 0.3585);
    private static final Matrix TO_D50 = Matrix.adaptation(D65, D50);
    private static final Matrix TO_D65 = Matrix.adaptation(D50, D65);
    private static final Matrix OK_CONES = new Matrix(
            0.8190224379967030,
            0.3619062600528904,
            -0.1288737815209879,
            0.0329836539323885,
            0.9292868615863434,
            0.0361446663506424,
            0.0481771893596242,
            0.2642395317527308,
            0.6335478284694309);
    private static final Matrix OK_OPPONENTS = new Matrix(
            0.2104542683093140,
            0.7936177747023054,
            -0.0040720430116193,
            1.9779985324311684,
            -2.42859224204858,
            0.4505937096174110,
            0.0259040424655478,
            0.7827717124575296,
            -0.8086757549230774);
    private static final Matrix FROM_OK_CONES = OK_CONES.inverse();
    private static final Matrix FROM_OK_OPPONENTS = OK_OPPONENTS.inverse();
    private static final Rgb SRGB = new Rgb(Transfer.SRGB, D65, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06);
    private static final Rgb SRGB_LINEAR = new Rgb(Transfer.LINEAR, D65, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06);
    private static final Rgb P3 = new Rgb(Transfer.SRGB, D65, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060);
    private static final Rgb P3_LINEAR = new Rgb(Transfer.LINEAR, D65, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060);
    private static final Rgb A98 = new Rgb(Transfer.A98, D65, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06);
    private static final Rgb PROPHOTO =
            new Rgb(Transfer.PROPHOTO, D50, 0.734699, 0.265301, 0.159597, 0.840403, 0.036598, 0.000105);
    private static final Rgb REC2020 = new Rgb(Transfer.REC2020, D65, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046);

    private static final double EPSILON = 216.0 / 24389;
    private static final double KAPPA = 24389.0 / 27;

    private Conversion() {}

    /** An RGB space by its transfer, white and primaries. */
    private static final class Rgb {
        private final Transfer transfer;
        private final Matrix toXyz;
        private final Matrix fromXyz;

        Rgb(Transfer transfer, double[] white, double... primaries) {
            this.transfer = transfer;
            this.toXyz = Matrix.primaries(white, primaries);
            this.fromXyz = toXyz.inverse();
        }

        double[] xyz(double[] of) {
            return toXyz.times(new double[] {transfer.light(of[0]), transfer.light(of[1]), transfer.light(of[2])});
        }

        double[] of(double[] xyz) {
            double[] light = fromXyz.times(xyz);
            return new double[] {
                transfer.component(light[0]), transfer.component(light[1]), transfer.component(light[2])
            };
        }
    }

    /** The components in another space; none of them may be missing. */
    static double[] convert(ColorSpace from, ColorSpace to, double[] of) {
        if (from == to) {
            return of.clone();
        }
        if (Cylinders.base(from) == Cylinders.base(to)) {
            return Cylinders.of(to, Cylinders.flat(from, of));
        }
        return Cylinders.of(to, fromXyz(Cylinders.base(to), toXyz(Cylinders.base(from), Cylinders.flat(from, of))));
    }

    private static double[] toXyz(ColorSpace flat, double[] of) {
        return switch (flat) {
            case SRGB -> SRGB.xyz(of);
            case SRGB_LINEAR -> SRGB_LINEAR.xyz(of);
            case DISPLAY_P3 -> P3.xyz(of);
            case DISPLAY_P3_LINEAR -> P3_LINEAR.xyz(of);
            case A98_RGB -> A98.xyz(of);
            case PROPHOTO_RGB -> TO_D65.times(PROPHOTO.xyz(of));
            case REC2020 -> REC2020.xyz(of);
            case XYZ_D50 -> TO_D65.times(of);
            case LAB -> TO_D65.times(fromLab(of));
            case OKLAB -> fromOklab(of);
            case XYZ_D65, LCH, OKLCH, HSL, HWB -> of;
        };
    }

    private static double[] fromXyz(ColorSpace flat, double[] xyz) {
        return switch (flat) {
            case SRGB -> SRGB.of(xyz);
            case SRGB_LINEAR -> SRGB_LINEAR.of(xyz);
            case DISPLAY_P3 -> P3.of(xyz);
            case DISPLAY_P3_LINEAR -> P3_LINEAR.of(xyz);
            case A98_RGB -> A98.of(xyz);
            case PROPHOTO_RGB -> PROPHOTO.of(TO_D50.times(xyz));
            case REC2020 -> REC2020.of(xyz);
            case XYZ_D50 -> TO_D50.times(xyz);
            case LAB -> toLab(TO_D50.times(xyz));
            case OKLAB -> toOklab(xyz);
            case XYZ_D65, LCH, OKLCH, HSL, HWB -> xyz;
        };
    }

    private static double[] fromLab(double[] lab) {
        double y = (lab[0] + 16) / 116;
        double x = lab[1] / 500 + y;
        double z = y - lab[2] / 200;
        return new double[] {
            unfold(x) * D50[0], (lab[0] > KAPPA * EPSILON ? y * y * y : lab[0] / KAPPA) * D50[1], unfold(z) * D50[2]
        };
    }

    private static double unfold(double f) {
        double cube = f * f * f;
        return cube > EPSILON ? cube : (116 * f - 16) / KAPPA;
    }

    private static double[] toLab(double[] xyz) {
        double x = fold(xyz[0] / D50[0]);
        double y = fold(xyz[1] / D50[1]);
        double z = fold(xyz[2] / D50[2]);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double fold(double relative) {
        return relative > EPSILON ? Math.cbrt(relative) : (KAPPA * relative + 16) / 116;
    }

    private static double[] fromOklab(double[] lab) {
        double[] cones = FROM_OK_OPPONENTS.times(lab);
        return FROM_OK_CONES.times(new double[] {
            cones[0] * cones[0] * cones[0], cones[1] * cones[1] * cones[1], cones[2] * cones[2] * cones[2]
        });
    }

    private static double[] toOklab(double[] xyz) {
        double[] cones = OK_CONES.times(xyz);
        return OK_OPPONENTS.times(new double[] {Math.cbrt(cones[0]), Math.cbrt(cones[1]), Math.cbrt(cones[2])});
    }
}
