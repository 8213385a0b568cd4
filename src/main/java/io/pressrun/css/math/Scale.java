package io.pressrun.css.math;

/** What relative units are worth for one element. */
public interface Scale {
    /** The pixels of one of this unit, which is a relative length. */
    double pixels(Unit unit);
}
