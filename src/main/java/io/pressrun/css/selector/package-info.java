/** Selectors (selectors-4, css-nesting-1, css-pseudo-4): their syntax, specificity and matching on a document's elements. */
@NullMarked
package io.pressrun.css.selector;

import org.jspecify.annotations.NullMarked;
