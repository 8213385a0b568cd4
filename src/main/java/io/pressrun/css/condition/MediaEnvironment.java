package io.pressrun.css.condition;

/**
 * The printed page that media queries are judged by.
 *
 * @param width in CSS pixels
 * @param height in CSS pixels
 */
public record MediaEnvironment(double width, double height) {}
