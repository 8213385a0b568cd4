package io.pressrun.css.selector;

/** How two compound selectors are joined (selectors-4, 15). */
enum Combinator {
    DESCENDANT,
    CHILD,
    NEXT_SIBLING,
    LATER_SIBLING;

    /** Whether the left side is an ancestor of the right side. */
    boolean vertical() {
        return this == DESCENDANT || this == CHILD;
    }
}
