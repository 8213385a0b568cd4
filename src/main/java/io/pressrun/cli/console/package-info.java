/** What the commands have in common: settings from options, exit codes, signals. */
@NullMarked
package io.pressrun.cli.console;

import org.jspecify.annotations.NullMarked;
