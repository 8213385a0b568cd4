package io.pressrun.bench;

import com.sun.management.OperatingSystemMXBean;
import io.pressrun.chaos.BrokerProcess;
import io.pressrun.intake.Intake;
import io.pressrun.intake.IntakeListener;
import io.pressrun.intake.IntakeSettings;
import io.pressrun.intake.IntakeSettings.BreakerSettings;
import io.pressrun.intake.IntakeSettings.Clients;
import io.pressrun.intake.IntakeSettings.InFlight;
import io.pressrun.intake.IntakeSettings.Member;
import io.pressrun.intake.IntakeSettings.Times;
import io.pressrun.intake.duplicates.DuplicateSettings;
import io.pressrun.intake.topic.Brokers;
import io.pressrun.intake.topic.Topics;
import io.pressrun.job.Outcome;
import io.pressrun.job.Outcome.Report;
import io.pressrun.job.Receipt;
import io.pressrun.job.ResultEvent;
import io.pressrun.job.ResultEvent.InputPosition;
import io.pressrun.job.json.JobCodec;
import io.pressrun.press.Completion;
import io.pressrun.press.Submission;
import io.pressrun.testing.KafkaFixture;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What it costs a worker to take a job and publish its result: nothing is printed in between. Beside it a plain loop that
 * reads, sends and commits, and loses or doubles results when it dies. The broker is a process of its own.
 */
final class DeliveryBench implements AutoCloseable {
    private static final int JOBS = 5000;
    private static final int WARM_UPS = 3;
    private static final int ROUNDS = 7;
    private static final int PARTITIONS = 4;
    private static final byte[] JOB = ("{\"source\":{\"html\":\"" + "<p>An invoice of some length.".repeat(100)
                    + "\"}}")
            .getBytes(StandardCharsets.UTF_8);

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final JobCodec codec = new JobCodec();
    private final BrokerProcess broker;
    private final KafkaFixture kafka;

    private DeliveryBench(Path directory) throws Exception {
        broker = new BrokerProcess(directory, List.of());
        broker.start();
        kafka = KafkaFixture.of(broker.bootstrapServers());
    }

    private static final class Way {
        private final Samples wall = new Samples();
        private final Samples cpu = new Samples();

        void add(long wallNanos, long cpuNanos) {
            wall.add(wallNanos / JOBS);
            cpu.add(cpuNanos / JOBS);
        }
    }

    private interface Run {
        void work(Topics topics) throws Exception;
    }

    static void run() throws Exception {
        Path directory = Files.createTempDirectory("pressrun-bench");
        try (var bench = new DeliveryBench(directory)) {
            bench.measure();
        }
    }

    private void measure() throws Exception {
        var worker = new Way();
        var plain = new Way();
        for (int round = 0; round < WARM_UPS + ROUNDS; round++) {
            boolean counts = round >= WARM_UPS;
            time(plain, counts, this::loop);
            time(worker, counts, this::work);
        }
        System.out.printf(
                "%nOne job of %d bytes, from its record to its visible result, without printing: medians of %d rounds of"
                        + " %d jobs%n%n",
                JOB.length, ROUNDS, JOBS);
        System.out.printf("%-44s %7s %10s %12s%n", "way", "ratio", "CPU", "jobs/s");
        print("plain loop: read, send, commit", plain, plain);
        print("the worker: started-marks and transactions", worker, plain);
        System.out.println();
    }

    private static void print(String name, Way way, Way base) {
        System.out.printf(
                "%-44s %7.2f %7.3f ms %12.0f%n",
                name,
                way.cpu.medianMillis() / base.cpu.medianMillis(),
                way.cpu.medianMillis(),
                1000 / way.wall.medianMillis());
    }

    private void time(Way way, boolean counts, Run run) throws Exception {
        var topics = kafka.topics(PARTITIONS);
        send(topics.requests());
        long wall = System.nanoTime();
        long cpu = process.getProcessCpuTime();
        run.work(topics);
        if (counts) {
            way.add(System.nanoTime() - wall, process.getProcessCpuTime() - cpu);
        }
    }

    private void send(String topic) {
        // The first records show that the new partitions have leaders.
        send(topic, 0, PARTITIONS);
        send(topic, PARTITIONS, JOBS);
    }

    private void send(String topic, int from, int to) {
        kafka.send(IntStream.range(from, to)
                .mapToObj(i ->
                        new ProducerRecord<>(topic, i % PARTITIONS, ("job-" + i).getBytes(StandardCharsets.UTF_8), JOB))
                .toList());
    }

    private void work(Topics topics) throws InterruptedException {
        var published = new CountDownLatch(JOBS);
        var intake = new Intake(
                settings(topics),
                new Brokers(4096, Set.of()),
                DeliveryBench::printed,
                codec,
                Clock.systemUTC(),
                new IntakeListener() {
                    @Override
                    public void published(Completion printing, boolean deadLetter) {
                        published.countDown();
                    }
                });
        var thread = Thread.ofPlatform().start(intake::run);
        published.await();
        intake.stop();
        thread.join();
    }

    private IntakeSettings settings(Topics topics) {
        String name = KafkaFixture.unique("bench");
        Map<String, Object> bootstrap = Map.of("bootstrap.servers", kafka.bootstrapServers());
        return new IntakeSettings(
                topics,
                new Member(name, false, name, name),
                new InFlight(64, 256L << 20, BreakerSettings.OFF),
                new Times(
                        Duration.ofMillis(50),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(2)),
                List.of(),
                DuplicateSettings.OFF,
                new Clients(bootstrap, bootstrap, 21 << 20));
    }

    private static Completion printed(Submission submission) {
        String id = submission.fallbackId();
        var receipt = new Receipt("store", "s3://pdfs/" + id + ".pdf", id + ".pdf", 1, 40_000, "0".repeat(64));
        return new Completion(id, Map.of(), new Outcome.Printed(receipt, Report.NONE), null);
    }

    private void loop(Topics topics) {
        Map<String, Object> consumerConfig = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "group.id",
                KafkaFixture.unique("plain"),
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "max.poll.records",
                64);
        Map<String, Object> producerConfig = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var consumer =
                        new KafkaConsumer<>(consumerConfig, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var producer =
                        new KafkaProducer<>(producerConfig, new ByteArraySerializer(), new ByteArraySerializer())) {
            consumer.subscribe(List.of(topics.requests()));
            for (int done = 0; done < JOBS; ) {
                var records = consumer.poll(Duration.ofSeconds(1));
                for (var record : records) {
                    var position = new InputPosition(record.topic(), record.partition(), record.offset());
                    var printing = printed(new Submission(record.value(), Map.of(), position));
                    var result = new ResultEvent(
                            printing.id(),
                            printing.outcome(),
                            1,
                            "plain",
                            position,
                            Clock.systemUTC().instant(),
                            Map.of());
                    var _ = producer.send(
                            new ProducerRecord<>(topics.results(), record.key(), codec.encodeResult(result)));
                }
                producer.flush();
                consumer.commitSync();
                done += records.count();
            }
        }
    }

    @Override
    public void close() throws Exception {
        kafka.close();
        broker.close();
    }
}
