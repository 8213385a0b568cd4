package io.pressrun.css.style;

import io.pressrun.css.value.Value;

/**
 * What a style says of its font, for measuring it.
 *
 * @param families keywords of generic families and names as text, in a list with commas
 * @param style {@code normal}, {@code italic} or {@code oblique}, which may have an angle
 * @param weight from 1 to 1000
 * @param stretch in percent
 * @param size in px
 */
public record FontChoice(Value families, Value style, double weight, double stretch, double size) {}
