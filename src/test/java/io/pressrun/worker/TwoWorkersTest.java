package io.pressrun.worker;

import static io.pressrun.testing.KafkaFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pressrun.job.Outcome;
import io.pressrun.job.ResultEvent;
import io.pressrun.job.json.JobCodec;
import io.pressrun.settings.PressrunSettings;
import io.pressrun.settings.SettingsLoader;
import io.pressrun.testing.KafkaFixture;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class TwoWorkersTest {
    private static final int JOBS = 200;
    private static final int UNREADABLE = 10;

    private final KafkaFixture kafka = KafkaFixture.shared();
    private final JobCodec codec = new JobCodec();

    @TempDir
    Path directory;

    @Test
    @Timeout(180)
    void twoWorkersOfAGroup_printEveryJobOnce() throws Exception {
        var topics = kafka.topics(4);
        var group = KafkaFixture.unique("group");
        var nonces = new HashMap<String, String>();
        var unreadable = new HashMap<String, byte[]>();
        var submitted = submissions(topics.requests(), nonces, unreadable);

        try (var threads =
                        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory());
                var results = kafka.read(topics.results());
                var letters = kafka.read(topics.deadLetters());
                var first = WorkerProcess.start(settings("first", group, topics.requests()));
                var second = WorkerProcess.start(settings("second", group, topics.requests()))) {
            var running = List.of(threads.submit(first::run), threads.submit(second::run));
            // Or the first might print all before the second has joined.
            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(kafka.assignment(group, topics.requests()))
                            .containsOnlyKeys("first", "second")
                            .allSatisfy((worker, partitions) ->
                                    assertThat(partitions).hasSize(2)));
            kafka.send(submitted);
            results.await(JOBS + UNREADABLE, Duration.ofSeconds(150));
            await().untilAsserted(() ->
                    assertThat(kafka.lag(group, topics.requests())).isZero());
            first.stop();
            second.stop();
            for (var run : running) {
                run.get();
            }

            var all = results.all().stream()
                    .map(record -> codec.decodeResult(record.value()))
                    .toList();
            assertThat(all)
                    .extracting(ResultEvent::input)
                    .hasSize(JOBS + UNREADABLE)
                    .doesNotHaveDuplicates();
            assertThat(all).extracting(ResultEvent::worker).contains("first", "second");
            assertThat(all)
                    .filteredOn(result -> result.outcome() instanceof Outcome.Failed)
                    .hasSize(UNREADABLE);
            assertPdfs(all, nonces);
            letters.await(UNREADABLE, Duration.ofSeconds(30));
            assertThat(letters.all())
                    .hasSize(UNREADABLE)
                    .allSatisfy(letter -> assertThat(letter.value())
                            .isEqualTo(unreadable.get(new String(letter.key(), StandardCharsets.UTF_8))));
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> submissions(
            String topic, Map<String, String> nonces, Map<String, byte[]> unreadable) {
        var random = new Random(7);
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (int n = 0; n < JOBS; n++) {
            String id = "job-" + n;
            String nonce = "nonce" + Long.toUnsignedString(random.nextLong());
            nonces.put(id, nonce);
            records.add(new ProducerRecord<>(topic, bytes(id), bytes("""
                    {"id": "%s", "source": {"html": "<!doctype html><h1>Invoice</h1><p>%s</p>"}}
                    """.formatted(id, nonce))));
            if (n % (JOBS / UNREADABLE) == 0) {
                byte[] junk = new byte[1 + random.nextInt(500)];
                random.nextBytes(junk);
                unreadable.put("junk-" + n, junk);
                records.add(new ProducerRecord<>(topic, bytes("junk-" + n), junk));
            }
        }
        return records;
    }

    private static void assertPdfs(List<ResultEvent> results, Map<String, String> nonces) throws Exception {
        var files = new HashSet<String>();
        for (var result : results) {
            if (result.outcome() instanceof Outcome.Printed printed) {
                assertThat(files.add(printed.receipt().uri())).as(result.id()).isTrue();
                byte[] pdf =
                        Files.readAllBytes(Path.of(URI.create(printed.receipt().uri())));
                try (var document = Loader.loadPDF(pdf)) {
                    assertThat(new PDFTextStripper().getText(document).strip())
                            .isEqualTo("Invoice" + System.lineSeparator() + nonces.get(result.id()));
                }
            }
        }
        assertThat(files).hasSize(JOBS);
    }

    private PressrunSettings settings(String worker, String group, String requests) {
        String base = requests.substring(0, requests.length() - "-requests".length());
        return SettingsLoader.load(
                Map.of(),
                new Properties(),
                null,
                Map.ofEntries(
                        Map.entry("kafka.bootstrap.servers", kafka.bootstrapServers()),
                        Map.entry("pressrun.topics.requests", requests),
                        Map.entry("pressrun.retry.delays", "300ms,1s"),
                        Map.entry("pressrun.topics.results", base + "-results"),
                        Map.entry("pressrun.topics.pdfs", base + "-pdfs"),
                        Map.entry("pressrun.topics.dead-letters", "dlq." + base),
                        Map.entry("pressrun.worker.id", worker),
                        Map.entry("pressrun.group.id", group),
                        Map.entry("pressrun.intake.max-in-flight", "16"),
                        Map.entry("pressrun.fonts.system", "false"),
                        Map.entry("pressrun.store.kind", "directory"),
                        Map.entry("pressrun.store.directory", directory.toString()),
                        Map.entry("pressrun.admin.enabled", "false")));
    }
}
