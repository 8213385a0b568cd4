package io.pressrun.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pressrun.dev.EmbeddedBroker;
import io.pressrun.job.json.JobCodec;
import io.pressrun.testing.FreePort;
import io.pressrun.testing.KafkaFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class BrokerRestartTest {
    private static final int JOBS = 100;

    @TempDir
    Path directory;

    @Test
    @Timeout(180)
    void brokerThatIsAwayWhenAWorkerStarts_isWaitedFor() {
        int port = FreePort.find();
        var broker = EmbeddedBroker.start(port, directory, Map.of());
        try (var kafka = KafkaFixture.of(broker.bootstrapServers())) {
            var topics = kafka.topics(2);
            kafka.send(topics.requests(), List.of("job"));
            broker.close();
            var settings = new TestWorker.Settings(kafka, topics);
            settings.producer.put("max.block.ms", "500");
            try (var worker = settings.start(TestWorker::print)) {
                await().during(Duration.ofSeconds(2)).until(worker::isAlive);
                broker = EmbeddedBroker.start(port, directory, Map.of());

                await().until(() -> worker.published.get() == 1);
            }
        } finally {
            broker.close();
        }
    }

    @Test
    @Timeout(180)
    void brokerThatRestarts_losesNothingAndDoublesNothing() {
        int port = FreePort.find();
        var broker = EmbeddedBroker.start(port, directory, Map.of());
        try (var kafka = KafkaFixture.of(broker.bootstrapServers())) {
            var topics = kafka.topics(2);
            var jobs = IntStream.range(0, JOBS).mapToObj(n -> "job-" + n).toList();
            kafka.send(topics.requests(), jobs);
            var settings = new TestWorker.Settings(kafka, topics);
            settings.maxInFlight = 10;
            settings.producer.put("max.block.ms", "3000");
            settings.producer.put("delivery.timeout.ms", "3000");
            settings.producer.put("request.timeout.ms", "2000");
            var gate = new CountDownLatch(1);
            try (var worker = settings.start(
                    job -> Integer.parseInt(TestWorker.textOf(job).substring(4)) % 10 == 3
                            ? TestWorker.printBehind(gate, job)
                            : TestWorker.print(job))) {
                await().until(() -> worker.running.get() == 10);
                broker.close();
                gate.countDown();
                await().until(() -> worker.aborted.get() > 0);
                broker = EmbeddedBroker.start(port, directory, Map.of());

                await().until(() -> worker.published.get() == JOBS);
                await().untilAsserted(() ->
                        assertThat(kafka.lag(settings.group, topics.requests())).isZero());
                assertThat(worker.started).hasSize(JOBS);
            }
            try (var results = kafka.read(topics.results())) {
                results.await(JOBS, Duration.ofSeconds(60));
                var codec = new JobCodec();
                assertThat(results.all())
                        .extracting(record -> codec.decodeResult(record.value()).id())
                        .containsExactlyInAnyOrderElementsOf(jobs);
            }
        } finally {
            broker.close();
        }
    }
}
