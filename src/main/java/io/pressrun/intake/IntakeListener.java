package io.pressrun.intake;

import io.pressrun.press.Printing;
import java.time.Duration;

/** Hears what the intake does, on its poll thread. Must not block. */
public interface IntakeListener {
    /** The loop went round. */
    default void polled(int assigned, int paused, int inFlight, long inFlightBytes) {}

    /** The result is visible. */
    default void published(Printing printing, boolean deadLetter) {}

    /** A job was stopped and will be done again. */
    default void interrupted() {}

    /** A transaction committed, or was given up and will be tried again. */
    default void transaction(boolean committed, Duration took) {}
}
