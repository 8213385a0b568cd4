package io.pressrun.settings;

import java.util.Map;

/** The settings as Markdown, for {@code docs/configuration.md}. */
public final class SettingsTable {
    private SettingsTable() {}

    public static String markdown() {
        Map<String, String> allowed = SettingsLoader.allowed();
        StringBuilder markdown = new StringBuilder();
        for (Defaults.Group group : Defaults.load().groups()) {
            markdown.append("### ").append(group.title()).append("\n\n");
            markdown.append("| Key and variable | Default | Meaning | Allowed |\n|---|---|---|---|\n");
            for (Defaults.Setting setting : group.settings()) {
                markdown.append("| `%s`<br>`%s` | %s | %s | %s |\n"
                        .formatted(
                                setting.key(),
                                SettingNames.variable(setting.key()),
                                setting.value().isEmpty() ? "" : "`" + setting.value() + "`",
                                cell(setting.meaning()),
                                cell(allowed.getOrDefault(setting.key(), ""))));
            }
            markdown.append('\n');
        }
        return markdown.toString().strip();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
