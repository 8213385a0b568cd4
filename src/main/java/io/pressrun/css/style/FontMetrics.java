package io.pressrun.css.style;

/** Measures of fonts that units refer to, in px for the size of the choice. */
public interface FontMetrics {
    /** What css-values-4, 6.1.1 takes where a font cannot be measured, and lines of 1.2 of the size. */
    FontMetrics ASSUMED = new FontMetrics() {
        @Override
        public double xHeight(FontChoice font) {
            return font.size() / 2;
        }

        @Override
        public double zeroWidth(FontChoice font) {
            return font.size() / 2;
        }

        @Override
        public double capHeight(FontChoice font) {
            return font.size() * 0.7;
        }

        @Override
        public double ideographWidth(FontChoice font) {
            return font.size();
        }

        @Override
        public double normalLineHeight(FontChoice font) {
            return font.size() * 1.2;
        }
    };

    double xHeight(FontChoice font);

    /** The advance of the digit zero. */
    double zeroWidth(FontChoice font);

    double capHeight(FontChoice font);

    /** The advance of the ideograph for water. */
    double ideographWidth(FontChoice font);

    /** The height of a line where {@code line-height} is {@code normal}. */
    double normalLineHeight(FontChoice font);
}
