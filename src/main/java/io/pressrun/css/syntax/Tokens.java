package io.pressrun.css.syntax;

import java.util.Arrays;

/**
 * The tokens of a text in flat arrays, each opening bracket with the index of the one that closes it, so that whatever
 * stands between can be passed over in one step.
 */
final class Tokens {
    private static final int NONE = -1;

    private final String text;
    private TokenType[] types = new TokenType[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int[] partners = new int[64];
    private int size;
    private int[] lineStarts = {};

    Tokens(String prepared) {
        text = prepared;
    }

    /** Adds a token whose opener, if it is a closing bracket with one, is known. */
    void add(TokenType type, int start, int end) {
        if (size == types.length) {
            int more = size * 2;
            types = Arrays.copyOf(types, more);
            starts = Arrays.copyOf(starts, more);
            ends = Arrays.copyOf(ends, more);
            partners = Arrays.copyOf(partners, more);
        }
        types[size] = type;
        starts[size] = start;
        ends[size] = end;
        partners[size] = NONE;
        size++;
    }

    /** Tells each bracket its partner. What is never closed ends with the text, a closing bracket too many has none. */
    void pair() {
        int[] open = new int[16];
        int depth = 0;
        for (int i = 0; i < size; i++) {
            TokenType type = types[i];
            if (type.opens()) {
                if (depth == open.length) {
                    open = Arrays.copyOf(open, depth * 2);
                }
                open[depth++] = i;
            } else if (type.closes() && depth > 0 && closing(types[open[depth - 1]]) == type) {
                int opener = open[--depth];
                partners[opener] = i;
                partners[i] = opener;
            }
        }
        while (depth > 0) {
            partners[open[--depth]] = size;
        }
    }

    private static TokenType closing(TokenType open) {
        return switch (open) {
            case OPEN_CURLY -> TokenType.CLOSE_CURLY;
            case OPEN_SQUARE -> TokenType.CLOSE_SQUARE;
            default -> TokenType.CLOSE_PAREN;
        };
    }

    int size() {
        return size;
    }

    TokenType type(int index) {
        return types[index];
    }

    int start(int index) {
        return index < size ? starts[index] : text.length();
    }

    /** The index of the bracket that closes this one, or the number of tokens. */
    int close(int opener) {
        return partners[opener];
    }

    /** The index after the component value that begins at the index. */
    int after(int index) {
        return types[index].opens() ? Math.min(partners[index] + 1, size) : index + 1;
    }

    char first(int index) {
        return text.charAt(starts[index]);
    }

    int codePoint(int index) {
        return text.codePointAt(starts[index]);
    }

    char at(int offset) {
        return text.charAt(offset);
    }

    int end(int index) {
        return ends[index];
    }

    String text() {
        return text;
    }

    /** The text as written from one token up to, not including, another. */
    String written(int from, int to) {
        return from >= to ? "" : text.substring(starts[from], ends[to - 1]);
    }

    /** The name or content between two offsets within a token. */
    String name(int from, int to) {
        String raw = text.substring(from, to);
        return raw.indexOf('\\') < 0 ? raw : Characters.unescaped(raw);
    }

    /** Whether the token is this delimiter. */
    boolean delimiter(int index, char c) {
        return types[index] == TokenType.DELIM && first(index) == c;
    }

    /** The line of an offset, from 1. */
    int line(int offset) {
        int found = Arrays.binarySearch(lineStarts(), offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The column of an offset in UTF-16 units, from 1. */
    int column(int offset) {
        return offset - lineStarts()[line(offset) - 1] + 1;
    }

    private int[] lineStarts() {
        if (lineStarts.length == 0) {
            int[] found = new int[16];
            int lines = 1;
            for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
                if (lines == found.length) {
                    found = Arrays.copyOf(found, lines * 2);
                }
                found[lines++] = i + 1;
            }
            lineStarts = Arrays.copyOf(found, lines);
        }
        return lineStarts;
    }
}
