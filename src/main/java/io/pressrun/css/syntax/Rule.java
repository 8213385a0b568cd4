package io.pressrun.css.syntax;

import org.jspecify.annotations.Nullable;

/** A rule (css-syntax-3, 5.4), its parts not looked into yet. */
public sealed interface Rule extends BodyItem {
    Prelude prelude();

    /** A qualified rule, such as a style rule. */
    record Qualified(Prelude prelude, RuleBody body) implements Rule {}

    /**
     * An at-rule.
     *
     * @param name in ASCII lower case, without the sign
     * @param body null where a semicolon ended the rule
     */
    record At(String name, Prelude prelude, @Nullable RuleBody body) implements Rule {}
}
