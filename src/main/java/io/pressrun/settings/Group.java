package io.pressrun.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Settings under one heading of the documentation, in the order of their declaration. */
final class Group {
    private final String title;
    private final List<Setting<?>> settings = new ArrayList<>();

    Group(String title) {
        this.title = title;
    }

    /**
     * Declares a setting.
     *
     * @param name the key without {@code pressrun.}
     * @param byDefault as an operator would write it
     * @param meaning for {@code docs/configuration.md}
     */
    <T> Setting<T> setting(String name, String byDefault, Kind<T> kind, String meaning) {
        var setting = new Setting<>(Setting.PREFIX + name, byDefault, kind, meaning);
        settings.add(setting);
        return setting;
    }

    String title() {
        return title;
    }

    List<Setting<?>> settings() {
        return Collections.unmodifiableList(settings);
    }
}
