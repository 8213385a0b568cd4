package io.pressrun.css.syntax;

import java.util.List;

/** What stands before the block of a rule. */
public final class Prelude {
    private final Tokens tokens;
    private final int from;
    private final int to;
    private final int position;

    /** @param position offset of the rule's first character */
    Prelude(Tokens tokens, int from, int to, int position) {
        this.tokens = tokens;
        int last = to;
        while (last > from && tokens.type(last - 1) == TokenType.WHITE_SPACE) {
            last--;
        }
        this.from = from;
        this.to = last;
        this.position = position;
    }

    /** Its component values, without white space at the ends. */
    public List<ComponentValue> values() {
        return new ValueReader(tokens).trimmed(from, to);
    }

    /** The text as written, comments included, without white space at the ends. */
    public String text() {
        return tokens.written(from, to).strip();
    }

    /** The line on which the rule begins, from 1. */
    public int line() {
        return tokens.line(position);
    }

    /** The column at which the rule begins, in UTF-16 units from 1. */
    public int column() {
        return tokens.column(position);
    }
}
