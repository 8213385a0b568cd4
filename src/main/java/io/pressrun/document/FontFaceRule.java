package io.pressrun.document;

import java.util.List;

/**
 * A {@code @font-face} rule and its place in the stylesheet.
 *
 * @param start index of the at-keyword
 * @param end index after the closing bracket
 * @param sourceValues the values of {@code src}, each from the start up to the end
 */
record FontFaceRule(FontFace face, int start, int end, List<Span> sourceValues) {
    record Span(int start, int end) {}
}
