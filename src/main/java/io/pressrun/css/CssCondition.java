package io.pressrun.css;

import io.pressrun.css.CssTokens.Token;
import java.util.Locale;
import java.util.function.ToIntFunction;

/**
 * A reader of conditions: features in parentheses, joined by {@code and}, {@code or} and {@code not} (mediaqueries-4,
 * section 3; css-conditional-3, section 6). Each comes to one of three values, so that {@code and} is the least,
 * {@code or} the greatest and {@code not} the negative of them.
 */
final class CssCondition {
    static final int FALSE = -1;
    static final int UNKNOWN = 0;
    static final int TRUE = 1;

    private static final int MAX_DEPTH = 50;

    private final String text;
    private final CssTokens tokens;
    private final ToIntFunction<String> features;
    private boolean more;
    private int depth;

    /** @param features the value of a feature, given in lower case without comments and with single spaces */
    CssCondition(String text, ToIntFunction<String> features) {
        this.text = text;
        this.tokens = new CssTokens(text);
        this.features = features;
        advance();
    }

    private CssCondition(CssCondition outer, ToIntFunction<String> features) {
        this.text = outer.text;
        this.tokens = outer.tokens;
        this.features = features;
        this.more = outer.more;
    }

    /** The same place in the same text, where features mean something else. */
    CssCondition with(ToIntFunction<String> others) {
        return new CssCondition(this, others);
    }

    boolean more() {
        return more;
    }

    /** Whether a name stands here, or a function of that name. */
    boolean isAt(String name) {
        return (isAt(Token.IDENT) || isAt(Token.FUNCTION)) && tokens.valueIs(name);
    }

    boolean isAt(Token type) {
        return more && tokens.type() == type;
    }

    /** Moves to the next token that is no space. */
    void advance() {
        do {
            more = tokens.next();
        } while (more && tokens.type() == Token.WHITESPACE);
    }

    /** Moves behind the token, and behind its closing parenthesis if it opens one. */
    void skip() {
        if (isAt(Token.FUNCTION) || isAt(Token.OPEN_PAREN)) {
            advance();
            close();
        } else {
            advance();
        }
    }

    /** Reads as far as it is a condition. */
    int read() {
        int value = operand();
        while (isAt("and") || isAt("or")) {
            boolean or = isAt("or");
            advance();
            value = or ? Math.max(value, operand()) : Math.min(value, operand());
        }
        return value;
    }

    private int operand() {
        if (isAt(Token.IDENT) && isAt("not")) {
            advance();
            return -enclosed();
        }
        return enclosed();
    }

    /** What stands in parentheses here, be it a condition or a feature. */
    int enclosed() {
        if (isAt(Token.FUNCTION) && !isAt("supports")) {
            skip();
            return features.applyAsInt("");
        }
        if (!isAt(Token.OPEN_PAREN) && !isAt(Token.FUNCTION)) {
            return UNKNOWN;
        }
        if (depth == MAX_DEPTH) {
            skip();
            return UNKNOWN;
        }
        depth++;
        advance();
        boolean nested = isAt(Token.OPEN_PAREN) || isAt(Token.FUNCTION) || isAt("not");
        int value = nested ? read() : features.applyAsInt(feature());
        close();
        depth--;
        return value;
    }

    private String feature() {
        StringBuilder feature = new StringBuilder();
        int open = 0;
        int end = tokens.start();
        while (more && (open > 0 || tokens.type() != Token.CLOSE_PAREN)) {
            open += isAt(Token.FUNCTION) || isAt(Token.OPEN_PAREN) ? 1 : isAt(Token.CLOSE_PAREN) ? -1 : 0;
            feature.append(tokens.start() > end ? " " : "").append(text, tokens.start(), tokens.end());
            end = tokens.end();
            advance();
        }
        return feature.toString().toLowerCase(Locale.ROOT);
    }

    /** Moves behind the parenthesis that closes what is open here. */
    private void close() {
        int open = 1;
        while (more && open > 0) {
            open += isAt(Token.FUNCTION) || isAt(Token.OPEN_PAREN) ? 1 : isAt(Token.CLOSE_PAREN) ? -1 : 0;
            advance();
        }
    }
}
