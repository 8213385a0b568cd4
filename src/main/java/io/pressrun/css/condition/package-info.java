/** Conditions of CSS: media queries (mediaqueries-5), {@code @supports} (css-conditional-5), container queries. */
@NullMarked
package io.pressrun.css.condition;

import org.jspecify.annotations.NullMarked;
