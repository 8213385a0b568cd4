/**
 * A harness that kills, freezes and cuts off workers, the broker and the store while jobs go through them, and a checker
 * that judges afterwards whether every job ended in exactly one result. Run by {@code ./mvnw -Pchaos}; what it does is
 * in docs/delivery.md.
 */
@NullMarked
package io.pressrun.chaos;

import org.jspecify.annotations.NullMarked;
