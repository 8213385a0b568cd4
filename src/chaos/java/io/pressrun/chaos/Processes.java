package io.pressrun.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the harness starts what runs beside it. */
final class Processes {
    /** The flags that {@code bin/pressrun} gives to Java. */
    private static final List<String> FLAGS = List.of(
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            "-XX:+ExitOnOutOfMemoryError");

    private Processes() {}

    /** A program of this class path. */
    static ProcessBuilder java(List<String> options, String mainClass, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), mainClass));
        command.addAll(arguments);
        return inBareEnvironment(new ProcessBuilder(command));
    }

    /**
     * A worker: by the launcher of the distribution where {@code pressrun.test.home} names one, and else as the launcher
     * would start it.
     */
    static ProcessBuilder worker(List<String> options, Map<String, String> environment) {
        String home = System.getProperty("pressrun.test.home");
        ProcessBuilder builder;
        if (home == null) {
            builder = java(options, "io.pressrun.cli.Main", List.of("worker"));
        } else {
            String launcher = Path.of(home, "bin", "pressrun").toAbsolutePath().toString();
            builder = inBareEnvironment(new ProcessBuilder(launcher, "worker"));
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().put("JAVA_OPTS", String.join(" ", options));
        }
        builder.environment().putAll(environment);
        return builder;
    }

    private static ProcessBuilder inBareEnvironment(ProcessBuilder builder) {
        builder.environment()
                .keySet()
                .removeIf(
                        name -> name.startsWith("PRESSRUN_") || name.startsWith("KAFKA_") || name.equals("JAVA_OPTS"));
        return builder;
    }

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
