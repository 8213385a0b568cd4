package io.pressrun.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The loading of {@link PressrunSettings} from what the operator wrote. */
public final class SettingsLoader {
    private SettingsLoader() {}

    /**
     * Sources by rising priority: defaults, the file, {@code PRESSRUN_*} variables, {@code -Dpressrun.*} properties,
     * overrides.
     *
     * @param environment the process's variables
     * @param systemProperties of which only those that begin with {@code pressrun.} count
     * @param file a properties file in UTF-8; when null, the one that the variable {@code PRESSRUN_CONFIG} names
     * @param overrides by full key, such as {@code pressrun.log.level} or {@code kafka.bootstrap.servers}
     * @throws SettingsException with all problems at once
     */
    public static PressrunSettings load(
            Map<String, String> environment,
            Properties systemProperties,
            @Nullable Path file,
            Map<String, String> overrides) {
        var catalogue = new Catalogue();
        Map<String, String> defaults = catalogue.defaults();
        var sources = new SettingSources(environment, systemProperties, file, overrides);
        var reader = new SettingsReader(sources, defaults);
        KafkaSettings kafka = sources.kafka();
        PressrunSettings settings = catalogue.read(reader, kafka);
        new CrossChecks(catalogue, reader).apply(settings);

        List<String> problems = new ArrayList<>(sources.problems(defaults.keySet()));
        problems.addAll(reader.problems());
        problems.addAll(kafka.problems(reader.value(catalogue.intake.groupProtocol)));
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return settings;
    }
}
