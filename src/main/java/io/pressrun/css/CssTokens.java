package io.pressrun.css;

/**
 * A cursor over the tokens of a stylesheet (css-syntax-3, section 4). It never fails, allocates nothing per token but
 * the values asked for, and reads every character a bounded number of times.
 */
final class CssTokens {
    /** Kinds of tokens. Numbers, percentages and dimensions are one kind; so are CDO and CDC. */
    enum Token {
        IDENT,
        FUNCTION,
        AT_KEYWORD,
        HASH,
        STRING,
        BAD_STRING,
        URL,
        BAD_URL,
        NUMBER,
        WHITESPACE,
        MARKUP_COMMENT,
        COLON,
        SEMICOLON,
        COMMA,
        OPEN_CURLY,
        CLOSE_CURLY,
        OPEN_SQUARE,
        CLOSE_SQUARE,
        OPEN_PAREN,
        CLOSE_PAREN,
        DELIM
    }

    private static final int EOF = -1;

    private final String css;
    private int position;
    private Token type = Token.WHITESPACE;
    private int start;
    private int valueStart;
    private int valueEnd;
    private boolean escaped;

    CssTokens(String css) {
        this.css = css;
    }

    /** Moves to the next token; comments are passed over. */
    boolean next() {
        while (peek(0) == '/' && peek(1) == '*') {
            int end = css.indexOf("*/", position + 2);
            position = end < 0 ? css.length() : end + 2;
        }
        if (position >= css.length()) {
            start = css.length();
            return false;
        }
        start = valueStart = valueEnd = position;
        escaped = false;
        type = consume(css.charAt(position));
        return true;
    }

    Token type() {
        return type;
    }

    /** Index of the token's first character. */
    int start() {
        return start;
    }

    /** Index after the token's last character. */
    int end() {
        return position;
    }

    /** Whether the raw value of the token begins so, letters compared without case; copies nothing. */
    boolean valueIsData() {
        int at = valueStart;
        while (at < valueEnd && css.charAt(at) <= ' ') {
            at++;
        }
        return css.regionMatches(true, at, "data:", 0, 5);
    }

    boolean valueIs(String asciiLowerCase) {
        if (escaped) {
            return value().equalsIgnoreCase(asciiLowerCase);
        }
        return valueEnd - valueStart == asciiLowerCase.length()
                && css.regionMatches(true, valueStart, asciiLowerCase, 0, asciiLowerCase.length());
    }

    /** The name or the content of the token, without quotes and with escapes resolved. */
    String value() {
        String raw = css.substring(valueStart, valueEnd);
        return escaped ? CssEscapes.unescape(raw) : raw;
    }

    private Token consume(char c) {
        if (isSpace(c)) {
            position = skipSpace(position);
            return Token.WHITESPACE;
        }
        if (startsNumber(position)) {
            return consumeNumber();
        }
        if (css.startsWith("<!--", position) || css.startsWith("-->", position)) {
            position += c == '<' ? 4 : 3;
            return Token.MARKUP_COMMENT;
        }
        if (startsName(position)) {
            return consumeIdentLike();
        }
        position++;
        return switch (c) {
            case '"', '\'' -> consumeString(c);
            case '#' -> isNamePart(position) ? consumeNamed(Token.HASH) : Token.DELIM;
            case '@' -> startsName(position) ? consumeNamed(Token.AT_KEYWORD) : Token.DELIM;
            case ':' -> Token.COLON;
            case ';' -> Token.SEMICOLON;
            case ',' -> Token.COMMA;
            case '{' -> Token.OPEN_CURLY;
            case '}' -> Token.CLOSE_CURLY;
            case '[' -> Token.OPEN_SQUARE;
            case ']' -> Token.CLOSE_SQUARE;
            case '(' -> Token.OPEN_PAREN;
            case ')' -> Token.CLOSE_PAREN;
            default -> Token.DELIM;
        };
    }

    private Token consumeNamed(Token named) {
        consumeName();
        return named;
    }

