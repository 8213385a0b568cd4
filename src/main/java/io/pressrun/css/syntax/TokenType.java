package io.pressrun.css.syntax;

/** Kinds of tokens (css-syntax-3, section 4). */
enum TokenType {
    IDENT,
    FUNCTION,
    AT_KEYWORD,
    HASH,
    STRING,
    BAD_STRING,
    URL,
    BAD_URL,
    DELIM,
    NUMBER,
    PERCENTAGE,
    DIMENSION,
    WHITE_SPACE,
    CDO,
    CDC,
    COLON,
    SEMICOLON,
    COMMA,
    OPEN_CURLY,
    OPEN_SQUARE,
    OPEN_PAREN,
    CLOSE_CURLY,
    CLOSE_SQUARE,
    CLOSE_PAREN;

    /** Whether the token begins a block or a function. */
    boolean opens() {
        return this == FUNCTION || this == OPEN_CURLY || this == OPEN_SQUARE || this == OPEN_PAREN;
    }

    /** Whether the token is a closing bracket of any kind. */
    boolean closes() {
        return this == CLOSE_CURLY || this == CLOSE_SQUARE || this == CLOSE_PAREN;
    }
}
