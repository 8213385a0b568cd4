package io.pressrun.cli.console;

import io.pressrun.settings.PressrunSettings;
import io.pressrun.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Option;

/** The options that tell a command of settings. */
public final class SettingsOptions {
    /** Where the commands look for Kafka when no setting says so. */
    public static final String DEFAULT_BROKER = "localhost:9092";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A properties file with settings. Default: the one that the variable PRESSRUN_CONFIG names.")
    private @Nullable Path file;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting for this run. May be given often.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    public PressrunSettings load(Map<String, String> command) {
        var all = new LinkedHashMap<>(command);
        all.putAll(overrides);
        return SettingsLoader.load(System.getenv(), System.getProperties(), file, all);
    }

    /** What a command logs beside its messages: little, unless the settings ask for more than the default. */
    public static Level logLevel(PressrunSettings settings, Level quiet) {
        Level level = settings.process().log().level();
        return level.toInt() < Level.INFO.toInt() ? level : quiet;
    }
}
