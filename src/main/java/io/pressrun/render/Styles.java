package io.pressrun.render;

/** Who finds the style of each element. */
public enum Styles {
    /** The engine, by CSS 2.1 and some of what came later. */
    ENGINE,
    /** The cascade of {@code css}, by today's standards; layout and fonts are the engine's all the same. */
    OWN
}
