package io.pressrun.settings;

/** The settings as Markdown, for {@code docs/configuration.md}. */
public final class SettingsTable {
    private SettingsTable() {}

    public static String markdown() {
        var markdown = new StringBuilder();
        for (Group group : new Catalogue().groups()) {
            markdown.append("### ").append(group.title()).append("\n\n");
            markdown.append("| Key and variable | Default | Meaning | Allowed |\n|---|---|---|---|\n");
            for (Setting<?> setting : group.settings()) {
                markdown.append("| `%s`<br>`%s` | %s | %s | %s |\n"
                        .formatted(
                                setting.key(),
                                SettingNames.variable(setting.key()),
                                setting.byDefault().isEmpty() ? "" : "`" + setting.byDefault() + "`",
                                cell(setting.meaning()),
                                cell(setting.kind().allowed())));
            }
            markdown.append('\n');
        }
        return markdown.toString().strip();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
