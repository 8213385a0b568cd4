package io.pressrun.css;

/**
 * A {@code @font-face} rule and its place in the stylesheet.
 *
 * @param start index of the at-keyword
 * @param end index after the closing bracket
 */
record FontFaceRule(FontFace face, int start, int end) {}
