/** Deduplication: which jobs were printed before, and what becomes of one with the same id. */
@NullMarked
package io.pressrun.intake.duplicates;

import org.jspecify.annotations.NullMarked;
