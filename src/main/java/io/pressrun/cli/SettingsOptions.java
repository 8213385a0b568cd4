package io.pressrun.cli;

import io.pressrun.settings.PressrunSettings;
import io.pressrun.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How every command is told of settings. */
final class SettingsOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A properties file with settings; the variable PRESSRUN_CONFIG names one as well.")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting for this run, such as pressrun.render.threads=2. May be given often.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    PressrunSettings load(Map<String, String> command) {
        var all = new LinkedHashMap<>(command);
        all.putAll(overrides);
        return SettingsLoader.load(System.getenv(), System.getProperties(), file, all);
    }
}
