/** Kafka in and out: the poll loop, the offset ledger, the publisher and the drain. */
@NullMarked
package io.pressrun.intake;

import org.jspecify.annotations.NullMarked;
