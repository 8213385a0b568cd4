package io.pressrun.css.style;

/** The size that viewport units refer to, in px: the page's area. */
public record Viewport(double width, double height) {}
