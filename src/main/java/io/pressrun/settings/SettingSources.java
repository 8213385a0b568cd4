package io.pressrun.settings;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.ExpressionConfigSourceInterceptor;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Where settings come from, by rising priority, and the check that every name among them is known. */
final class SettingSources {
    private static final int DEFAULTS = 100;
    private static final int HOST_NAME = 150;
    private static final int FILE = 200;
    private static final int ENVIRONMENT = 300;
    private static final int SYSTEM_PROPERTIES = 400;
    private static final int OVERRIDES = 500;

    private final Map<String, String> environment;
    private final Map<String, String> systemProperties = new TreeMap<>();
    private final Map<String, String> overrides;
    private final @Nullable Path path;
    private final @Nullable PropertiesConfigSource file;
    private final List<String> problems = new ArrayList<>();

    SettingSources(
            Map<String, String> environment,
            Properties systemProperties,
            @Nullable Path file,
            Map<String, String> overrides) {
        this.environment = new TreeMap<>(environment);
        this.overrides = new TreeMap<>(overrides);
        for (String name : systemProperties.stringPropertyNames()) {
            if (name.startsWith(SettingNames.PREFIX)) {
                this.systemProperties.put(name, systemProperties.getProperty(name));
            }
        }
        String named = environment.getOrDefault(SettingNames.CONFIG_VARIABLE, "");
        this.path = file != null || named.isBlank() ? file : Path.of(named);
        this.file = path == null ? null : open(path);
    }

    private @Nullable PropertiesConfigSource open(Path path) {
        if (!Files.isRegularFile(path)) {
            problems.add("The settings file " + path + " does not exist: correct --config or the variable "
                    + SettingNames.CONFIG_VARIABLE);
            return null;
        }
        try {
            return new PropertiesConfigSource(path.toUri().toURL(), FILE);
        } catch (IOException | IllegalArgumentException e) {
            problems.add("The settings file " + path + " cannot be read: " + e.getMessage());
            return null;
        }
    }

    /** All sources together. */
    SmallRyeConfig config(Map<String, String> defaults) {
        List<ConfigSource> sources = new ArrayList<>();
        if (file != null) {
            sources.add(file);
        }
        Map<String, String> variables = new HashMap<>(environment);
        variables.keySet().removeIf(name -> SettingNames.variable(name).equals("CONFIG_ORDINAL"));
        sources.add(new EnvConfigSource(variables, ENVIRONMENT));
        sources.add(new PropertiesConfigSource(systemProperties, "system properties", SYSTEM_PROPERTIES));
        sources.add(new PropertiesConfigSource(overrides, "command line", OVERRIDES));
        return config(defaults, sources);
    }

    /** The defaults alone: what stands in for a value that is wrong. */
    SmallRyeConfig defaultConfig(Map<String, String> defaults) {
        return config(defaults, List.of());
    }

    private SmallRyeConfig config(Map<String, String> defaults, List<ConfigSource> more) {
        return new SmallRyeConfigBuilder()
                .withSources(
                        new PropertiesConfigSource(defaults, "defaults", DEFAULTS),
                        new PropertiesConfigSource(Map.of("pressrun.worker.id", hostName()), "host name", HOST_NAME))
                .withSources(more)
                .withInterceptors(new ExpressionConfigSourceInterceptor())
                .build();
    }

    private String hostName() {
        String name = environment.getOrDefault("HOSTNAME", "");
        if (name.isBlank()) {
            try {
                name = InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                name = "localhost";
            }
        }
        return name.replaceAll("[^A-Za-z0-9._-]", "-");
    }

    /** Where the value stands, in words that let the operator find it. */
    String origin(ConfigValue value) {
        return switch (value.getConfigSourceOrdinal()) {
            case HOST_NAME -> "host name";
            case FILE -> place(value);
            case ENVIRONMENT -> SettingNames.variable(value.getName());
            case SYSTEM_PROPERTIES -> "-D" + value.getName();
            case OVERRIDES -> "command line";
            default -> "default";
        };
    }

    private String place(ConfigValue value) {
        return path + ":" + value.getLineNumber();
    }

    /** A sentence for each name that is none, and for each source that cannot be read. */
    List<String> problems(Collection<String> keys) {
        List<String> found = new ArrayList<>(problems);
        if (file != null) {
            file.getPropertyNames().stream()
                    .filter(name -> !keys.contains(name) && !name.startsWith("kafka."))
                    .sorted()
                    .forEach(name -> found.add(unknown(name, place(file.getConfigValue(name)), keys)));
        }
        List<String> variables = keys.stream().map(SettingNames::variable).toList();
        environment.forEach((name, value) -> {
            if (SettingNames.variable(name).startsWith(SettingNames.VARIABLE_PREFIX)
                    && !variables.contains(name)
                    && !name.equals(SettingNames.CONFIG_VARIABLE)
                    && !SettingNames.serviceLink(SettingNames.VARIABLE_PREFIX, SettingNames.variable(name), value)) {
                found.add(unknown(name, "environment variable", variables));
            }
        });
        systemProperties.keySet().stream()
                .filter(name -> !keys.contains(name))
                .forEach(name -> found.add(unknown(name, "-D" + name, keys)));
        overrides.keySet().stream()
                .filter(name -> !keys.contains(name) && !name.startsWith("kafka."))
                .forEach(name -> found.add(unknown(name, "command line", keys)));
        return found;
    }

    private static String unknown(String name, String place, Collection<String> known) {
        return name + " (" + place + ") is no setting; the nearest is " + SettingNames.nearest(name, known);
    }

    /** Kafka's properties from the file, the environment and the command line, as written. */
    KafkaSettings kafka() {
        var kafka = new KafkaSettings();
        if (file != null) {
            for (String name : file.getPropertyNames()) {
                if (name.startsWith("kafka.")) {
                    ConfigValue value = file.getConfigValue(name);
                    kafka.key(name, value.getValue(), place(value));
                }
            }
        }
        environment.forEach(kafka::variable);
        overrides.forEach((name, value) -> {
            if (name.startsWith("kafka.")) {
                kafka.key(name, value, "command line");
            }
        });
        return kafka;
    }
}
