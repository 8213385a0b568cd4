/** The commands. */
@NullMarked
package io.pressrun.cli;

import org.jspecify.annotations.NullMarked;
