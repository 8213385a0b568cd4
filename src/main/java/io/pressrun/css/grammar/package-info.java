/** The value definition syntax (css-values-4, section 2): grammars of properties as text, and what they read. */
@NullMarked
package io.pressrun.css.grammar;

import org.jspecify.annotations.NullMarked;
