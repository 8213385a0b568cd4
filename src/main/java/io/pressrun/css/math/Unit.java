package io.pressrun.css.math;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A unit of css-values-4, sections 6 and 7. The small, large and dynamic viewport units are the plain ones, since a page
 * has one size.
 */
public enum Unit {
    NUMBER("", Dimension.NUMBER, 1),
    PERCENT("%", Dimension.PERCENT, 1),
    PX("px", Dimension.LENGTH, 1),
    CM("cm", Dimension.LENGTH, 96 / 2.54),
    MM("mm", Dimension.LENGTH, 9.6 / 2.54),
    Q("q", Dimension.LENGTH, 2.4 / 2.54),
    IN("in", Dimension.LENGTH, 96),
    PT("pt", Dimension.LENGTH, 96.0 / 72),
    PC("pc", Dimension.LENGTH, 16),
    EM("em", Dimension.LENGTH, 0),
    REM("rem", Dimension.LENGTH, 0),
    EX("ex", Dimension.LENGTH, 0),
    REX("rex", Dimension.LENGTH, 0),
    CAP("cap", Dimension.LENGTH, 0),
    RCAP("rcap", Dimension.LENGTH, 0),
    CH("ch", Dimension.LENGTH, 0),
    RCH("rch", Dimension.LENGTH, 0),
    IC("ic", Dimension.LENGTH, 0),
    RIC("ric", Dimension.LENGTH, 0),
    LH("lh", Dimension.LENGTH, 0),
    RLH("rlh", Dimension.LENGTH, 0),
    VW("vw", Dimension.LENGTH, 0),
    VH("vh", Dimension.LENGTH, 0),
    VI("vi", Dimension.LENGTH, 0),
    VB("vb", Dimension.LENGTH, 0),
    VMIN("vmin", Dimension.LENGTH, 0),
    VMAX("vmax", Dimension.LENGTH, 0),
    CQW("cqw", Dimension.LENGTH, 0),
    CQH("cqh", Dimension.LENGTH, 0),
    CQI("cqi", Dimension.LENGTH, 0),
    CQB("cqb", Dimension.LENGTH, 0),
    CQMIN("cqmin", Dimension.LENGTH, 0),
    CQMAX("cqmax", Dimension.LENGTH, 0),
    DEG("deg", Dimension.ANGLE, 1),
    GRAD("grad", Dimension.ANGLE, 0.9),
    RAD("rad", Dimension.ANGLE, 180 / Math.PI),
    TURN("turn", Dimension.ANGLE, 360),
    S("s", Dimension.TIME, 1),
    MS("ms", Dimension.TIME, 0.001),
    HZ("hz", Dimension.FREQUENCY, 1),
    KHZ("khz", Dimension.FREQUENCY, 1000),
    DPPX("dppx", Dimension.RESOLUTION, 1),
    X("x", Dimension.RESOLUTION, 1),
    DPI("dpi", Dimension.RESOLUTION, 1 / 96.0),
    DPCM("dpcm", Dimension.RESOLUTION, 2.54 / 96),
    FR("fr", Dimension.FLEX, 1);

    private static final Map<String, Unit> BY_NAME = byName();

    private final String text;
    private final Dimension dimension;
    private final double factor;

    Unit(String text, Dimension dimension, double factor) {
        this.text = text;
        this.dimension = dimension;
        this.factor = factor;
    }

    /**
     * The unit of this name.
     *
     * @param name in lower case
     */
    public static @Nullable Unit named(String name) {
        return BY_NAME.get(name);
    }

    /** As it is written, in lower case. */
    public String text() {
        return text;
    }

    public Dimension dimension() {
        return dimension;
    }

    /** Whether its size depends on nothing but itself. */
    public boolean absolute() {
        return factor > 0;
    }

    /** How many of the canonical unit of its dimension one of these is; 0 if that is relative to something. */
    public double factor() {
        return factor;
    }

    private static Map<String, Unit> byName() {
        Map<String, Unit> names = new HashMap<>();
        for (Unit unit : values()) {
            if (unit != NUMBER && unit != PERCENT) {
                names.put(unit.text, unit);
            }
            if (unit.text.startsWith("v")) {
                for (String size : new String[] {"s", "l", "d"}) {
                    names.put(size + unit.text, unit);
                }
            }
        }
        return Map.copyOf(names);
    }
}
