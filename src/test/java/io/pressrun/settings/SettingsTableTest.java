package io.pressrun.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.docs.GeneratedSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class SettingsTableTest {
    private final List<Setting<?>> settings = new Catalogue().settings();

    @Test
    void configurationPage_holdsTheGeneratedTable() throws IOException {
        new GeneratedSection(Path.of("docs/configuration.md"), "settings").assertHolds(SettingsTable.markdown());
    }

    @Test
    void everySetting_isDocumentedUnderAKeyOfItsOwn() {
        assertThat(settings).allSatisfy(setting -> {
            assertThat(setting.key()).matches("pressrun(\\.[a-z0-9]+(-[a-z0-9]+)*)+");
            assertThat(setting.meaning()).as(setting.key()).endsWith(".");
        });
        assertThat(settings).extracting(Setting::key).doesNotHaveDuplicates();
    }

    @Test
    void noTwoSettingsShareAVariable() {
        assertThat(settings)
                .extracting(setting -> SettingNames.variable(setting.key()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyDefault_isAllowed() {
        assertThat(SettingsLoader.load(Map.of("HOSTNAME", "worker"), new Properties(), null, Map.of())
                        .effective()
                        .lines())
                .hasSameSizeAs(settings)
                .allMatch(
                        line -> line.endsWith(" (default)") || line.equals("pressrun.worker.id = worker (host name)"));
    }
}
