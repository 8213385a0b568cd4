package io.pressrun.job;

import java.util.Locale;

/** A part of a job's way whose time is measured, in a result's timings and in the metrics. */
public enum Stage {
    /** From the record to the job. */
    DECODE,
    /** Getting the document. */
    SOURCE,
    /** Waiting for a render thread, before parsing and before rendering. */
    QUEUE,
    PARSE,
    /** Getting the assets. */
    FETCH,
    RENDER,
    DELIVER,
    /** All of these together. */
    TOTAL,
    /** One transaction, with the results of many jobs; in no result's timings. */
    PUBLISH;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
