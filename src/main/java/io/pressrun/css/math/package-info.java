/** The numbers of CSS (css-values-4): units, calculations and their types. */
@NullMarked
package io.pressrun.css.math;

import org.jspecify.annotations.NullMarked;
