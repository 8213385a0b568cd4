/** The commands, and the one place where everything is wired. */
@NullMarked
package io.pressrun.cli;

import org.jspecify.annotations.NullMarked;
