package io.pressrun.css.style;

import io.pressrun.css.math.LengthPercentage;
import io.pressrun.css.math.Scale;
import io.pressrun.css.value.Calculated;
import io.pressrun.css.value.Value;

/**
 * The size of a font with what browsers remember of how it came about: a font that is {@code monospace} alone has
 * smaller sizes for keywords, and for what is relative to them (13 px where others have 16).
 *
 * @param px in px
 * @param keyword the index of the keyword that it is, or -1
 * @param absolute whether a length was given, on the element or above, so that a change to monospace keeps it
 * @param monospace whether the family is that alone
 */
record FontSize(double px, int keyword, boolean absolute, boolean monospace) {
    static final int MEDIUM = 3;
    static final FontSize INITIAL = new FontSize(16, MEDIUM, false, false);

    private static final String[] KEYWORDS = {
        "xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large"
    };
    private static final double[] SIZES = {9, 10, 13, 16, 18, 24, 32, 48};
    private static final double[] MONOSPACE_SIZES = {9, 9, 10, 13, 16, 20, 26, 39};
    private static final double STEP = 1.2;
    private static final double MONOSPACE = 13.0 / 16;

    /** Whether a family list is {@code monospace} and nothing else. */
    static boolean isMonospace(Value families) {
        return families.is("monospace");
    }

    /** The size as it is inherited by an element whose family is monospace or not. */
    FontSize inherited(boolean mono) {
        if (mono == monospace) {
            return this;
        }
        if (keyword >= 0) {
            return of(keyword, mono);
        }
        double scaled = absolute ? px : mono ? px * MONOSPACE : px / MONOSPACE;
        return new FontSize(scaled, -1, absolute, mono);
    }

    /** The size of a specified value, this being the parent's. */
    FontSize of(Value value, boolean mono, Scale scale) {
        if (value instanceof Value.Keyword(String name)) {
            return named(name, mono);
        }
        Value computed = value.computed(scale);
        LengthPercentage amount =
                computed instanceof Value.Length(LengthPercentage its) ? its : LengthPercentage.px(px);
        boolean relative = amount.hasPercent() || value instanceof Calculated;
        double size = Math.max(0, amount.resolve(px));
        if (relative && !absolute && mono != monospace) {
            return new FontSize(mono ? size * MONOSPACE : size / MONOSPACE, -1, false, mono);
        }
        return new FontSize(size, -1, absolute || !relative, mono);
    }

    private FontSize named(String name, boolean mono) {
        return switch (name) {
            case "larger" -> stepped(STEP, mono);
            case "smaller" -> stepped(1 / STEP, mono);
            case "math" -> inherited(mono);
            default -> of(index(name), mono);
        };
    }

    private FontSize stepped(double by, boolean mono) {
        FontSize from = inherited(mono);
        return new FontSize(from.px * by, -1, absolute, mono);
    }

    static FontSize of(int keyword, boolean mono) {
        return new FontSize(mono ? MONOSPACE_SIZES[keyword] : SIZES[keyword], keyword, false, mono);
    }

    private static int index(String name) {
        for (int at = 0; at < KEYWORDS.length; at++) {
            if (KEYWORDS[at].equals(name)) {
                return at;
            }
        }
        return MEDIUM;
    }
}
