package io.pressrun.document;

import java.util.Arrays;

/** The open blocks of a stylesheet, one byte each, so that hostile nesting costs little. */
final class CssBlocks {
    private static final int CURLY = 0;
    private static final int SQUARE = 1;
    private static final int PAREN = 2;
    private static final int CLOSER = 3;
    private static final int SKIPPED = 4;
    private static final int FONT_FACE = 8;
    /** Within parentheses or brackets, where no statement begins or ends. */
    private static final int NESTED = 16;

    private byte[] stack = new byte[16];
    private int size;
    private int statementBlocks;

    void open(char closer, boolean skipped, boolean fontFace) {
        push(closerBits(closer) | (skipped ? SKIPPED : 0) | (fontFace ? FONT_FACE : 0));
        statementBlocks++;
    }

    /** Opens a block that is part of a value or a prelude. */
    void openNested(char closer) {
        push(closerBits(closer) | NESTED | (top() & (SKIPPED | FONT_FACE)));
    }

    /** Closes the innermost block if it is of that kind; a stray closer changes nothing. */
    void close(char closer) {
        if (topIs(closer)) {
            statementBlocks -= inParentheses() ? 0 : 1;
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
