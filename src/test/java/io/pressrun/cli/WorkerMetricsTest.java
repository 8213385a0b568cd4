package io.pressrun.cli;

import static io.pressrun.testing.KafkaFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pressrun.intake.topic.Topics;
import io.pressrun.settings.PressrunSettings;
import io.pressrun.settings.SettingsLoader;
import io.pressrun.testing.FreePort;
import io.pressrun.testing.KafkaFixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus reads of a worker that works. */
final class WorkerMetricsTest {
    private static final Pattern KAFKA_SAMPLE = Pattern.compile("(kafka_\\w+)\\{(.*)} \\S+");

    private final KafkaFixture kafka = KafkaFixture.shared();
    private final Topics topics = kafka.topics(4);
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    @Timeout(120)
    void kafkaClients_areMeasuredAsAWholeAndNotByPartition() throws Exception {
        try (var thread = Executors.newSingleThreadExecutor();
                var results = kafka.read(topics.results());
                var worker = new WorkerProcess(settings());
                AutoCloseable _ = worker::stop) {
            thread.execute(worker::run);
            kafka.send(List.of(new ProducerRecord<>(
                    topics.requests(), bytes("key"), bytes("{\"id\": \"a\", \"source\": {\"html\": \"<p>text\"}}"))));
            results.await(1, Duration.ofSeconds(60));

            await().untilAsserted(() -> assertThat(scrape(worker.adminPort()))
                    .containsPattern("kafka_consumer_coordinator_assigned_partitions\\{client_id=\"ada\"} [1-9]")
                    .contains("kafka_consumer_fetch_manager_records_consumed_total{client_id=\"ada\"} 1.0")
                    .containsPattern("kafka_producer_record_send_total\\{client_id=\"ada\"} [1-9]"));
            assertThat(scrape(worker.adminPort())
                            .lines()
                            .filter(line -> line.startsWith("kafka_"))
                            .toList())
                    .hasSizeBetween(100, 400)
                    .allSatisfy(line -> {
                        var sample = KAFKA_SAMPLE.matcher(line);
                        assertThat(sample.matches()).as(line).isTrue();
                        assertThat(sample.group(2)).isEqualTo("client_id=\"ada\"");
                    });
        }
    }

    private String scrape(int port) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private PressrunSettings settings() throws IOException {
        return SettingsLoader.load(
                Map.of(),
                new Properties(),
                null,
                Map.ofEntries(
                        Map.entry("kafka.bootstrap.servers", kafka.bootstrapServers()),
                        Map.entry("pressrun.topics.requests", topics.requests()),
                        Map.entry("pressrun.topics.results", topics.results()),
                        Map.entry("pressrun.topics.pdfs", topics.pdfs()),
                        Map.entry("pressrun.topics.dead-letters", topics.deadLetters()),
                        Map.entry("pressrun.retry.delays", "300ms,1s"),
                        Map.entry("pressrun.worker.id", "ada"),
                        Map.entry("pressrun.group.id", KafkaFixture.unique("group")),
                        Map.entry("pressrun.fonts.system", "false"),
                        Map.entry("pressrun.store.kind", "directory"),
                        Map.entry("pressrun.store.directory", directory.toString()),
                        Map.entry("pressrun.admin.host", "127.0.0.1"),
                        Map.entry("pressrun.admin.port", Integer.toString(FreePort.find()))));
    }
}
