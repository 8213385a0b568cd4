package io.pressrun.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pressrun.settings.PressrunSettings;
import io.pressrun.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoresTest {
    @TempDir
    Path folder;

    private PressrunSettings settings(Path objects) {
        return SettingsLoader.load(
                Map.of("HOSTNAME", "worker"),
                new Properties(),
                null,
                Map.of(
                        "pressrun.store.directory", folder.resolve("store").toString(),
                        "pressrun.objects.directory", objects.toString()));
    }

    @Test
    void openStores_haveThreadsUntilTheyAreClosed() throws IOException {
        long before = LiveExecutors.count(folder);

        try (var _ = Stores.open(settings(folder).delivery())) {
            assertThat(LiveExecutors.count(folder)).isEqualTo(before + 2);
        }

        assertThat(LiveExecutors.count(folder)).isEqualTo(before);
    }

    @Test
    void missingDirectoryOfObjects_leavesNoStoreOpen() throws IOException {
        long before = LiveExecutors.count(folder);

        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(
                        () -> Stores.open(settings(folder.resolve("missing")).delivery()));

        assertThat(LiveExecutors.count(folder)).isEqualTo(before);
    }
}
