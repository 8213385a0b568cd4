package io.pressrun.css.syntax;

/**
 * The tokenizer of css-syntax-3, section 4. It never fails and reads each character a bounded number of times; comments
 * leave no token.
 */
final class Tokenizer {
    private static final char EOF = '\0';

    private final String css;
    private final Tokens tokens;
    private int position;

    private Tokenizer(String prepared) {
        css = prepared;
        tokens = new Tokens(prepared);
    }

    static Tokens tokens(String text) {
        Tokenizer tokenizer = new Tokenizer(Characters.prepared(text));
        tokenizer.run();
        tokenizer.tokens.pair();
        return tokenizer.tokens;
    }

    private void run() {
        while (position < css.length()) {
            char c = css.charAt(position);
            if (c == '/' && peek(1) == '*') {
                int end = css.indexOf("*/", position + 2);
                position = end < 0 ? css.length() : end + 2;
                continue;
            }
            int start = position;
            TokenType type = consume(c);
            boolean spaceAgain = type == TokenType.WHITE_SPACE
                    && tokens.size() > 0
                    && tokens.type(tokens.size() - 1) == TokenType.WHITE_SPACE;
            if (!spaceAgain) {
                tokens.add(type, start, position);
            }
        }
    }

    private TokenType consume(char c) {
        if (Characters.space(c)) {
            skipSpace();
            return TokenType.WHITE_SPACE;
        }
        if (Characters.nameStart(c)) {
            return identLike();
        }
        if (Characters.digit(c)) {
            return numeric();
        }
        return switch (c) {
            case ':' -> one(TokenType.COLON);
            case ';' -> one(TokenType.SEMICOLON);
            case ',' -> one(TokenType.COMMA);
            case '{' -> one(TokenType.OPEN_CURLY);
            case '}' -> one(TokenType.CLOSE_CURLY);
            case '[' -> one(TokenType.OPEN_SQUARE);
            case ']' -> one(TokenType.CLOSE_SQUARE);
            case '(' -> one(TokenType.OPEN_PAREN);
            case ')' -> one(TokenType.CLOSE_PAREN);
            case '"', '\'' -> string(c);
            case '#' -> hash();
            case '@' -> atKeyword();
            case '+', '.' -> startsNumber() ? numeric() : one(TokenType.DELIM);
            case '-' -> minus();
            case '<' -> css.startsWith("<!--", position) ? many(4, TokenType.CDO) : one(TokenType.DELIM);
            case '\\' -> startsEscape(position) ? identLike() : one(TokenType.DELIM);
            default -> one(TokenType.DELIM);
        };
    }

    private TokenType one(TokenType type) {
        return many(1, type);
    }

    private TokenType many(int characters, TokenType type) {
        position += characters;
        return type;
    }

    private TokenType minus() {
        if (startsNumber()) {
            return numeric();
        }
        if (css.startsWith("-->", position)) {
            return many(3, TokenType.CDC);
        }
        return startsIdent(position) ? identLike() : one(TokenType.DELIM);
    }

    private TokenType hash() {
        position++;
        if (Characters.namePart(peek(0)) || startsEscape(position)) {
            name();
            return TokenType.HASH;
        }
        return TokenType.DELIM;
    }

    private TokenType atKeyword() {
        position++;
        if (startsIdent(position)) {
            name();
            return TokenType.AT_KEYWORD;
        }
        return TokenType.DELIM;
    }

    private TokenType numeric() {
        position = numberEnd(css, position);
        if (peek(0) == '%') {
            return one(TokenType.PERCENTAGE);
        }
        if (startsIdent(position)) {
            name();
            return TokenType.DIMENSION;
        }
        return TokenType.NUMBER;
    }

