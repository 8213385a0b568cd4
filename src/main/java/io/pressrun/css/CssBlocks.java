package io.pressrun.css;

import java.util.Arrays;

/** The open blocks of a stylesheet, one byte each, so that hostile nesting costs little. */
final class CssBlocks {
    private static final int CURLY = 0;
    private static final int SQUARE = 1;
    private static final int PAREN = 2;
    private static final int CLOSER = 3;
    /** What does not apply, or is not read. */
    static final int SKIPPED = 4;

    static final int FONT_FACE = 8;
    /** Within parentheses or brackets, where no statement begins or ends. */
    private static final int NESTED = 16;
    /** A block of rules that apply as if it were not there, or not at all. */
    static final int GROUP = 32;

    private byte[] stack = new byte[16];
    private int size;
    private int statementBlocks;
    private int groups;

    /** Opens a block of statements that has these properties. */
    void open(int properties) {
        push(CURLY | properties);
        statementBlocks++;
        groups += (properties & GROUP) == 0 ? 0 : 1;
    }

    /** Opens a block that is part of a value or a prelude. */
    void openNested(char closer) {
        push(closerBits(closer) | NESTED | (top() & (SKIPPED | FONT_FACE)));
    }

    /** Closes the innermost block if it is of that kind; a stray closer changes nothing. */
    void close(char closer) {
        if (topIs(closer)) {
            statementBlocks -= inParentheses() ? 0 : 1;
            groups -= inGroup() ? 1 : 0;
            size--;
        }
    }

    boolean topIs(char closer) {
        return size > 0 && (top() & CLOSER) == closerBits(closer);
    }

    boolean inParentheses() {
        return (top() & NESTED) != 0;
    }

    boolean inDeclarations() {
        return size > 0;
    }

    boolean skipped() {
        return (top() & SKIPPED) != 0;
    }

    boolean inFontFace() {
        return (top() & FONT_FACE) != 0;
    }

    /** Whether the innermost block is a group itself. */
    boolean inGroup() {
        return (top() & GROUP) != 0;
    }

    /** Whether a block is open that is no group. */
    boolean inRule() {
        return statementBlocks > groups;
    }

    /** Whether no block is open but parts of a value or prelude. */
    boolean atTopLevel() {
        return statementBlocks == 0;
    }

    private int top() {
        return size == 0 ? 0 : stack[size - 1];
    }

    private void push(int bits) {
        if (size == stack.length) {
            stack = Arrays.copyOf(stack, size * 2);
        }
        stack[size++] = (byte) bits;
    }

    private static int closerBits(char closer) {
        return closer == '}' ? CURLY : closer == ']' ? SQUARE : PAREN;
    }
}
