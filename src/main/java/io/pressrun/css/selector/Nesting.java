package io.pressrun.css.selector;

/** What {@code &} stands for, and what a selector is relative to, where it is written (css-nesting-1, css-cascade-6). */
public sealed interface Nesting {
    /** Outside of style rules and scopes: {@code &} is {@code :scope}, and no selector is relative. */
    record None() implements Nesting {}

    /** Within a style rule with these selectors. */
    record Within(SelectorList parents) implements Nesting {}

    /** Within a scope: {@code &} is {@code :where(:scope)}; a selector is relative only if a combinator begins it. */
    record Scoped() implements Nesting {}

    Nesting NONE = new None();
    Nesting SCOPED = new Scoped();
}
