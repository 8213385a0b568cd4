/** Computed styles (css-cascade-5, 4.4): of what the cascade gave an element, its parent's style and the page. */
@NullMarked
package io.pressrun.css.style;

import org.jspecify.annotations.NullMarked;
