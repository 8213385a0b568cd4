package io.pressrun.css.property;

/** What the percentages of a property refer to. */
public enum PercentBasis {
    /** It has none, or they are computed to numbers. */
    NONE,
    CONTAINING_WIDTH,
    CONTAINING_HEIGHT,
    FONT_SIZE,
    LINE_HEIGHT,
    /** The box itself, or the space that an image leaves in it. */
    OWN_BOX,
    /** The space of a viewport of SVG. */
    VIEWPORT
}
