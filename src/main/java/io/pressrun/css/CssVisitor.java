package io.pressrun.css;

import io.pressrun.job.AssetKind;

/** What a {@link CssWalk} meets. */
interface CssVisitor {
    /** A reference of a rule that applies to print. */
    void reference(String reference, AssetKind kind);

    /** A {@code @font-face} that applies to print. */
    default void fontFace(FontFaceRule rule) {}

    /**
     * An import that applies to print.
     *
     * @param plain without conditions, and ended by a semicolon
     * @param end index of its semicolon, or of what ends it instead
     */
    default void importRule(String target, boolean plain, int start, int end) {}

    /** A statement that has no effect on print. */
    default void statementWithoutEffect(int start, int end) {}

    /** An import where none is allowed. */
    default void misplacedImport(int start, int end) {}

    /**
     * The beginning of a layer or of a conditional group, whose rules apply as if it were not there, or not at all.
     *
     * @param bodyStart index after its opening bracket
     */
    default void group(int start, int bodyStart, boolean applies) {}

    /**
     * The end of such a block; the end of the stylesheet is none.
     *
     * @param bodyEnd index of its closing bracket
     * @param mayJoin whether what comes before and after it would run into each other
     */
    default void endOfGroup(int bodyEnd, boolean applied, boolean mayJoin) {}

    /**
     * The value of a property of fonts, or of one that a property of fonts may refer to.
     *
     * @param start its index in the stylesheet
     */
    default void fontDeclaration(String value, int start) {}
}