    /** The offset after the number that begins at the offset (css-syntax-3, 4.3.13). */
    static int numberEnd(String css, int from) {
        int at = from;
        if (css.charAt(at) == '+' || css.charAt(at) == '-') {
            at++;
        }
        at = digits(css, at);
        if (at + 1 < css.length() && css.charAt(at) == '.' && Characters.digit(css.charAt(at + 1))) {
            at = digits(css, at + 1);
        }
        if (at < css.length() && (css.charAt(at) == 'e' || css.charAt(at) == 'E')) {
            int exponent = at + 1;
            if (exponent < css.length() && (css.charAt(exponent) == '+' || css.charAt(exponent) == '-')) {
                exponent++;
            }
            if (exponent < css.length() && Characters.digit(css.charAt(exponent))) {
                at = digits(css, exponent);
            }
        }
        return at;
    }

    private static int digits(String css, int from) {
        int at = from;
        while (at < css.length() && Characters.digit(css.charAt(at))) {
            at++;
        }
        return at;
    }

    private TokenType identLike() {
        int start = position;
        name();
        if (peek(0) != '(') {
            return TokenType.IDENT;
        }
        boolean url = Characters.lower(tokens.name(start, position)).equals("url");
        position++;
        if (!url) {
            return TokenType.FUNCTION;
        }
        int bracket = position;
        skipSpace();
        if (peek(0) == '"' || peek(0) == '\'') {
            position = bracket;
            return TokenType.FUNCTION;
        }
        return url();
    }

    private TokenType url() {
        while (position < css.length()) {
            char c = css.charAt(position);
            if (c == ')') {
                return one(TokenType.URL);
            }
            if (Characters.space(c)) {
                skipSpace();
                if (position >= css.length()) {
                    return TokenType.URL;
                }
                return css.charAt(position) == ')' ? one(TokenType.URL) : badUrl();
            }
            if (c == '"' || c == '\'' || c == '(' || Characters.unprintable(c)) {
                return badUrl();
            }
            if (c == '\\') {
                if (!startsEscape(position)) {
                    return badUrl();
                }
                escape();
            } else {
                position++;
            }
        }
        return TokenType.URL;
    }

    private TokenType badUrl() {
        while (position < css.length() && css.charAt(position) != ')') {
            position += css.charAt(position) == '\\' && position + 1 < css.length() ? 2 : 1;
        }
        position = Math.min(position + 1, css.length());
        return TokenType.BAD_URL;
    }

    private TokenType string(char quote) {
        position++;
        while (position < css.length()) {
            char c = css.charAt(position);
            if (c == '\n') {
                return TokenType.BAD_STRING;
            }
            position++;
            if (c == quote) {
                return TokenType.STRING;
            }
            if (c == '\\' && position < css.length()) {
                position++;
            }
        }
        return TokenType.STRING;
    }

    private void name() {
        while (position < css.length()) {
            if (Characters.namePart(css.charAt(position))) {
                position++;
            } else if (startsEscape(position)) {
                escape();
            } else {
                return;
            }
        }
    }

    /** Passes over an escape; a space after hexadecimal digits belongs to it. */
    private void escape() {
        position++;
        if (position >= css.length()) {
            return;
        }
        if (!Characters.hex(css.charAt(position))) {
            position += Character.charCount(css.codePointAt(position));
            return;
        }
        int limit = position + 6;
        while (position < limit && Characters.hex(peek(0))) {
            position++;
        }
        if (Characters.space(peek(0))) {
            position++;
        }
    }

    private void skipSpace() {
        while (position < css.length() && Characters.space(css.charAt(position))) {
            position++;
        }
    }

    private boolean startsEscape(int at) {
        return at < css.length() && css.charAt(at) == '\\' && (at + 1 >= css.length() || css.charAt(at + 1) != '\n');
    }

    private boolean startsIdent(int at) {
        char c = charAt(at);
        if (c == '-') {
            char next = charAt(at + 1);
            return Characters.nameStart(next) || next == '-' || startsEscape(at + 1);
        }
        return Characters.nameStart(c) || startsEscape(at);
    }

    private boolean startsNumber() {
        char c = peek(0);
        int at = c == '+' || c == '-' ? 1 : 0;
        return Characters.digit(peek(at)) || (peek(at) == '.' && Characters.digit(peek(at + 1)));
    }

    private char peek(int ahead) {
        return charAt(position + ahead);
    }

    private char charAt(int at) {
        return at < css.length() ? css.charAt(at) : EOF;
    }
}
