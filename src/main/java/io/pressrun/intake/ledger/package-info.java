/** What a partition's commit says, and what it will say next: finished, started and suspected jobs. */
@NullMarked
package io.pressrun.intake.ledger;

import org.jspecify.annotations.NullMarked;
