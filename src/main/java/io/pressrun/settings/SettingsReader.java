package io.pressrun.settings;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One reading of all settings, which gathers every problem: a value that is wrong is replaced by its default so that it goes on. */
final class SettingsReader {
    private final SmallRyeConfig config;
    private final SmallRyeConfig defaults;
    private final SettingSources sources;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> wrong = new HashSet<>();
    private final Map<String, Optional<?>> read = new HashMap<>();

    SettingsReader(SettingSources sources, Map<String, String> defaults) {
        this.sources = sources;
        this.config = sources.config(defaults);
        this.defaults = sources.defaultConfig(defaults);
    }

    /** A setting that must have a value. */
    <T> T value(Setting<T> setting) {
        T value = optional(setting);
        if (value != null) {
            return value;
        }
        String key = setting.key();
        if (!wrong.contains(key)) {
            problem(setting, "is empty");
        }
        return setting.kind().converter().convert(text(defaults.getConfigValue(key)));
    }

    /** A setting that may be empty. */
    @SuppressWarnings("unchecked") // What is kept by a key was converted by the setting of that key.
    <T> @Nullable T optional(Setting<T> setting) {
        var known = (Optional<T>) read.get(setting.key());
        if (known == null) {
            known = Optional.ofNullable(convert(setting));
            read.put(setting.key(), known);
        }
        return known.orElse(null);
    }

    <T> List<T> list(Setting<List<T>> setting) {
        List<T> items = optional(setting);
        return items == null ? List.of() : items;
    }

    private <T> @Nullable T convert(Setting<T> setting) {
        String key = setting.key();
        ConfigValue value = at(key);
        if (value.hasProblems()) {
            problem(setting, "= " + Masking.show(key, raw(value)) + " names something that is not set");
            return null;
        }
        String text = text(value);
        if (text.isBlank()) {
            return null;
        }
        try {
            return config.convertValue(value.withValue(text), setting.kind().converter());
        } catch (IllegalArgumentException | NoSuchElementException e) {
            problem(setting, "= " + Masking.show(key, text) + " is not allowed");
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

    private void problem(Setting<?> setting, String what) {
        String key = setting.key();
        wrong.add(key);
        problems.add(key + " " + what + " (" + origin(key) + "); allowed: "
                + setting.kind().allowed());
    }

    /** Checks settings against each other, unless one of them is wrong already. */
    void check(boolean right, String message, Setting<?>... settings) {
        var involved = List.of(settings);
        if (right || involved.stream().map(Setting::key).anyMatch(wrong::contains)) {
            return;
        }
        problems.add(involved.stream().map(this::describe).collect(Collectors.joining(", ")) + ": " + message);
    }

    List<String> problems() {
        return problems;
    }

    /** Line {@code key = value (source)}, secrets masked. */
    String describe(Setting<?> setting) {
        String key = setting.key();
        return key + " = " + Masking.show(key, text(at(key))) + " (" + origin(key) + ")";
    }

    private String origin(String key) {
        return sources.origin(at(key));
    }
}
