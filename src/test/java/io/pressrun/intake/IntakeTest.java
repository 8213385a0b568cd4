package io.pressrun.intake;

import static io.pressrun.testing.KafkaFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.pressrun.deliver.PendingRecord;
import io.pressrun.intake.ledger.CommitMetadata;
import io.pressrun.intake.topic.Topics;
import io.pressrun.job.FailureCode;
import io.pressrun.job.Outcome;
import io.pressrun.job.Outcome.Report;
import io.pressrun.job.Outcome.Timings;
import io.pressrun.job.ResultEvent;
import io.pressrun.job.Warning;
import io.pressrun.job.json.JobCodec;
import io.pressrun.press.Completion;
import io.pressrun.press.Submission;
import io.pressrun.testing.KafkaFixture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class IntakeTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final KafkaFixture kafka = KafkaFixture.shared();
    private final JobCodec codec = new JobCodec();

    private static List<String> jobs(int count) {
        return jobs(0, count);
    }

    private static List<String> jobs(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> "job-" + n).toList();
    }

    private List<ResultEvent> results(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> codec.decodeResult(record.value()))
                .toList();
    }

    private List<String> idsOn(Topics topics) {
        try (var reader = kafka.read(topics.results())) {
            return results(reader.all()).stream().map(ResultEvent::id).toList();
        }
    }

    private void awaitResults(Topics topics, int count) {
        try (var reader = kafka.read(topics.results())) {
            reader.await(count, SOON);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyRecord_endsInOneResultUnderItsKey(boolean classic) {
        var topics = kafka.topics(3);
        kafka.send(topics.requests(), jobs(50));
        var settings = new TestWorker.Settings(kafka, topics);
        settings.classic = classic;
        var worker = settings.start(TestWorker::print);
        try (worker;
                var reader = kafka.read(topics.results())) {
            reader.await(50, SOON);
            await().untilAsserted(() ->
                    assertThat(kafka.lag(settings.group, topics.requests())).isZero());
            worker.close();

            var records = reader.all();
            assertThat(results(records)).extracting(ResultEvent::id).containsExactlyInAnyOrderElementsOf(jobs(50));
            assertThat(records).allSatisfy(record -> {
                var result = codec.decodeResult(record.value());
                assertThat(record.key()).isEqualTo(bytes(result.id()));
                assertThat(result.worker()).isEqualTo(settings.id);
                assertThat(record.headers().lastHeader("pressrun-id").value()).isEqualTo(bytes(result.id()));
            });
            assertThat(worker.published).hasValue(50);
            assertThat(worker.deadLetters).hasValue(0);
            assertThat(worker.interrupted).hasValue(0);
            assertThat(worker.aborted).hasValue(0);
            assertThat(worker.committed.get()).isPositive();
        }
    }

    @Test
    void slowJob_holdsBackNobody_andTheNextWorkerPrintsItAlone() {
        var topics = kafka.topics(1);
        kafka.send(topics.requests(), jobs(40));
        var settings = new TestWorker.Settings(kafka, topics);
        settings.drain = Duration.ZERO;
        var never = new CountDownLatch(1);
        try (var worker = settings.start(job ->
                TestWorker.textOf(job).equals("job-0") ? TestWorker.printBehind(never, job) : TestWorker.print(job))) {
            awaitResults(topics, 39);
            assertThat(worker.running).hasValue(1);
        }
        assertThat(idsOn(topics)).containsExactlyInAnyOrderElementsOf(jobs(1, 40));

        // Record by record, so that the job ends before the others are seen again.
        settings.consumer.put("max.poll.records", "1");
        try (var next = settings.start(TestWorker::print)) {
            awaitResults(topics, 40);
            await().untilAsserted(() ->
                    assertThat(kafka.lag(settings.group, topics.requests())).isZero());
            assertThat(next.started).containsExactly("job-0");
        }
        assertThat(idsOn(topics)).containsExactlyInAnyOrderElementsOf(jobs(40));
    }

    @Test
    void workIsBounded_andPartitionsArePausedMeanwhile() {
        var topics = kafka.topics(2);
        kafka.send(topics.requests(), jobs(20));
        var settings = new TestWorker.Settings(kafka, topics);
        settings.maxInFlight = 3;
        var gate = new CountDownLatch(1);
        try (var worker = settings.start(job -> TestWorker.printBehind(gate, job))) {
            await().atMost(SOON).until(() -> worker.running.get() == 3 && worker.paused == worker.assigned);
            gate.countDown();
            awaitResults(topics, 20);
            await().until(() -> worker.paused == 0);
            assertThat(worker.mostRunning).hasValue(3);
        }
        assertThat(idsOn(topics)).hasSize(20);
    }

    @Test
    void resultsThatCannotBePublished_stopTheIntake_andAppearOnceTheyCan() {
        var topics = kafka.topics(1);
        // A compacted topic refuses records without a key.
        kafka.alterTopic(topics.results(), "cleanup.policy", "compact");
        kafka.send(jobs(60).stream()
                .map(job -> new ProducerRecord<byte[], byte[]>(topics.requests(), bytes(job)))
                .toList());
        var settings = new TestWorker.Settings(kafka, topics);
        settings.maxInFlight = 8;
        try (var worker = settings.start(TestWorker::print)) {
            await().atMost(SOON).until(() -> worker.aborted.get() >= 2);
            assertThat(worker.started).hasSizeLessThan(20);
            assertThat(worker.published).hasValue(0);

            kafka.alterTopic(topics.results(), "cleanup.policy", "delete");
            awaitResults(topics, 60);
        }
        assertThat(idsOn(topics)).containsExactlyInAnyOrderElementsOf(jobs(60));
    }

    @Test
    void failedJob_leavesTheRecordByteForByteAsDeadLetter() {
        var topics = kafka.topics(1);
        byte[] junk = {0, (byte) 0xff, (byte) 0xc3, 0x28, 13, 10};
        var headers = new RecordHeaders()
                .add("content-type", bytes("application/json"))
                .add("twice", junk)
                .add("twice", new byte[0])
                .add("nothing", null);
        kafka.send(List.of(new ProducerRecord<>(topics.requests(), 0, junk, junk, headers)));
        var settings = new TestWorker.Settings(kafka, topics);
        try (var worker =
                settings.start(job -> TestWorker.failed(job.fallbackId(), FailureCode.JOB_UNREADABLE, "not a job"))) {
            try (var reader = kafka.read(topics.deadLetters())) {
                var letter = reader.await(1, SOON).getFirst();
                assertThat(letter.key()).isEqualTo(junk);
                assertThat(letter.value()).isEqualTo(junk);
                var kept = Arrays.stream(letter.headers().toArray()).limit(4).toList();
                assertThat(kept).isEqualTo(List.of(headers.toArray()));
            }
            awaitResults(topics, 1);
            await().until(() -> worker.deadLetters.get() == 1 && worker.published.get() == 1);
        }
    }

    @Test
    void recordsWithoutKeyOrValue_areAnswered() {
        var topics = kafka.topics(1);
        kafka.send(List.of(
                new ProducerRecord<>(topics.requests(), 0, null, null),
                new ProducerRecord<>(topics.requests(), 0, bytes("key"), null),
                new ProducerRecord<>(topics.requests(), 0, null, new byte[0]),
                new ProducerRecord<>(topics.requests(), 0, new byte[0], new byte[0])));
        var settings = new TestWorker.Settings(kafka, topics);
        try (var worker = settings.start(
                        job -> TestWorker.failed(job.fallbackId(), FailureCode.JOB_UNREADABLE, "empty"));
                var letters = kafka.read(topics.deadLetters())) {
            var found = letters.await(4, SOON);
            awaitResults(topics, 4);
            assertThat(found.stream().filter(letter -> letter.value() == null)).hasSize(2);
            assertThat(found.stream().filter(letter -> letter.key() == null)).hasSize(2);
            assertThat(worker.isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void workersThatJoinAndLeave_answerEveryRecordOnce(boolean classic) {
        var topics = kafka.topics(4);
        kafka.send(topics.requests(), jobs(200));
        var settings = new TestWorker.Settings(kafka, topics);
        settings.classic = classic;
        settings.maxInFlight = 4;
        Function<Submission, Completion> press = job -> takeTime(20, job);
        var first = settings.id("first").start(press);
        try (first) {
            awaitResults(topics, 20);
            try (var second = settings.id("second").start(press)) {
                await().atMost(SOON).until(() -> second.assigned == 2);
                kafka.send(topics.requests(), jobs(200, 260));
                await().atMost(SOON).until(() -> second.published.get() > 5);
                first.close();
                await().atMost(SOON).until(() -> second.assigned == 4);
                try (var third = settings.id("third").start(press)) {
                    await().atMost(SOON).until(() -> third.assigned == 2);
                    kafka.send(topics.requests(), jobs(260, 300));
                    awaitResults(topics, 300);
                }
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(kafka.lag(settings.group, topics.requests()))
                                .isZero());
            }
        }
        assertThat(idsOn(topics)).containsExactlyInAnyOrderElementsOf(jobs(300));
    }

    private static Completion takeTime(long millis, Submission job) {
        try {
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
            return TestWorker.print(job);
        } catch (InterruptedException e) {
            return new Completion(TestWorker.textOf(job), Map.of(), new Outcome.Interrupted(), null);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stalledWorker_publishesNothingOnceOthersHaveItsPartitions(boolean classic) {
        var topics = kafka.topics(2);
        kafka.send(topics.requests(), jobs(10));
        var settings = new TestWorker.Settings(kafka, topics);
        settings.classic = classic;
        var stall = new CountDownLatch(1);
        var begun = new CountDownLatch(10);
        settings.consumer.put("max.poll.interval.ms", "2000");
        var stalled = settings.id("stalled")
                .start(
                        job -> {
                            begun.countDown();
                            return TestWorker.printBehind(stall, job);
                        },
                        () -> {
                            // Once all jobs run, the poll thread stands still and the jobs end meanwhile.
                            if (begun.getCount() == 0) {
                                awaitUninterrupted(stall);
                            }
                        });
        try (stalled) {
            settings.consumer.remove("max.poll.interval.ms");
            await().atMost(SOON).until(() -> begun.getCount() == 0);
            try (var heir = settings.id("heir").start(TestWorker::print)) {
                awaitResults(topics, 10);
                stall.countDown();
                await().atMost(SOON).until(() -> stalled.assigned == 1 && heir.assigned == 1);
            }
            kafka.send(topics.requests(), jobs(10, 20));
            awaitResults(topics, 20);
            await().untilAsserted(() -> assertThat(stalled.published).hasValue(10));
        }
        assertThat(idsOn(topics)).containsExactlyInAnyOrderElementsOf(jobs(20));
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void producerFencedByAnother_isReplaced() {
        var topics = kafka.topics(2);
        kafka.send(topics.requests(), jobs(30));
        var settings = new TestWorker.Settings(kafka, topics);
        try (var worker = settings.start(TestWorker::print)) {
            awaitResults(topics, 30);
            for (int round = 0; round < 3; round++) {
                try (var other = kafka.producer(Map.of("transactional.id", "tx-" + settings.id))) {
                    other.initTransactions();
                }
                kafka.send(topics.requests(), jobs(30 + round * 10, 40 + round * 10));
                awaitResults(topics, 40 + round * 10);
            }
            await().until(() -> worker.published.get() == 60);
            assertThat(worker.aborted).hasValue(3);
            assertThat(worker.fenced).hasValue(3);
        }
        assertThat(idsOn(topics)).containsExactlyInAnyOrderElementsOf(jobs(60));
    }

    @Test
    void pdfTooLargeForItsTopic_fails_andTheOthersArePublished() {
        var topics = kafka.topics(1);
        kafka.alterTopic(topics.pdfs(), "max.message.bytes", "100000");
        kafka.send(topics.requests(), List.of("small-1", "broker", "small-2", "client", "small-3"));
        var settings = new TestWorker.Settings(kafka, topics);
        settings.producer.put("linger.ms", "500");
        try (var worker = settings.start(job -> withPdf(
                topics,
                job,
                switch (TestWorker.textOf(job)) {
                    case "broker" -> 200_000;
                    case "client" -> 2 << 20;
                    default -> 50_000;
                }))) {
            awaitResults(topics, 5);
            await().until(() -> worker.published.get() == 5);
            assertThat(worker.deadLetters).hasValue(2);
        }
        try (var pdfs = kafka.read(topics.pdfs());
                var letters = kafka.read(topics.deadLetters());
                var results = kafka.read(topics.results())) {
            pdfs.await(3, SOON);
            letters.await(2, SOON);
            results.await(5, SOON);
            assertThat(pdfs.all())
                    .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                    .containsExactlyInAnyOrder("small-1", "small-2", "small-3");
            assertThat(letters.all()).hasSize(2);
            assertThat(results(results.all()))
                    .filteredOn(result -> result.outcome() instanceof Outcome.Failed failed
                            && failed.code() == FailureCode.PDF_TOO_LARGE)
                    .extracting(ResultEvent::id)
                    .containsExactlyInAnyOrder("broker", "client");
        }
    }

    private static Completion withPdf(Topics topics, Submission job, int bytes) {
        String id = TestWorker.textOf(job);
        var pdf = new PendingRecord(topics.pdfs(), new byte[bytes], Map.of("pressrun-id", id));
        return new Completion(id, Map.of(), TestWorker.print(job).outcome(), pdf);
    }

    @Test
    void resultTooLargeForItsTopic_isShortened() {
        var topics = kafka.topics(1);
        kafka.alterTopic(topics.results(), "max.message.bytes", "5000");
        kafka.send(topics.requests(), List.of("warned", "talkative", "brief"));
        var settings = new TestWorker.Settings(kafka, topics);
        settings.producer.put("linger.ms", "500");
        var warnings = Collections.nCopies(500, new Warning("CSS_INVALID", "no such property", "colour"));
        try (var worker = settings.start(job -> switch (TestWorker.textOf(job)) {
            case "warned" ->
                new Completion(
                        "warned",
                        Map.of(),
                        new Outcome.Failed(
                                FailureCode.RENDER_FAILED, "no", new Report(warnings, List.of(), Timings.NONE)),
                        null);
            case "talkative" -> TestWorker.failed("talkative", FailureCode.RENDER_FAILED, "😀".repeat(4_000));
            default -> TestWorker.print(job);
        })) {
            awaitResults(topics, 3);
            await().until(() -> worker.published.get() == 3);
        }
        try (var letters = kafka.read(topics.deadLetters())) {
            letters.await(2, SOON);
            assertThat(letters.all()).hasSize(2);
        }
        assertThat(idsOn(topics)).containsExactlyInAnyOrder("warned", "talkative", "brief");
    }

    @Test
    void deadLetterTooLargeForItsTopic_leavesItsValueOut() {
        var topics = kafka.topics(1);
        kafka.alterTopic(topics.deadLetters(), "max.message.bytes", "1000");
        kafka.send(List.of(
                new ProducerRecord<>(topics.requests(), bytes("large"), new byte[5_000]),
                new ProducerRecord<>(topics.requests(), bytes("key".repeat(2_000)), bytes("large key")),
                new ProducerRecord<>(topics.requests(), bytes("short"), bytes("short"))));
        var settings = new TestWorker.Settings(kafka, topics);
        try (var worker =
                settings.start(job -> TestWorker.failed(job.fallbackId(), FailureCode.JOB_UNREADABLE, "not a job"))) {
            awaitResults(topics, 3);
            await().until(() -> worker.published.get() == 3);
        }
        try (var letters = kafka.read(topics.deadLetters())) {
            letters.await(2, SOON);
            assertThat(letters.all())
                    .extracting(
                            letter -> new String(letter.key(), StandardCharsets.UTF_8),
                            letter -> letter.value() == null,
                            letter -> letter.headers().lastHeader("pressrun-value-omitted") != null)
                    .containsExactlyInAnyOrder(tuple("large", true, true), tuple("short", false, false));
        }
    }

    @Test
    void deadLetterOfTheLargestRequest_hasItsValue() {
        var topics = kafka.topics(1);
        var settings = new TestWorker.Settings(kafka, topics);
        kafka.alterTopic(topics.deadLetters(), "max.message.bytes", Integer.toString(2 << 20));
        kafka.send(List.of(
                new ProducerRecord<>(topics.requests(), bytes("large"), new byte[settings.maxRecordBytes - 100])));
        try (var _ = settings.start(job -> TestWorker.failed(job.fallbackId(), FailureCode.JOB_UNREADABLE, "no"))) {
            awaitResults(topics, 1);
        }
        try (var letters = kafka.read(topics.deadLetters())) {
            letters.await(1, SOON);
            assertThat(letters.all())
                    .extracting(letter -> letter.value().length)
                    .containsExactly((1 << 20) - 100);
        }
    }

    @Test
    void pressThatThrows_endsInAResult() {
        var topics = kafka.topics(1);
        kafka.send(topics.requests(), List.of("exception", "error", "unwritable", "fine"));
        var settings = new TestWorker.Settings(kafka, topics);
        settings.maxInFlight = 1;
        try (var worker = settings.start(job -> switch (TestWorker.textOf(job)) {
            case "exception" -> throw new IllegalStateException("a defect");
            case "error" -> throw new StackOverflowError();
            case "unwritable" -> TestWorker.failed("unwritable", FailureCode.JOB_INVALID, "half a pair: \ud83d");
            default -> TestWorker.print(job);
        })) {
            awaitResults(topics, 4);
            await().until(() -> worker.published.get() == 4);
            assertThat(worker.isAlive()).isTrue();
        }
        try (var results = kafka.read(topics.results())) {
            assertThat(results(results.all()))
                    .filteredOn(result -> result.outcome() instanceof Outcome.Failed failed
                            && failed.code() == FailureCode.INTERNAL_ERROR)
                    .hasSize(2);
        }
    }

    @Test
    void stop_finishesWhatRuns_andHandsBackWhatWaits() {
        var topics = kafka.topics(1);
        kafka.send(topics.requests(), jobs(10));
        var settings = new TestWorker.Settings(kafka, topics);
        settings.maxInFlight = 2;
        var gate = new CountDownLatch(1);
        var worker = settings.start(job -> TestWorker.printBehind(gate, job));
        await().atMost(SOON).until(() -> worker.running.get() == 2);
        var stopping = Thread.ofVirtual().start(worker::close);
        await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
        gate.countDown();
        worker.close();

        assertThat(worker.started).containsExactlyInAnyOrder("job-0", "job-1");
        assertThat(worker.published).hasValue(2);
        awaitResults(topics, 2);
        assertThat(idsOn(topics)).containsExactlyInAnyOrder("job-0", "job-1");
        try (var next = settings.start(TestWorker::print)) {
            awaitResults(topics, 10);
            assertThat(next.started).containsExactlyInAnyOrderElementsOf(jobs(2, 10));
        }
        assertThat(idsOn(topics)).containsExactlyInAnyOrderElementsOf(jobs(10));
    }

    @Test
    void foreignCommitMetadata_isIgnored() {
        var topics = kafka.topics(1);
        kafka.send(topics.requests(), jobs(10));
        var settings = new TestWorker.Settings(kafka, topics);
        kafka.commit(settings.group, topics.requests(), 0, new OffsetAndMetadata(4, "of another program"));
        try (var worker = settings.start(TestWorker::print)) {
            awaitResults(topics, 6);
            assertThat(worker.started).containsExactlyInAnyOrderElementsOf(jobs(4, 10));
        }
    }

    @Test
    void transactionMarkersAtTheEnd_leaveNoLag() {
        var topics = kafka.topics(1);
        try (var producer = kafka.producer(Map.of("transactional.id", KafkaFixture.unique("client")))) {
            producer.initTransactions();
            for (String job : jobs(3)) {
                producer.beginTransaction();
                var _ = producer.send(new ProducerRecord<>(topics.requests(), bytes(job), bytes(job)));
                producer.commitTransaction();
            }
            producer.beginTransaction();
            var _ = producer.send(new ProducerRecord<>(topics.requests(), bytes("no"), bytes("no")));
            producer.flush();
            producer.abortTransaction();
        }
        var settings = new TestWorker.Settings(kafka, topics);
        try (var worker = settings.start(TestWorker::print)) {
            awaitResults(topics, 3);
            await().untilAsserted(() ->
                    assertThat(kafka.lag(settings.group, topics.requests())).isZero());
            assertThat(worker.started).containsExactlyInAnyOrderElementsOf(jobs(3));
        }
    }

    @Test
    void windowFullBehindASlowJob_waitsForItAlone() {
        var topics = kafka.topics(2);
        int count = CommitMetadata.MAX_WINDOW + 500;
        kafka.send(jobs(count).stream()
                .map(job -> new ProducerRecord<>(topics.requests(), 0, bytes(job), bytes(job)))
                .toList());
        var settings = new TestWorker.Settings(kafka, topics);
        settings.maxInFlight = 500;
        var gate = new CountDownLatch(1);
        try (var worker = settings.start(job ->
                TestWorker.textOf(job).equals("job-0") ? TestWorker.printBehind(gate, job) : TestWorker.print(job))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> worker.published.get() == CommitMetadata.MAX_WINDOW - 1);
            await().until(() -> worker.paused == 1);
            kafka.send(List.of(new ProducerRecord<>(topics.requests(), 1, bytes("other"), bytes("other"))));
            await().until(() -> worker.started.contains("other"));
            assertThat(worker.started).hasSize(CommitMetadata.MAX_WINDOW + 1);
            gate.countDown();
            await().atMost(SOON).until(() -> worker.published.get() == count + 1);
        }
        awaitResults(topics, count + 1);
        assertThat(idsOn(topics)).hasSize(count + 1).doesNotHaveDuplicates();
    }

    @Test
    void workerWhoseJobsDoNotEnd_saysThatItIsStalled() {
        var topics = kafka.topics(1);
        var gate = new CountDownLatch(1);
        var settings = new TestWorker.Settings(kafka, topics);
        settings.stallTimeout = Duration.ofSeconds(1);
        try (var worker = settings.start(submission -> TestWorker.printBehind(gate, submission))) {
            kafka.send(topics.requests(), List.of("a", "b"));
            await().atMost(SOON).until(() -> worker.stalled.get() != null);
            assertThat(worker.stalled.get()).contains("jobs under way has ended for 1 s");

            gate.countDown();
            await().atMost(SOON).until(() -> worker.stalled.get() == null);
        }
    }
}
