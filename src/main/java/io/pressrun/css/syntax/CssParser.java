package io.pressrun.css.syntax;

import java.util.List;

/**
 * The parser of css-syntax-3 with css-nesting-1. It takes any text: what is wrong is left out as the specification
 * says, and the rest is read on. Time and memory are linear in the length of the text.
 */
public final class CssParser {
    private CssParser() {}

    /** The contents of a stylesheet. */
    public static RuleBody stylesheet(String text) {
        Tokens tokens = Tokenizer.tokens(text);
        return new RuleBody(tokens, 0, tokens.size(), 0);
    }

    /** The declarations of a {@code style} attribute (css-style-attr). */
    public static List<Declaration> declarations(String text) {
        return stylesheet(text).declarations();
    }
}
