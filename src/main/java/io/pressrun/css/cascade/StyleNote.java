package io.pressrun.css.cascade;

/**
 * Something in a stylesheet that has no effect.
 *
 * @param text the selector, at-rule, property or condition as written
 */
public record StyleNote(Kind kind, String text, Source source) {
    public enum Kind {
        /** A rule was left out for its selector. */
        INVALID_SELECTOR,
        UNKNOWN_AT_RULE,
        /** A rule was left out for what its at-rule says of it. */
        INVALID_AT_RULE,
        UNKNOWN_PROPERTY,
        INVALID_VALUE,
        /** A condition on a container whose size or style is not known. */
        UNKNOWN_CONTAINER,
        /** An import that led too deep, back to itself or to too many stylesheets. */
        IMPORT_LIMIT
    }
}
