/** The properties that matter on paper: what each takes, inherits and begins with, and what shorthands expand to. */
@NullMarked
package io.pressrun.css.property;

import org.jspecify.annotations.NullMarked;
