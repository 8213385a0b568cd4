package io.pressrun.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One run of Jazzer in a process of its own, since there can be one fuzz target in a process. What it learned stays in
 * the directory and is where the next run begins.
 *
 * @param directory of this target alone
 */
record FuzzRun(FuzzTarget target, Path directory) {
    private static final int HEAP_MEGABYTES = 512;

    /** @param finding what Jazzer wrote of one; empty when there was none */
    record Result(String target, long executions, int coverage, Duration took, String finding) {}

    /**
     * @param javaOptions for Jazzer's process, in addition to those it needs
     * @param limits flags of libFuzzer: {@code -runs=1000}, {@code -max_total_time=60}
     */
    Result run(List<String> javaOptions, String... limits) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(directory.resolve("corpus"));
        Path log = directory.resolve("log");
        writeSeeds(corpus);
        long started = System.nanoTime();
        Process process = new ProcessBuilder(command(javaOptions, corpus, List.of(limits)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            int exit = process.waitFor();
            String output = Files.readString(log, StandardCharsets.ISO_8859_1);
            return new Result(
                    target.name(),
                    lastNumber(output, "number_of_executed_units: ([0-9]+)"),
                    (int) lastNumber(output, " cov: ([0-9]+)"),
                    Duration.ofNanos(System.nanoTime() - started),
                    exit == 0
                            ? ""
                            : output.substring(Math.max(0, output.indexOf("\n== "))) + "exit code " + exit + ", "
                                    + log.toAbsolutePath());
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command(List<String> javaOptions, Path corpus, List<String> limits) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of(
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-XX:+EnableDynamicAgentLoading",
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Entry.class.getName(),
                "--target_args=" + target.name(),
                "--instrumentation_includes=io.pressrun.**:org.brotli.**",
                "--custom_hook_includes=io.pressrun.**",
                "--reproducer_path=" + directory,
                "-artifact_prefix=" + directory + "/",
                "-dict=" + dictionary(),
                "-max_len=" + target.maxLength(),
                "-timeout=10",
                "-rss_limit_mb=0",
                "-print_final_stats=1",
                corpus.toString()));
        command.addAll(limits);
        return command;
    }

    private void writeSeeds(Path corpus) throws IOException {
        int number = 0;
        for (byte[] seed : target.seeds()) {
            Files.write(corpus.resolve("seed-" + number++), seed);
        }
    }

    private Path dictionary() throws IOException {
        var lines = new StringBuilder();
        for (String word : target.words()) {
            lines.append('"');
            for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
                lines.append(String.format("\\x%02X", b));
            }
            lines.append("\"\n");
        }
        return Files.writeString(directory.resolve("words"), lines);
    }

    private static long lastNumber(String output, String pattern) {
        return Pattern.compile(pattern)
                .matcher(output)
                .results()
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .reduce(0, (first, last) -> last);
    }
}
