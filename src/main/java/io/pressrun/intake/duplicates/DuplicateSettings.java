package io.pressrun.intake.duplicates;

import java.time.Duration;

/**
 * What is remembered of printed jobs.
 *
 * @param window for how long; zero: nothing is
 * @param topic that holds it, with as many partitions as the request topic
 */
public record DuplicateSettings(Duration window, String topic) {
    public static final DuplicateSettings OFF = new DuplicateSettings(Duration.ZERO, "");

    public boolean on() {
        return window.isPositive();
    }
}
