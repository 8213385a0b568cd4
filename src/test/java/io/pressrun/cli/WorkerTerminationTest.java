package io.pressrun.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pressrun.intake.topic.Topics;
import io.pressrun.job.Outcome;
import io.pressrun.job.ResultEvent;
import io.pressrun.job.json.JobCodec;
import io.pressrun.testing.FreePort;
import io.pressrun.testing.KafkaFixture;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class WorkerTerminationTest {
    private static final int JOBS = 60;
    private static final Path LOGS = Path.of("target", "worker-logs");
    private static final Duration SOON = Duration.ofSeconds(60);

    private final KafkaFixture kafka = KafkaFixture.shared();
    private final Topics topics = kafka.topics(4);
    private final String group = KafkaFixture.unique("group");
    private final JobCodec codec = new JobCodec();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> processes = new ArrayList<>();

    @TempDir
    Path directory;

    private record Worker(Process process, int adminPort) {}

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
        http.close();
    }

    private Worker start(String name) throws IOException {
        Files.createDirectories(LOGS);
        int port = FreePort.find();
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // The JVMs do not live long.
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "worker");
        builder.environment().keySet().removeIf(key -> key.startsWith("PRESSRUN_") || key.startsWith("KAFKA_"));
        builder.environment()
                .putAll(Map.ofEntries(
                        Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                        Map.entry("PRESSRUN_TOPICS_REQUESTS", topics.requests()),
                        Map.entry("PRESSRUN_RETRY_DELAYS", "300ms,1s"),
                        Map.entry("PRESSRUN_TOPICS_RESULTS", topics.results()),
                        Map.entry("PRESSRUN_TOPICS_PDFS", topics.pdfs()),
                        Map.entry("PRESSRUN_TOPICS_DEAD_LETTERS", topics.deadLetters()),
                        Map.entry("PRESSRUN_WORKER_ID", name),
                        Map.entry("PRESSRUN_GROUP_ID", group),
                        Map.entry("PRESSRUN_INTAKE_MAX_IN_FLIGHT", "4"),
                        Map.entry("PRESSRUN_FONTS_SYSTEM", "false"),
                        Map.entry("PRESSRUN_STORE_KIND", "directory"),
                        Map.entry("PRESSRUN_STORE_DIRECTORY", directory.toString()),
                        Map.entry("PRESSRUN_ADMIN_HOST", "127.0.0.1"),
                        Map.entry("PRESSRUN_ADMIN_PORT", Integer.toString(port))));
        File log = LOGS.resolve(group + "-" + name + ".log").toFile();
        var process = builder.redirectErrorStream(true).redirectOutput(log).start();
        processes.add(process);
        return new Worker(process, port);
    }

    /** The answer's status; 0 when nobody listens. */
    private int get(Worker worker, String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + worker.adminPort() + path))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    @Test
    @Timeout(180)
    void terminatedWorker_leavesNothingUndoneAndNothingDoneTwice() throws Exception {
        var first = start("first");
        var second = start("second");
        await().atMost(SOON).until(() -> get(first, "/readyz") == 200 && get(second, "/readyz") == 200);
        assertThat(get(first, "/livez")).isEqualTo(200);
        kafka.send(IntStream.range(0, JOBS).mapToObj(this::submission).toList());

        try (var results = kafka.read(topics.results())) {
            await().atMost(SOON)
                    .until(() -> results.all().stream()
                            .anyMatch(record ->
                                    codec.decodeResult(record.value()).worker().equals("first")));
            first.process().destroy();
            assertThat(first.process().waitFor(40, TimeUnit.SECONDS))
                    .as("first ends in time")
                    .isTrue();

            results.await(JOBS, SOON);
            await().untilAsserted(() ->
                    assertThat(kafka.lag(group, topics.requests())).isZero());
            var all = results.all().stream()
                    .map(record -> codec.decodeResult(record.value()))
                    .toList();
            assertThat(all).extracting(ResultEvent::id).hasSize(JOBS).doesNotHaveDuplicates();
            assertThat(all).allMatch(result -> result.outcome() instanceof Outcome.Printed);
            assertThat(all).extracting(ResultEvent::worker).contains("first", "second");
        }
        assertThat(get(second, "/livez")).isEqualTo(200);
        assertThat(get(second, "/readyz")).isEqualTo(200);
        second.process().destroy();
        assertThat(second.process().waitFor(40, TimeUnit.SECONDS))
                .as("second ends in time")
                .isTrue();
    }

    private ProducerRecord<byte[], byte[]> submission(int n) {
        String id = "job-" + n;
        return new ProducerRecord<>(topics.requests(), KafkaFixture.bytes(id), KafkaFixture.bytes("""
                {"id": "%s", "source": {"html": "<!doctype html><p>%s</p>"}}
                """.formatted(
                        id, "Many words to set in lines. ".repeat(400))));
    }
}
