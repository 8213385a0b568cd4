package io.pressrun.settings;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads values and gathers every problem; a value that is wrong is replaced by its default so that reading goes on. */
final class SettingsReader {
    private final SmallRyeConfig config;
    private final SmallRyeConfig defaults;
    private final SettingSources sources;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> wrong = new HashSet<>();
    private final Map<String, String> allowed = new TreeMap<>();

    SettingsReader(SettingSources sources, Map<String, String> defaults) {
        this.sources = sources;
        this.config = sources.config(defaults);
        this.defaults = sources.defaultConfig(defaults);
    }

    /** A setting that must have a value. */
    <T> T value(String name, Kind<T> kind) {
        T value = read(name, kind);
        if (value != null) {
            return value;
        }
        String key = SettingNames.PREFIX + name;
        if (!wrong.contains(key)) {
            problem(key, "is empty", kind);
        }
        return kind.converter().convert(text(defaults.getConfigValue(key)));
    }

    /** A setting that may be empty. */
    <T> @Nullable T optional(String name, Kind<T> kind) {
        return read(name, kind);
    }

    <T> List<T> list(String name, Kind<T> item) {
        List<T> items = read(name, Kind.list(item));
        return items == null ? List.of() : items;
    }

    private <T> @Nullable T read(String name, Kind<T> kind) {
        String key = SettingNames.PREFIX + name;
        allowed.put(key, kind.allowed());
        ConfigValue value = at(key);
        if (value.hasProblems()) {
            problem(key, "= " + Masking.show(key, raw(value)) + " names something that is not set", kind);
            return null;
        }
        String text = text(value);
        if (text.isBlank()) {
            return null;
        }
        try {
            return config.convertValue(value.withValue(text), kind.converter());
        } catch (IllegalArgumentException | NoSuchElementException e) {
            problem(key, "= " + Masking.show(key, text) + " is not allowed", kind);
            return null;
        }
    }

    private ConfigValue at(String key) {
        try {
            return config.getConfigValue(key);
        } catch (IllegalArgumentException e) {
            if (wrong.add(key)) {
                problems.add(key + " refers to itself through ${…}");
            }
            return defaults.getConfigValue(key);
        }
    }

    /** A value without an expression is taken as written: SmallRye would make one dollar sign of two. */
    private static String text(ConfigValue value) {
        String raw = raw(value);
        return raw.contains("${") && value.getValue() != null ? value.getValue() : raw;
    }

    private static String raw(ConfigValue value) {
        return value.getRawValue() == null ? "" : value.getRawValue();
    }

    private void problem(String key, String what, Kind<?> kind) {
        wrong.add(key);
        problems.add(key + " " + what + " (" + origin(key) + "); allowed: " + kind.allowed());
    }

    /** Checks settings against each other, unless one of them is wrong already. */
    void check(boolean right, String message, String... names) {
        List<String> keys = List.of(names).stream().map(SettingNames.PREFIX::concat).toList();
        if (right || keys.stream().anyMatch(wrong::contains)) {
            return;
        }
        List<String> found = keys.stream()
                .map(key -> key + " = " + Masking.show(key, text(at(key))) + " (" + origin(key) + ")")
                .toList();
        problems.add(String.join(", ", found) + ": " + message);
    }

    List<String> problems() {
        return problems;
    }

    /** What is allowed, by key, for the settings read so far. */
    Map<String, String> allowed() {
        return allowed;
    }

    /** Line {@code key = value (source)}. */
    String describe(String key) {
        return key + " = " + Masking.show(key, text(at(key))) + " (" + origin(key) + ")";
    }

    private String origin(String key) {
        return sources.origin(at(key));
    }
}
