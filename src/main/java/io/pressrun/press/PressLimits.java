package io.pressrun.press;

import java.time.Duration;

/**
 * What a job may take.
 *
 * @param fetch for the source, and for all assets together
 * @param render for the engine, once all assets are there
 * @param deliver for the store
 */
public record PressLimits(Duration fetch, Duration render, Duration deliver) {
    public static final PressLimits DEFAULT =
            new PressLimits(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(60));
}
