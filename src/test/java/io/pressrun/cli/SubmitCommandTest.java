package io.pressrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.cli.console.ExitCode;
import io.pressrun.dev.EmbeddedBroker;
import io.pressrun.settings.SettingsLoader;
import io.pressrun.testing.FreePort;
import io.pressrun.worker.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code submit} against a broker and a worker in this process. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit sets what is annotated, and what is set before all tests
final class SubmitCommandTest {
    @TempDir
    Path folder;

    private EmbeddedBroker broker;
    private WorkerProcess worker;
    private Thread loop;

    @BeforeAll
    void start(@TempDir Path shared) throws Exception {
        broker = EmbeddedBroker.start(0, shared.resolve("broker"), Map.of());
        worker = WorkerProcess.start(SettingsLoader.load(
                Map.of(),
                new Properties(),
                null,
                Map.of(
                        "kafka.bootstrap.servers", broker.bootstrapServers(),
                        "pressrun.intake.create-topics", "true",
                        "pressrun.admin.enabled", "false",
                        "pressrun.fonts.system", "false",
                        "pressrun.store.directory", shared.resolve("store").toString())));
        loop = Thread.ofPlatform().name("intake").start(worker::run);
    }

    @AfterAll
    void stop() throws InterruptedException {
        worker.stop();
        assertThat(loop.join(Duration.ofSeconds(60))).isTrue();
        worker.close();
        broker.close();
    }

    @Test
    void documentsOfOneNameInTwoFolders_becomeTwoPdfsInAFolderWithSpaces() throws IOException {
        Path out = folder.resolve("o ut");

        var run = submit(
                document("a/doc.html", "eins").toString(),
                document("b/doc.html", "zwei").toString(),
                "-o",
                out.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEqualTo("2 of 2 printed\n");
        assertThat(run.out().lines())
                .hasSize(2)
                .allMatch(Pattern.compile("doc-[0-9a-f]{8}: 1 page, \\d+ bytes, .*/o ut/doc-[0-9a-f]{8}\\.pdf")
                        .asMatchPredicate());
        assertThat(texts(out)).containsExactlyInAnyOrder("eins", "zwei");
    }

    @Test
    void oddFileName_staysReadable() throws IOException {
        Path out = folder.resolve("out");

        var run = submit(document("Größe #1?%41.html", "drei").toString(), "-o", out.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(out)
                .isDirectoryContaining(
                        file -> file.getFileName().toString().matches("Größe #1%3F%2541-[0-9a-f]{8}\\.pdf"));
    }

    @Test
    void filesBesideTheDocument_travelWithIt() throws IOException {
        Files.writeString(folder.resolve("a.css"), "p::before { content: 'styled ' }");
        Path out = folder.resolve("out");

        var run = submit(
                document("a.html", "<link rel=stylesheet href=a.css><p>text").toString(), "-o", out.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(texts(out)).containsExactly("styled text");
    }

    @Test
    void storedPdf_isCopiedFromTheDirectoryStoreOfThisMachine() throws IOException {
        Path out = folder.resolve("out");

        var run = submit(document("a.html", "stored").toString(), "--to", "store", "-o", out.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(texts(out)).containsExactly("stored");
    }

    @Test
    void withoutOutput_theAddressInTheStoreIsPrinted() throws IOException {
        var run = submit(document("a.html", "where").toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("file:///").contains("/store/a-");
    }

    @Test
    void toTopicWithoutOutput_namesTheTopic() throws IOException {
        var run = submit(document("a.html", "topic").toString(), "--to", "topic");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).endsWith("kafka:render-pdfs\n");
    }

    @Test
    void failedJob_endsWithItsOwnStatusAndLeavesTheOthersAlone() throws IOException {
        var run = submit(document("a.html", "fine").toString(), "http://127.0.0.1:9/x");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("a-").contains("1 page");
        assertThat(run.err()).contains("(RESOURCE_BLOCKED)").endsWith("1 of 2 printed, 1 failed\n");
    }

    @Test
    void noWait_tellsThePositionOfTheJob() throws IOException {
        var run = submit(document("a.html", "later").toString(), "--no-wait");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).matches("a-[0-9a-f]{8}: sent, render-requests-\\d-\\d+\n");
    }

    @Test
    void resultThatDoesNotCome_endsWithTheStatusOfKafka() throws IOException {
        // Nobody reads this topic.
        var run = submit(
                document("a.html", "lost").toString(),
                "--set",
                "pressrun.topics.requests=dlq.render-requests",
                "--timeout",
                "1");

        assertThat(run.exitCode()).isEqualTo(ExitCode.KAFKA);
        assertThat(run.err())
                .contains("0 of 1 results came, then none within 1 s.")
                .contains("Still open: a-");
    }

    @Test
    void missingTopic_endsWithTheStatusOfKafka() throws IOException {
        var run = submit(document("a.html", "lost").toString(), "--set", "pressrun.topics.results=nowhere");

        assertThat(run.exitCode()).isEqualTo(ExitCode.KAFKA);
        assertThat(run.err()).contains("nowhere");
    }

    @Test
    void noBroker_endsWithTheStatusOfKafka() throws IOException {
        int closed = FreePort.find();

        var run = Run.of(
                "submit",
                document("a.html", "lost").toString(),
                "--set",
                "kafka.bootstrap.servers=127.0.0.1:" + closed,
                "--set",
                "kafka.default.api.timeout.ms=1000");

        assertThat(run.exitCode()).isEqualTo(ExitCode.KAFKA);
        assertThat(run.err())
                .startsWith("Kafka at 127.0.0.1:" + closed + " does not take the jobs: ")
                .contains("KAFKA_BOOTSTRAP_SERVERS");
    }

    private Run submit(String... arguments) {
        var all = new ArrayList<>(List.of("submit", "--set", "kafka.bootstrap.servers=" + broker.bootstrapServers()));
        all.addAll(List.of(arguments));
        return Run.of(all.toArray(String[]::new));
    }

    private Path document(String name, String body) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(file, "<!doctype html><title>T</title>" + body);
    }

    private static List<String> texts(Path directory) throws IOException {
        var texts = new ArrayList<String>();
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                try (var pdf = Loader.loadPDF(file.toFile())) {
                    texts.add(new PDFTextStripper().getText(pdf).strip());
                }
            }
        }
        return texts;
    }
}