    private Token consumeNumber() {
        position++;
        while (isDigit(peek(0)) || (peek(0) == '.' && isDigit(peek(1)))) {
            position++;
        }
        if (startsName(position)) {
            consumeName();
        } else if (peek(0) == '%') {
            position++;
        }
        return Token.NUMBER;
    }

    private Token consumeIdentLike() {
        consumeName();
        if (peek(0) != '(') {
            return Token.IDENT;
        }
        boolean url = valueIs("url");
        position++;
        if (!url) {
            return Token.FUNCTION;
        }
        int first = skipSpace(position);
        if (first < css.length() && (css.charAt(first) == '"' || css.charAt(first) == '\'')) {
            return Token.FUNCTION;
        }
        position = first;
        return consumeUrl();
    }

    private Token consumeUrl() {
        valueStart = position;
        escaped = false;
        while (true) {
            int c = peek(0);
            if (c == ')' || c == EOF) {
                valueEnd = position;
                position += c == EOF ? 0 : 1;
                return Token.URL;
            }
            if (isSpace(c)) {
                valueEnd = position;
                position = skipSpace(position);
                if (peek(0) == ')' || peek(0) == EOF) {
                    position += peek(0) == EOF ? 0 : 1;
                    return Token.URL;
                }
                return consumeBadUrl();
            }
            if (c == '"' || c == '\'' || c == '(' || c < ' ' || c == 127 || (c == '\\' && !isEscape(position))) {
                return consumeBadUrl();
            }
            consumeCharacter(c);
        }
    }

    private Token consumeBadUrl() {
        valueEnd = position;
        while (peek(0) != EOF && peek(0) != ')') {
            position += isEscape(position) ? 2 : 1;
        }
        position = Math.min(css.length(), position + 1);
        return Token.BAD_URL;
    }

    private Token consumeString(char quote) {
        valueStart = position;
        while (true) {
            int c = peek(0);
            if (c == quote || c == EOF) {
                valueEnd = position;
                position += c == EOF ? 0 : 1;
                return Token.STRING;
            }
            if (isNewline(c)) {
                valueEnd = position;
                return Token.BAD_STRING;
            }
            if (c == '\\' && !isEscape(position)) {
                escaped = true;
                position += lineBreakLength(position + 1) + 1;
            } else {
                consumeCharacter(c);
            }
        }
    }

    private void consumeName() {
        valueStart = position;
        while (isNamePart(position)) {
            consumeCharacter(css.charAt(position));
        }
        valueEnd = position;
    }

    private void consumeCharacter(int c) {
        if (c == '\\') {
            escaped = true;
            position = CssEscapes.end(css, position);
        } else {
            position++;
        }
    }

    private boolean startsNumber(int at) {
        int i = charAt(at) == '+' || charAt(at) == '-' ? at + 1 : at;
        return isDigit(charAt(i)) || (charAt(i) == '.' && isDigit(charAt(i + 1)));
    }

    private boolean startsName(int at) {
        if (charAt(at) == '-') {
            return charAt(at + 1) == '-' || isNameStart(charAt(at + 1)) || isEscape(at + 1);
        }
        return isNameStart(charAt(at)) || isEscape(at);
    }

    private boolean isNamePart(int at) {
        int c = charAt(at);
        return isNameStart(c) || isDigit(c) || c == '-' || isEscape(at);
    }

    private boolean isEscape(int at) {
        return charAt(at) == '\\' && charAt(at + 1) != EOF && !isNewline(charAt(at + 1));
    }

    private int peek(int offset) {
        return charAt(position + offset);
    }

    private int charAt(int at) {
        return at < css.length() ? css.charAt(at) : EOF;
    }

    private int skipSpace(int from) {
        int at = from;
        while (isSpace(charAt(at))) {
            at++;
        }
        return at;
    }

    private int lineBreakLength(int at) {
        return charAt(at) == '\r' && charAt(at + 1) == '\n' ? 2 : charAt(at) == EOF ? 0 : 1;
    }

    private static boolean isNameStart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128 || c == 0;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isNewline(int c) {
        return c == '\n' || c == '\r' || c == '\f';
    }

    static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || isNewline(c);
    }
}
