package io.pressrun.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.testing.Watchdog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A main class of the tests in a JVM of its own. */
final class ChildProcess {
    private ChildProcess() {}

    /**
     * Runs it to its end, which must be a good one.
     *
     * @param before a command line of the shell that precedes it, such as a limit
     * @param environment all of it
     * @return what it printed
     */
    static String run(Class<?> main, String before, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                before + "; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        Watchdog.over(process, Duration.ofMinutes(5));
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
