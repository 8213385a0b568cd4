package io.pressrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mvn package} leaves in {@code target/pressrun}, through its launcher. */
@Tag("distribution")
final class DistributionTest {
    private static final Path HOME =
            Path.of(System.getProperty("pressrun.test.home", "target/pressrun")).toAbsolutePath();

    /** No {@code jdk.xml.dom}, which some runtimes lack. */
    private static final String MODULES = "java.desktop,java.logging,java.management,java.naming,java.security.jgss,"
            + "java.security.sasl,java.sql,java.xml,jdk.charsets,jdk.httpserver,jdk.management,jdk.unsupported";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    @SuppressWarnings("ArrayRecordComponent")
    private record Ended(int exitCode, byte[] out, String err) {
        String text() {
            return new String(out, StandardCharsets.UTF_8);
        }
    }

    @Test
    void version_isThatOfTheBuild() throws Exception {
        var ended = run(HOME, Map.of(), "", "--version");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.text()).matches("pressrun \\d+\\.\\d+\\.\\d+.*\\R");
    }

    @Test
    void help_namesEveryCommand() throws Exception {
        var ended = run(HOME, Map.of(), "", "--help");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.text()).contains("worker", "dev", "submit", "render", "generate-completion");
    }

    @Test
    void render_printsAnExampleOfTheDistribution() throws Exception {
        Path pdf = folder.resolve("invoice.pdf");
        Path example = HOME.resolve("examples/invoice");

        var ended = run(
                HOME,
                Map.of(),
                "",
                "render",
                example.resolve("invoice.html").toString(),
                "--job",
                example.resolve("job.json").toString(),
                "-o",
                pdf.toString());

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(textOf(Files.readAllBytes(pdf))).contains("Halcyon & Moth").contains("Quillfeather Books");
    }

    @Test
    void render_readsStandardInputAndWritesStandardOutput() throws Exception {
        var ended = run(HOME, Map.of(), "<title>T</title><p>through the pipe", "render", "-", "-o", "-");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(textOf(ended.out())).isEqualTo("through the pipe");
        assertThat(ended.err()).startsWith("standard output: 1 page, ");
    }

    @Test
    void embeddedBroker_liesApartFromWhatAWorkerLoads() throws Exception {
        var lib = jars("lib");
        var dev = jars("dev");

        assertThat(lib).doesNotContainAnyElementsOf(dev).anyMatch(name -> name.startsWith("kafka-clients-"));
        assertThat(lib).noneMatch(name -> name.matches("(kafka_|kafka-server|kafka-raft|kafka-metadata|scala-).*"));
        assertThat(dev).anyMatch(name -> name.startsWith("kafka_"));
    }

    @Test
    void oldJavaHome_isPassedOver() throws Exception {
        Path old = Files.createDirectories(folder.resolve("jdk-17"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.12\"\n");
        Path java = Files.createDirectory(old.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'the old Java ran' >&2\nexit 3\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        String newer = Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");

        var ended = run(HOME, Map.of("JAVA_HOME", old.toString(), "PATH", newer), "", "--version");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.text()).startsWith("pressrun ");
    }

    @Test
    void launcher_worksInAFolderWithSpacesAndThroughALink() throws Exception {
        Path home = folder.resolve("press run");
        copy(HOME.resolve("bin"), home.resolve("bin"));
        Files.createSymbolicLink(home.resolve("lib"), HOME.resolve("lib"));
        Path link = Files.createSymbolicLink(folder.resolve("p"), home.resolve("bin/pressrun"));

        var ended = run(link, Map.of(), "", List.of("--version"));

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.text()).startsWith("pressrun ");
    }

    @Test
    void slimJava_printsADocumentWithDrawings() throws Exception {
        Path pdf = folder.resolve("certificate.pdf");
        Path example = HOME.resolve("examples/certificate");

        var ended = run(
                HOME,
                Map.of("JAVA_HOME", slimJava().toString()),
                "",
                "render",
                example.resolve("certificate.html").toString(),
                "--job",
                example.resolve("job.json").toString(),
                "-o",
                pdf.toString());

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.err()).doesNotContain("warning");
        assertThat(textOf(Files.readAllBytes(pdf))).isNotEmpty();
    }

    @Test
    void slimJava_runsABrokerAndAWorker() throws Exception {
        var ended = run(
                HOME,
                // It does not live long.
                Map.of("JAVA_HOME", slimJava().toString(), "JAVA_OPTS", "-XX:TieredStopAtLevel=1"),
                "",
                "dev",
                "--demo",
                "-o",
                folder.resolve("out").toString());

        assertThat(ended.exitCode()).as(ended.text() + ended.err()).isZero();
        assertThat(ended.text()).contains("certificate   printed").doesNotContain("failed", "warning");
    }

    /** A Java that has no module but those that Pressrun needs, and no tools. */
    private static Path slimJava() {
        Path home = shared.resolve("java");
        if (!Files.exists(home)) {
            var jlink = ToolProvider.findFirst("jlink").orElseThrow();
            int exitCode = jlink.run(System.out, System.err, "--add-modules", MODULES, "--output", home.toString());
            assertThat(exitCode).isZero();
        }
        return home;
    }

    private Ended run(Path home, Map<String, String> variables, String input, String... arguments) throws Exception {
        return run(home.resolve("bin/pressrun"), variables, input, List.of(arguments));
    }

    private Ended run(Path launcher, Map<String, String> variables, String input, List<String> arguments)
            throws Exception {
        var command = new ArrayList<String>();
        command.add(launcher.toString());
        command.addAll(arguments);
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PRESSRUN_") || name.startsWith("KAFKA_"));
        builder.environment().putAll(variables);
        var process = builder.start();
        try {
            try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
                stdin.write(input);
            }
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends in time").isTrue();
            return new Ended(process.exitValue(), Files.readAllBytes(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> jars(String folder) throws IOException {
        try (Stream<Path> files = Files.list(HOME.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    Path target = to.resolve(file.getFileName());
                    Files.copy(in, target);
                    assertThat(target.toFile().setExecutable(true)).isTrue();
                }
            }
        }
    }

    private static String textOf(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).strip();
        }
    }
}
