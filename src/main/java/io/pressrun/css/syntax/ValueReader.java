package io.pressrun.css.syntax;

import io.pressrun.css.syntax.ComponentValue.AtKeyword;
import io.pressrun.css.syntax.ComponentValue.Block;
import io.pressrun.css.syntax.ComponentValue.Delim;
import io.pressrun.css.syntax.ComponentValue.Dimension;
import io.pressrun.css.syntax.ComponentValue.Function;
import io.pressrun.css.syntax.ComponentValue.Hash;
import io.pressrun.css.syntax.ComponentValue.Ident;
import io.pressrun.css.syntax.ComponentValue.Mark;
import io.pressrun.css.syntax.ComponentValue.Number;
import io.pressrun.css.syntax.ComponentValue.Percentage;
import io.pressrun.css.syntax.ComponentValue.Text;
import io.pressrun.css.syntax.ComponentValue.Url;
import java.util.ArrayList;
import java.util.List;

/** Makes component values of tokens (css-syntax-3, 5.5.7 to 5.5.9). */
final class ValueReader {
    /** What is nested deeper is read as a bad string, which no grammar takes. */
    static final int MAX_DEPTH = 128;

    private static final Delim[] ASCII = new Delim[128];

    static {
        for (int i = 0; i < ASCII.length; i++) {
            ASCII[i] = new Delim(i);
        }
    }

    private final Tokens tokens;

    ValueReader(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The values of the tokens from one index to another, white space included. */
    List<ComponentValue> values(int from, int to) {
        return values(from, to, 0);
    }

    /** The values without white space at their ends. */
    List<ComponentValue> trimmed(int from, int to) {
        int first = from;
        int last = to;
        while (first < last && tokens.type(first) == TokenType.WHITE_SPACE) {
            first++;
        }
        while (last > first && tokens.type(last - 1) == TokenType.WHITE_SPACE) {
            last--;
        }
        return values(first, last, 0);
    }

    private List<ComponentValue> values(int from, int to, int depth) {
        if (to - from == 1) {
            return List.of(value(from, depth));
        }
        List<ComponentValue> found = new ArrayList<>(Math.min(to - from, 16));
        for (int i = from; i < to; i = tokens.after(i)) {
            found.add(value(i, depth));
        }
        return List.copyOf(found);
    }

    private ComponentValue value(int index, int depth) {
        int start = tokens.start(index);
        int end = tokens.end(index);
        return switch (tokens.type(index)) {
            case IDENT -> new Ident(tokens.name(start, end));
            case FUNCTION -> function(index, depth);
            case AT_KEYWORD -> new AtKeyword(tokens.name(start + 1, end));
            case HASH -> new Hash(tokens.name(start + 1, end), identifier(start + 1, end));
            case STRING -> new Text(string(start, end));
            case URL -> new Url(url(start, end));
            case DELIM -> delimiter(tokens.codePoint(index));
            case NUMBER -> new Number(number(start, end), integer(start, end), signed(start));
            case PERCENTAGE -> new Percentage(number(start, end - 1));
            case DIMENSION -> dimension(start, end);
            case WHITE_SPACE -> Mark.WHITE_SPACE;
            case COLON -> Mark.COLON;
            case SEMICOLON -> Mark.SEMICOLON;
            case COMMA -> Mark.COMMA;
            case CDO -> Mark.CDO;
            case CDC -> Mark.CDC;
            case BAD_STRING -> Mark.BAD_STRING;
            case BAD_URL -> Mark.BAD_URL;
            case OPEN_CURLY, OPEN_SQUARE, OPEN_PAREN -> block(index, depth);
            case CLOSE_CURLY, CLOSE_SQUARE, CLOSE_PAREN -> Mark.STRAY_CLOSE;
        };
    }

    private ComponentValue block(int index, int depth) {
        return depth == MAX_DEPTH
                ? Mark.BAD_STRING
                : new Block(tokens.first(index), values(index + 1, tokens.close(index), depth + 1));
    }

    private ComponentValue function(int index, int depth) {
        if (depth == MAX_DEPTH) {
            return Mark.BAD_STRING;
        }
        String name = Characters.lower(tokens.name(tokens.start(index), tokens.end(index) - 1));
        int close = tokens.close(index);
        if (name.equals("url")) {
            List<ComponentValue> trimmed = trimmed(index + 1, close);
            if (trimmed.size() == 1 && trimmed.getFirst() instanceof Text(String address)) {
                return new Url(address);
            }
        }
        return new Function(name, values(index + 1, close, depth + 1));
    }

    private ComponentValue dimension(int start, int end) {
        int unit = Tokenizer.numberEnd(tokens.text(), start);
        return new Dimension(
                number(start, unit), Characters.lower(tokens.name(unit, end)), integer(start, unit), signed(start));
    }

    private static Delim delimiter(int codePoint) {
        return codePoint < ASCII.length ? ASCII[codePoint] : new Delim(codePoint);
    }

    private double number(int start, int end) {
        return NumberReading.value(tokens.text(), start, end);
    }

    private boolean integer(int start, int end) {
        return NumberReading.integer(tokens.text(), start, end);
    }

    private boolean signed(int start) {
        return tokens.at(start) == '+' || tokens.at(start) == '-';
    }

    private boolean identifier(int start, int end) {
        char first = tokens.at(start);
        if (first != '-') {
            return !Characters.digit(first);
        }
        return end - start > 1 && !Characters.digit(tokens.at(start + 1));
    }

    private String string(int start, int end) {
        return tokens.name(start + 1, closed(start + 1, end, tokens.at(start)) ? end - 1 : end);
    }

    private String url(int start, int end) {
        int from = tokens.text().indexOf('(', start) + 1;
        int to = closed(from, end, ')') ? end - 1 : end;
        while (from < to && Characters.space(tokens.at(from))) {
            from++;
        }
        while (to > from && Characters.space(tokens.at(to - 1)) && tokens.at(to - 2) != '\\') {
            to--;
        }
        return tokens.name(from, to);
    }

    /** Whether the token's last character closes it, which is not so where the text ended first. */
    private boolean closed(int from, int end, char closer) {
        if (end < tokens.text().length()) {
            return true;
        }
        if (end == from || tokens.at(end - 1) != closer) {
            return false;
        }
        int backslashes = 0;
        while (end - 2 - backslashes >= from && tokens.at(end - 2 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 0;
    }
}
