package io.pressrun.css.color;

import io.pressrun.css.syntax.ComponentValue;

/** A {@code <color>} of css-color-4 and 5. */
public sealed interface Color {
    Color TRANSPARENT = new Fixed(ColorSpace.SRGB, 0, 0, 0, 0, true);
    Color BLACK = new Fixed(ColorSpace.SRGB, 0, 0, 0, 1, true);

    /**
     * The colour as it is printed.
     *
     * @param current what {@code currentcolor} is
     */
    Rgba rgba(Rgba current);

    /**
     * A colour that depends on nothing.
     *
     * @param first {@link Double#NaN} if it is {@code none}; so are the others and the alpha
     * @param legacy whether it was written in a syntax that gradients mix in sRGB
     */
    record Fixed(ColorSpace space, double first, double second, double third, double alpha, boolean legacy)
            implements Color {
        @Override
        public Rgba rgba(Rgba current) {
            return rgba();
        }

        public Rgba rgba() {
            double[] of = {zero(first), zero(second), zero(third)};
            double[] rgb = space == ColorSpace.SRGB ? of : Gamut.srgb(space, of);
            return new Rgba(rgb[0], rgb[1], rgb[2], zero(alpha));
        }

        double[] components() {
            return new double[] {first, second, third};
        }

        private static double zero(double component) {
            return Double.isNaN(component) ? 0 : component;
        }
    }

    /** {@code currentcolor}. */
    record Current() implements Color {
        @Override
        public Rgba rgba(Rgba current) {
            return current;
        }
    }

    /** A valid function with {@code currentcolor} in it. */
    record Dependent(ComponentValue.Function function) implements Color {
        @Override
        public Rgba rgba(Rgba current) {
            Fixed known =
                    new Fixed(ColorSpace.SRGB, current.red(), current.green(), current.blue(), current.alpha(), true);
            return new ColorParser(known).parse(function) instanceof Fixed color ? color.rgba() : current;
        }
    }

    /** A colour for four inks, each from 0 to 1. */
    record Inks(double cyan, double magenta, double yellow, double black, double alpha) implements Color {
        @Override
        public Rgba rgba(Rgba current) {
            return new Rgba((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black), alpha);
        }
    }
}
