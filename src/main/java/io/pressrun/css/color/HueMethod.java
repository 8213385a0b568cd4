package io.pressrun.css.color;

/** The way around the circle of hues (css-color-4, 12.4). */
public enum HueMethod {
    SHORTER,
    LONGER,
    INCREASING,
    DECREASING;

    /** The second hue in degrees, turned so that going straight to it from the first is this way. */
    double turned(double first, double second) {
        double way = second - first;
        return switch (this) {
            case SHORTER -> way > 180 ? second - 360 : way < -180 ? second + 360 : second;
            case LONGER -> way > 0 && way < 180 ? second - 360 : way > -180 && way <= 0 ? second + 360 : second;
            case INCREASING -> way < 0 ? second + 360 : second;
            case DECREASING -> way > 0 ? second - 360 : second;
        };
    }
}
