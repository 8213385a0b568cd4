package io.pressrun.settings;

/**
 * A thing that an operator can set.
 *
 * @param key with {@code pressrun.}
 * @param byDefault as an operator would write it; empty for no value
 * @param meaning a sentence or more of Markdown
 */
record Setting<T>(String key, String byDefault, Kind<T> kind, String meaning) {
    static final String PREFIX = "pressrun.";
}
