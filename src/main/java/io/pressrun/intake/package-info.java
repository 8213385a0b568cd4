/** Kafka in and out: the poll loop, what may start, what is published with which offsets, and the drain. */
@NullMarked
package io.pressrun.intake;

import org.jspecify.annotations.NullMarked;
