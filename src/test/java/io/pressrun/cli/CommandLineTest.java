package io.pressrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.cli.console.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands say and how they end, as far as no broker is needed. */
final class CommandLineTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "worker --help",
                "dev --help",
                "submit --help",
                "render --help",
                "dead-letters --help",
                "dead-letters list --help",
                "dead-letters show --help",
                "dead-letters replay --help",
                "dead-letters drop --help"
            })
    void help_fitsInto80Columns_andHasExamples(String arguments) {
        var run = Run.of(arguments.split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        String examples = run.out().substring(run.out().indexOf("\nExamples:\n") + "\nExamples:\n".length());
        assertThat(examples.lines())
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line).as("an example that was wrapped").startsWith("  "));
    }

    @Test
    void noCommand_isAWrongCommandLine() {
        var run = Run.of();

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).isEqualTo("Say which command to run.\nTry: pressrun --help\n");
    }

    @Test
    void misspeltCommand_getsTheNearestOne() {
        var run = Run.of("rendr", "x.html");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("Did you mean: pressrun render");
    }

    @Test
    void misspeltOption_isAWrongCommandLine() {
        var run = Run.of("render", "--ouput", "x.pdf", "x.html");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--ouput").endsWith("Try: pressrun render --help\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"render", "submit"})
    void missingFile_isAWrongCommandLine(String command) {
        String file = folder.resolve("none.html").toString();

        assertThat(Run.of(command, file)).isEqualTo(new Run(ExitCode.USAGE, "", file + ": there is no such file.\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"render", "submit"})
    void folder_isNoDocument(String command) {
        assertThat(Run.of(command, folder.toString()))
                .isEqualTo(new Run(ExitCode.USAGE, "", folder + ": this is a folder, not a document.\n"));
    }

    @Test
    void missingJobFile_isAWrongCommandLine() throws IOException {
        String job = folder.resolve("job.json").toString();

        assertThat(Run.of("render", document("a.html").toString(), "--job", job))
                .isEqualTo(new Run(ExitCode.USAGE, "", job + ": there is no such file.\n"));
    }

    @Test
    void jobFileWithAMisspeltField_failsAndNamesTheField() throws IOException {
        Path job = Files.writeString(folder.resolve("job.json"), "{\"page\":{\"sise\":\"A4\"}}");

        var run = Run.of("render", document("a.html").toString(), "--job", job.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("page.sise").contains("(JOB_INVALID)");
    }

    @Test
    void unknownSetting_endsWithItsOwnStatus() throws IOException {
        var run = Run.of("render", document("a.html").toString(), "--set", "pressrun.render.thread=2");

        assertThat(run.exitCode()).isEqualTo(ExitCode.SETTINGS);
        assertThat(run.err()).contains("pressrun.render.thread ").contains("pressrun.render.threads");
    }

    @Test
    void workerWithoutBrokers_endsWithTheStatusOfSettings() {
        var run = Run.of("worker");

        assertThat(run.exitCode()).isEqualTo(ExitCode.SETTINGS);
        assertThat(run.err()).contains("KAFKA_BOOTSTRAP_SERVERS");
    }

    @Test
    void timeoutBelowASecond_isAWrongCommandLine() throws IOException {
        var run = Run.of("submit", document("a.html").toString(), "--timeout", "0");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--timeout must be at least 1 second, not 0.");
    }

    @Test
    void twoDocumentsUnderOneId_areRefusedBeforeAnythingIsSent() throws IOException {
        Path job = Files.writeString(folder.resolve("job.json"), "{\"id\":\"one\"}");

        var run = Run.of(
                "submit", document("a.html").toString(), document("b.html").toString(), "--job", job.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("b.html: another document has the id one already");
    }

    @Test
    void documentTooLargeForARecord_isRefusedBeforeAnythingIsSent() throws IOException {
        var run = Run.of(
                "submit",
                Files.writeString(folder.resolve("a.html"), "<p>" + "x".repeat(2000))
                        .toString(),
                "--set",
                "pressrun.output.max-record-size=1KiB");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("pressrun.output.max-record-size lets 1024 through");
    }

    @Test
    void takenPort_isToldApartFromOtherFailures() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(Run.of("dev", "--port", port))
                    .isEqualTo(new Run(
                            ExitCode.FAILED, "", "Port " + port + " is taken. Choose another one with --port.\n"));
        }
    }

    @Test
    void demoWithoutExamples_isAWrongCommandLine() {
        var run = Run.of("dev", "--demo", "--examples", folder.resolve("none").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(folder.resolve("none") + ": there is no such folder.");
    }

    @Test
    void render_writesThePdfIntoAFolderUnderTheDocumentsName() throws IOException {
        Path out = Files.createDirectory(folder.resolve("o ut"));

        var run = Run.of("render", document("Größe #1?.html").toString(), "-o", out.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("Größe #1?.pdf: 1 page, ");
        assertThat(out.resolve("Größe #1?.pdf"))
                .content(StandardCharsets.ISO_8859_1)
                .startsWith("%PDF-");
        assertThat(out).isDirectoryNotContaining(file -> file.toString().endsWith(".tmp"));
    }

    @Test
    void render_ofAForbiddenAddress_failsWithItsCode() {
        var run = Run.of("render", "http://127.0.0.1:9/x", "-o", folder.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("(RESOURCE_BLOCKED)");
        assertThat(folder).isEmptyDirectory();
    }

    private Path document(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "<!doctype html><title>T</title><p>" + name);
    }
}
