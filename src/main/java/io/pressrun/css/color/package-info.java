/** Colours (css-color-4 and 5): spaces, conversions, mixing, and what of it a page prints. */
@NullMarked
package io.pressrun.css.color;

import org.jspecify.annotations.NullMarked;
