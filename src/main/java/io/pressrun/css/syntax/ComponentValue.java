package io.pressrun.css.syntax;

import java.util.List;

/**
 * A component value (css-syntax-3, 5.3.1): a preserved token, a function or a simple block. Comments are gone, runs of
 * white space are one value, and names have their escapes resolved and their case kept, but for units and the names of
 * functions, which are in ASCII lower case.
 */
public sealed interface ComponentValue {
    /** An {@code <ident-token>}. */
    record Ident(String name) implements ComponentValue {}

    /** A function with what stands between its parentheses, white space included. */
    record Function(String name, List<ComponentValue> arguments) implements ComponentValue {
        public Function {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * A simple block.
     *
     * @param open one of <code>{</code>, {@code [} and {@code (}
     */
    record Block(char open, List<ComponentValue> content) implements ComponentValue {
        public Block {
            content = List.copyOf(content);
        }
    }

    /** An {@code <at-keyword-token>}, without the sign. */
    record AtKeyword(String name) implements ComponentValue {}

    /**
     * A {@code <hash-token>}, without the sign.
     *
     * @param id whether it is an identifier, as selectors want it
     */
    record Hash(String name, boolean id) implements ComponentValue {}

    /** A {@code <string-token>}. */
    record Text(String value) implements ComponentValue {}

    /** A {@code <url-token>}, or the function {@code url()} with one string. */
    record Url(String value) implements ComponentValue {}

    /**
     * A {@code <number-token>}.
     *
     * @param integer whether it was written without a point and an exponent
     * @param signed whether it was written with a sign, which {@code An+B} must know
     */
    @SuppressWarnings("AvoidCommonTypeNames")
    record Number(double value, boolean integer, boolean signed) implements ComponentValue {}

    /** A {@code <percentage-token>}: {@code 50%} is 50. */
    record Percentage(double value) implements ComponentValue {}

    /** A {@code <dimension-token>} with its unit in lower case; {@code integer} and {@code signed} as of a number. */
    record Dimension(double value, String unit, boolean integer, boolean signed) implements ComponentValue {}

    /** A {@code <delim-token>}. */
    record Delim(int codePoint) implements ComponentValue {}

    /** What a token without a value is. */
    enum Mark implements ComponentValue {
        WHITE_SPACE,
        COLON,
        SEMICOLON,
        COMMA,
        CDO,
        CDC,
        BAD_STRING,
        BAD_URL,
        /** A closing bracket without an opening one. */
        STRAY_CLOSE
    }
}
