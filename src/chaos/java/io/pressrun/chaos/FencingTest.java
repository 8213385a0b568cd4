package io.pressrun.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class FencingTest {
    private static final Path HOME = Path.of("target", "chaos", "fencing-" + System.currentTimeMillis());
    private static final String WORKER = "ada";
    private static final int JOBS = 8;
    /** Longer than anything that happens meanwhile. */
    private static final int OPEN_MILLIS = 170_000;

    @Test
    @Timeout(300)
    void workerThatIsFencedWhileItReadsItsOffsets_joinsAgain() throws Exception {
        var setup = new Rig.Setup("fencing", 7, "consumer", true, "", "read_committed", HOME, Map.of());
        try (var broker = started();
                var rig = new Rig(setup, broker);
                var open = openTransaction(broker, setup.name())) {
            var worker = rig.worker(WORKER);
            worker.start();
            // It now waits for the offsets, which are not settled.
            assertThat(worker.awaitAssignment(60_000)).isTrue();
            broker.gate(WORKER).set(TcpProxy.Mode.STALL);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> rig.view().members().isEmpty());
            broker.gate(WORKER).set(TcpProxy.Mode.PASS);
            open.abortTransaction();
            IntStream.range(0, JOBS).forEach(_ -> rig.submit(rig.stream().next(JobKind.SMALL)));

            var verdict = Checker.check(rig.finish(rig.settle(Duration.ofSeconds(60))));

            assertThat(verdict.findings()).isEmpty();
            assertThat(rig.journal().events())
                    .filteredOn(event -> event.what().equals("started"))
                    .hasSize(1);
        }
    }

    private static BrokerProcess started() throws Exception {
        var broker = new BrokerProcess(HOME.resolve("broker"), List.of(WORKER));
        broker.start();
        return broker;
    }

    private static KafkaProducer<byte[], byte[]> openTransaction(BrokerProcess broker, String name) {
        var producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "transactional.id",
                        "open",
                        "transaction.timeout.ms",
                        OPEN_MILLIS),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", name),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            producer.sendOffsetsToTransaction(
                    Map.of(new TopicPartition(name, 0), new OffsetAndMetadata(0)), consumer.groupMetadata());
        }
        return producer;
    }
}
