package io.pressrun.css.color;

/** How the components of an RGB space go with light (css-color-4, section 10). */
enum Transfer {
    LINEAR,
    SRGB,
    A98,
    PROPHOTO,
    REC2020;

    private static final double REC2020_ALPHA = 1.09929682680944;
    private static final double REC2020_BETA = 0.018053968510807;

    /** From a component to light, which is linear; the sign is kept. */
    double light(double component) {
        double size = Math.abs(component);
        double light = switch (this) {
            case LINEAR -> size;
            case SRGB -> size <= 0.04045 ? size / 12.92 : Math.pow((size + 0.055) / 1.055, 2.4);
            case A98 -> Math.pow(size, 563.0 / 256);
            case PROPHOTO -> size <= 16.0 / 512 ? size / 16 : Math.pow(size, 1.8);
            case REC2020 ->
                size < REC2020_BETA * 4.5 ? size / 4.5 : Math.pow((size + REC2020_ALPHA - 1) / REC2020_ALPHA, 1 / 0.45);
        };
        return Math.copySign(light, component);
    }

    /** From light to a component. */
    double component(double light) {
        double size = Math.abs(light);
        double component = switch (this) {
            case LINEAR -> size;
            case SRGB -> size <= 0.0031308 ? size * 12.92 : 1.055 * Math.pow(size, 1 / 2.4) - 0.055;
            case A98 -> Math.pow(size, 256.0 / 563);
            case PROPHOTO -> size < 1.0 / 512 ? size * 16 : Math.pow(size, 1 / 1.8);
            case REC2020 ->
                size > REC2020_BETA ? REC2020_ALPHA * Math.pow(size, 0.45) - (REC2020_ALPHA - 1) : size * 4.5;
        };
        return Math.copySign(component, light);
    }
}
