package io.pressrun.css.selector;

/** Pseudo-elements that a printed page can have. */
public enum PseudoElement {
    BEFORE("before"),
    AFTER("after"),
    FIRST_LINE("first-line"),
    FIRST_LETTER("first-letter"),
    MARKER("marker"),
    PLACEHOLDER("placeholder"),
    FOOTNOTE_CALL("footnote-call"),
    FOOTNOTE_MARKER("footnote-marker"),
    /** Valid in a selector, and never there in print: {@code ::selection}, {@code ::-webkit-scrollbar} and the like. */
    ABSENT("");

    private final String word;

    PseudoElement(String word) {
        this.word = word;
    }

    /** The name as it is written after two colons. */
    public String word() {
        return word;
    }
}
