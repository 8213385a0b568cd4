/** The commands for dead letters. */
@NullMarked
package io.pressrun.cli.letters;

import org.jspecify.annotations.NullMarked;
