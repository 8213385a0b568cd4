package io.pressrun.observe;

import java.util.Map;

/**
 * A value of a meter that a library keeps itself, at the time of a scrape.
 *
 * @param name in Prometheus's characters after each other one became {@code _}; a counter's ends with {@code total}
 * @param description for humans; the first one of a name counts
 * @param labels by name
 */
public record Reading(String name, String description, Map<String, String> labels, double value) {
    public Reading {
        name = legacy(name);
        labels = Map.copyOf(labels);
    }

    /** A counter grows from 0 for as long as the process lives. */
    boolean isCounter() {
        return name.endsWith("_total");
    }

    private static String legacy(String text) {
        return text.replaceAll("[^a-zA-Z0-9_]", "_");
    }
}
