package io.pressrun.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.docs.GeneratedSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class SettingsTableTest {
    @Test
    void configurationPage_holdsTheGeneratedTable() throws IOException {
        new GeneratedSection(Path.of("docs/configuration.md"), "settings").assertHolds(SettingsTable.markdown());
    }

    @Test
    void everySettingIsDocumentedAndRead() {
        List<Defaults.Setting> settings = Defaults.load().all();

        assertThat(settings).allSatisfy(setting -> {
            assertThat(setting.key()).matches("pressrun(\\.[a-z0-9]+(-[a-z0-9]+)*)+");
            assertThat(setting.meaning()).as(setting.key()).endsWith(".");
        });
        assertThat(settings).extracting(Defaults.Setting::key).doesNotHaveDuplicates();
        assertThat(SettingsLoader.allowed().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        settings.stream().map(Defaults.Setting::key).toList());
    }

    @Test
    void noTwoSettingsShareAVariable() {
        assertThat(Defaults.load().all())
                .extracting(setting -> SettingNames.variable(setting.key()))
                .doesNotHaveDuplicates();
    }

    @Test
    void defaultsFile_saysWhatPropertiesReadersRead() throws IOException {
        Properties properties = new Properties();
        try (var in = Defaults.class.getResourceAsStream("defaults.properties")) {
            properties.load(in);
        }

        assertThat(Defaults.load().values()).isEqualTo(properties);
    }
}
