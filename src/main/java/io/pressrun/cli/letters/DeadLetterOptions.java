package io.pressrun.cli.letters;

import io.pressrun.cli.console.SettingsOptions;
import io.pressrun.intake.letters.DeadLetterSettings;
import io.pressrun.intake.letters.DeadLetters;
import io.pressrun.job.json.JobCodec;
import io.pressrun.observe.Logging;
import io.pressrun.settings.PressrunSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.event.Level;
import picocli.CommandLine.Mixin;

/** The options of the commands for dead letters, and the client of their topic that follows. */
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class DeadLetterOptions {
    @Mixin
    private SettingsOptions options;

    PressrunSettings load() {
        PressrunSettings settings = options.load(Map.of());
        Logging.forCommand(SettingsOptions.logLevel(settings, Level.ERROR));
        return settings;
    }

    static DeadLetters open(PressrunSettings settings) {
        return new DeadLetters(
                new DeadLetterSettings(
                        withBroker(settings.kafka().consumerProperties()),
                        withBroker(settings.kafka().producerProperties()),
                        settings.intake().topics(),
                        settings.intake().member().groupId(),
                        settings.intake().times().transaction()),
                new JobCodec());
    }

    private static Map<String, Object> withBroker(Map<String, Object> client) {
        var config = new LinkedHashMap<>(client);
        config.putIfAbsent("bootstrap.servers", SettingsOptions.DEFAULT_BROKER);
        return config;
    }
}
