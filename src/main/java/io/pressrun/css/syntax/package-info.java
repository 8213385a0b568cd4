/** The syntax of CSS (css-syntax-3): text to tokens, component values, declarations and rules. */
@NullMarked
package io.pressrun.css.syntax;

import org.jspecify.annotations.NullMarked;
