package io.pressrun.press;

import java.time.Duration;

/**
 * What a job may take. Waiting for a render thread counts for neither.
 *
 * @param job for all that is done for it, delivery included
 * @param render for the engine; the source and the assets leave as much of the job's time
 */
public record PressLimits(Duration job, Duration render) {
    public static final PressLimits DEFAULT = new PressLimits(Duration.ofSeconds(60), Duration.ofSeconds(30));

    /** @throws IllegalArgumentException when rendering would leave no time for the rest */
    public PressLimits {
        if (render.compareTo(job) >= 0) {
            throw new IllegalArgumentException("A render may take " + render + " and its job " + job
                    + ". The job's time must be longer, for the document has to be fetched and the PDF delivered.");
        }
    }

    /**
     * How long it may last at the most until one of several jobs has ended: one of those on the render threads ends in
     * its own time, and those that wait for a thread do so while others work.
     */
    public Duration untilOneEnds() {
        return job.multipliedBy(2);
    }
}
