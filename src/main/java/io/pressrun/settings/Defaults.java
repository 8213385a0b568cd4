package io.pressrun.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The settings there are: {@code defaults.properties}, in which a line {@code ## title} begins a group and the comment
 * above a key is its documentation.
 */
record Defaults(List<Group> groups) {
    record Group(String title, List<Setting> settings) {}

    record Setting(String key, String value, String meaning) {}

    Defaults {
        groups = List.copyOf(groups);
    }

    static Defaults load() {
        try (InputStream in = Defaults.class.getResourceAsStream("defaults.properties")) {
            if (in == null) {
                throw new IllegalStateException("defaults.properties is missing beside " + Defaults.class);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Defaults parse(List<String> lines) {
        List<Group> groups = new ArrayList<>();
        List<Setting> settings = new ArrayList<>();
        List<String> comment = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("## ")) {
                settings = new ArrayList<>();
                groups.add(new Group(line.substring(3), settings));
            } else if (line.startsWith("# ")) {
                comment.add(line.substring(2));
            } else if (!line.isBlank()) {
                int equals = line.indexOf('=');
                settings.add(
                        new Setting(line.substring(0, equals), line.substring(equals + 1), String.join(" ", comment)));
                comment.clear();
            }
        }
        return new Defaults(groups);
    }

    List<Setting> all() {
        return groups.stream().flatMap(group -> group.settings().stream()).toList();
    }

    Map<String, String> values() {
        return all().stream().collect(Collectors.toMap(Setting::key, Setting::value));
    }
}
