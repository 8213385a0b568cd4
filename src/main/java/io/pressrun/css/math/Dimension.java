package io.pressrun.css.math;

/** What a unit measures, with the canonical unit in which calculations are done. */
public enum Dimension {
    NUMBER,
    PERCENT,
    LENGTH,
    ANGLE,
    TIME,
    FREQUENCY,
    RESOLUTION,
    FLEX;

    /** The canonical unit. */
    public Unit unit() {
        return switch (this) {
            case NUMBER -> Unit.NUMBER;
            case PERCENT -> Unit.PERCENT;
            case LENGTH -> Unit.PX;
            case ANGLE -> Unit.DEG;
            case TIME -> Unit.S;
            case FREQUENCY -> Unit.HZ;
            case RESOLUTION -> Unit.DPPX;
            case FLEX -> Unit.FR;
        };
    }
}
