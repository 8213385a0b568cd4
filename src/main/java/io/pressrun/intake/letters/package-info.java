/** The dead-letter topic: what stands on it, and how an operator reads, replays and drops it. */
@NullMarked
package io.pressrun.intake.letters;

import org.jspecify.annotations.NullMarked;
