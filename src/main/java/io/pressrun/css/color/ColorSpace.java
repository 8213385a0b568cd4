package io.pressrun.css.color;

import org.jspecify.annotations.Nullable;

/**
 * A colour space of css-color-4 with its three components: of RGB from 0 to 1, lightness of LAB and LCH to 100 and of
 * the OK spaces to 1, hues in degrees, the rest of HSL and HWB to 100.
 */
public enum ColorSpace {
    SRGB("srgb"),
    SRGB_LINEAR("srgb-linear"),
    DISPLAY_P3("display-p3"),
    DISPLAY_P3_LINEAR("display-p3-linear"),
    A98_RGB("a98-rgb"),
    PROPHOTO_RGB("prophoto-rgb"),
    REC2020("rec2020"),
    XYZ_D50("xyz-d50"),
    XYZ_D65("xyz-d65"),
    LAB("lab"),
    LCH("lch"),
    OKLAB("oklab"),
    OKLCH("oklch"),
    HSL("hsl"),
    HWB("hwb");

    private final String text;

    ColorSpace(String text) {
        this.text = text;
    }

    /** Its name in {@code color()} and in interpolation methods. */
    public String text() {
        return text;
    }

    /** The space of this name in lower case; {@code xyz} is that with the white D65. */
    public static @Nullable ColorSpace named(String name) {
        if (name.equals("xyz")) {
            return XYZ_D65;
        }
        for (ColorSpace space : values()) {
            if (space.text.equals(name)) {
                return space;
            }
        }
        return null;
    }

    /** Which component is a hue; -1 if none is. */
    public int hue() {
        return switch (this) {
            case LCH, OKLCH -> 2;
            case HSL, HWB -> 0;
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
                    OKLAB -> -1;
        };
    }

    /**
     * What its components are, to carry missing ones over to the like of another space (css-color-4, 12.2): reds,
     * greens and blues, lightness, colourfulness, hue and the opponents; a dot has no like.
     */
    String likes() {
        return switch (this) {
            case SRGB, SRGB_LINEAR, DISPLAY_P3, DISPLAY_P3_LINEAR, A98_RGB, PROPHOTO_RGB, REC2020, XYZ_D50, XYZ_D65 ->
                "rgb";
            case LAB, OKLAB -> "LxY";
            case LCH, OKLCH -> "LCH";
            case HSL -> "HCL";
            case HWB -> "H..";
        };
    }

    boolean rgb() {
        return likes().equals("rgb") && this != XYZ_D50 && this != XYZ_D65;
    }
}
