package io.pressrun.css.color;

/**
 * How colours are mixed (css-color-4, section 12): premultiplied, in a space, around the hues of it one way.
 *
 * @param hue of no meaning where the space has no hue
 */
public record Interpolation(ColorSpace space, HueMethod hue) {
    public static final Interpolation SRGB = new Interpolation(ColorSpace.SRGB, HueMethod.SHORTER);
    public static final Interpolation OKLAB = new Interpolation(ColorSpace.OKLAB, HueMethod.SHORTER);

    /**
     * The colour between two.
     *
     * @param share of the second, from 0 to 1
     */
    public Color.Fixed between(Color.Fixed from, Color.Fixed to, double share) {
        double[] one = in(from);
        double[] other = in(to);
        for (int at = 0; at < 3; at++) {
            if (Double.isNaN(one[at])) {
                one[at] = other[at];
            } else if (Double.isNaN(other[at])) {
                other[at] = one[at];
            }
        }
        double oneAlpha = Double.isNaN(from.alpha()) ? to.alpha() : from.alpha();
        double otherAlpha = Double.isNaN(to.alpha()) ? oneAlpha : to.alpha();
        int turning = space.hue();
        if (turning >= 0) {
            one[turning] = degrees(one[turning]);
            other[turning] = hue.turned(one[turning], degrees(other[turning]));
        }
        double alpha = oneAlpha + (otherAlpha - oneAlpha) * share;
        boolean unknown = Double.isNaN(alpha);
        double[] mixed = new double[3];
        for (int at = 0; at < 3; at++) {
            boolean plain = at == turning || unknown || alpha == 0;
            double first = plain ? one[at] : one[at] * oneAlpha;
            double second = plain ? other[at] : other[at] * otherAlpha;
            double sum = first + (second - first) * share;
            mixed[at] = plain ? sum : sum / alpha;
        }
        return new Color.Fixed(space, mixed[0], mixed[1], mixed[2], alpha, false);
    }

    /** Its components in the space; what is missing, or hue of a grey, is NaN. */
    private double[] in(Color.Fixed color) {
        double[] of = color.components();
        if (color.space() == space) {
            return of;
        }
        String had = color.space().likes();
        boolean[] missing = new boolean[3];
        for (int at = 0; at < 3; at++) {
            missing[at] = Double.isNaN(of[at]);
            of[at] = missing[at] ? 0 : of[at];
        }
        double[] converted = Conversion.convert(color.space(), space, of);
        if (space.hue() >= 0 && Cylinders.powerless(space, converted)) {
            converted[space.hue()] = Double.NaN;
        }
        for (int at = 0; at < 3; at++) {
            int like = missing[at] && had.charAt(at) != '.' ? space.likes().indexOf(had.charAt(at)) : -1;
            if (like >= 0) {
                converted[like] = Double.NaN;
            }
        }
        return converted;
    }

    private static double degrees(double hue) {
        return Double.isNaN(hue) ? 0 : hue - 360 * Math.floor(hue / 360);
    }
}
