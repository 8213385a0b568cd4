package io.pressrun.css.syntax;

/** What a block holds: declarations and rules, in the order in which they were written. */
public sealed interface BodyItem permits Declaration, Rule {}
