/** Typed configuration, and the only reader of the environment. */
@NullMarked
package io.pressrun.settings;

import org.jspecify.annotations.NullMarked;
