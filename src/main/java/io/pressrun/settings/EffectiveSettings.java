package io.pressrun.settings;

import java.util.List;

/**
 * What the operator is told of the settings.
 *
 * @param notes what should be known though nothing is wrong, for the log
 * @param lines {@code key = value (source)} for every setting, sorted by key, secrets masked
 */
public record EffectiveSettings(List<String> notes, List<String> lines) {
    public EffectiveSettings {
        notes = List.copyOf(notes);
        lines = List.copyOf(lines);
    }
}
