package io.pressrun.css.property;

/** What becomes of a property on paper. */
public enum Role {
    /** The engine prints it, or most of it. */
    ENGINE,
    /** Boxes of our own lay it out or paint it. */
    BOXES,
    /** Browsers know it, and nothing of it can be seen on paper. */
    INVISIBLE,
    /** It was written for one vendor's program, and browsers ignore it by its prefix. */
    FOREIGN,
    /** The author's own. */
    CUSTOM,
    /** Nobody's. */
    UNKNOWN
}
