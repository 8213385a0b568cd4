/** What properties are set to: typed values, specified and computed, and how they are written. */
@NullMarked
package io.pressrun.css.value;

import org.jspecify.annotations.NullMarked;
