package io.pressrun.observe;

import java.util.Locale;

/** A part of a job's way whose time is measured. */
public enum Stage {
    QUEUE,
    PARSE,
    FETCH,
    RENDER,
    DELIVER,
    PUBLISH;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
