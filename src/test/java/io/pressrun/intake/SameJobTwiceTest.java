package io.pressrun.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pressrun.intake.duplicates.DuplicateSettings;
import io.pressrun.intake.topic.Topics;
import io.pressrun.job.FailureCode;
import io.pressrun.job.Outcome;
import io.pressrun.job.Outcome.Report;
import io.pressrun.job.Outcome.Timings;
import io.pressrun.job.Receipt;
import io.pressrun.job.ResultEvent;
import io.pressrun.job.Warning;
import io.pressrun.job.json.JobCodec;
import io.pressrun.press.Completion;
import io.pressrun.press.Submission;
import io.pressrun.testing.KafkaFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class SameJobTwiceTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration HOUR = Duration.ofHours(1);

    private final KafkaFixture kafka = KafkaFixture.shared();
    private final JobCodec codec = new JobCodec();
    private final Topics topics = kafka.topics(2);
    private final String memory = topics.requests() + ".printed";
    private final TestWorker.Settings settings = settings(HOUR);
    private final List<String> printed = Collections.synchronizedList(new ArrayList<>());

    SameJobTwiceTest() {
        kafka.createTopic(memory, 2, Map.of("cleanup.policy", "compact,delete"));
    }

    private TestWorker.Settings settings(Duration window) {
        var fresh = new TestWorker.Settings(kafka, topics);
        fresh.retryDelays = KafkaFixture.RETRY_DELAYS;
        fresh.duplicates = new DuplicateSettings(window, memory);
        return fresh;
    }

    private void send(String... ids) {
        sendTo(null, ids);
    }

    private void sendTo(@Nullable Integer partition, String... ids) {
        kafka.send(Stream.of(ids)
                .map(id -> new ProducerRecord<>(
                        topics.requests(),
                        partition,
                        KafkaFixture.bytes(id),
                        KafkaFixture.bytes("{\"id\":\"" + id + "\",\"source\":{\"html\":\"<p>\"}}")))
                .toList());
    }

    private String idOf(Submission job) {
        return codec.idOf(job.value(), job.headers(), job.fallbackId());
    }

    /** The n-th printing of the test has n pages. */
    private Completion print(Submission job) {
        String id = idOf(job);
        printed.add(id);
        var outcome = new Outcome.Printed(
                new Receipt("store", "file:///pdfs/" + id, id, printed.size(), 1000 + printed.size(), "0f".repeat(32)),
                new Report(List.of(new Warning("ASSET_MISSING", "No logo", null)), List.of(), Timings.NONE));
        return new Completion(id, Map.of("tenant", "acme"), outcome, null);
    }

    private Completion failLater(Submission job) {
        return new Completion(
                idOf(job),
                Map.of(),
                new Outcome.RetryLater(FailureCode.STORE_UNAVAILABLE, "down", Report.NONE, null),
                null);
    }

    private List<ResultEvent> results(int count) {
        try (var reader = kafka.read(topics.results())) {
            reader.await(count, SOON);
            return reader.all().stream()
                    .map(record -> codec.decodeResult(record.value()))
                    .sorted((a, b) -> a.completedAt().compareTo(b.completedAt()))
                    .toList();
        }
    }

    private void assertRepeats(ResultEvent second, ResultEvent first) {
        assertThat(second.duplicateOf()).isEqualTo(first.input());
        assertThat(second.outcome()).isEqualTo(first.outcome());
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.labels()).isEqualTo(first.labels());
        assertThat(second.input()).isNotEqualTo(first.input());
        assertThat(second.attempts()).isZero();
    }

    /** A worker counts a moment after its results are visible. */
    private static void awaitCount(AtomicInteger counter, int count) {
        await().untilAsserted(() -> assertThat(counter).hasValue(count));
    }

    private void assertNoLag() {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(kafka.lag(settings.group, topics.requests())).isZero();
            for (var delay : KafkaFixture.RETRY_DELAYS) {
                assertThat(kafka.lag(settings.group, topics.retry(delay))).isZero();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void jobWhoseIdWasPrinted_isAnsweredWithTheFirstResult(boolean classic) {
        settings.classic = classic;
        try (var worker = settings.start(this::print)) {
            send("a", "b");
            var first = results(2).stream()
                    .filter(result -> result.id().equals("a"))
                    .findFirst()
                    .orElseThrow();
            assertThat(first.duplicateOf()).isNull();
            send("a");
            assertRepeats(results(3).getLast(), first);
            assertNoLag();
            assertThat(printed).containsExactlyInAnyOrder("a", "b");
            awaitCount(worker.duplicates, 1);
            awaitCount(worker.published, 2);
        }
    }

    @Test
    void jobsWithOneIdInOnePoll_arePrintedOnce_alsoWhenTheyTakeAllRoom() {
        settings.maxInFlight = 4;
        send(IntStream.range(0, 20).mapToObj(n -> n % 10 == 7 ? "b" : "a").toArray(String[]::new));
        try (var worker = settings.start(this::print)) {
            var results = results(20);
            assertThat(printed).containsExactlyInAnyOrder("a", "b");
            assertThat(results)
                    .filteredOn(result -> result.duplicateOf() == null)
                    .extracting(ResultEvent::id)
                    .containsExactlyInAnyOrder("a", "b");
            assertThat(results).extracting(ResultEvent::input).doesNotHaveDuplicates();
            awaitCount(worker.duplicates, 18);
            assertThat(worker.mostRunning.get()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void jobWhoseFirstWaitsForItsNextAttempt_waitsToo_andGetsItsResult() {
        var failures = new AtomicInteger();
        try (var worker = settings.start(job -> failures.incrementAndGet() <= 2 ? failLater(job) : print(job))) {
            send("a");
            await().atMost(SOON).until(() -> worker.published.get() == 1);
            send("a", "a");
            var results = results(3);
            assertThat(results.getFirst().attempts()).isEqualTo(3);
            assertRepeats(results.get(1), results.getFirst());
            assertRepeats(results.get(2), results.getFirst());
            assertThat(printed).containsExactly("a");
            assertThat(failures).hasValue(3);
            assertNoLag();
        }
    }

    @Test
    void failedJob_isNotRemembered_andTheNextWithItsIdIsPrinted() {
        var first = new AtomicBoolean(true);
        try (var worker = settings.start(job ->
                first.getAndSet(false) ? TestWorker.failed(idOf(job), FailureCode.RENDER_FAILED, "no") : print(job))) {
            send("a", "a", "a");
            var results = results(3);
            assertThat(results.getFirst().outcome()).isInstanceOf(Outcome.Failed.class);
            assertThat(results.get(1).duplicateOf()).isNull();
            assertRepeats(results.get(2), results.get(1));
            assertThat(printed).containsExactly("a");
            awaitCount(worker.deadLetters, 1);
        }
    }

    @Test
    void jobThatFailedAtItsLastAttempt_isForgotten() {
        var attempts = new AtomicInteger();
        try (var worker = settings.start(job -> attempts.incrementAndGet() <= 3 ? failLater(job) : print(job))) {
            send("a");
            assertThat(results(1).getFirst().outcome()).isInstanceOf(Outcome.Failed.class);
            send("a");
            assertThat(results(2).getLast().duplicateOf()).isNull();
            assertThat(printed).containsExactly("a");
            assertThat(worker.duplicates).hasValue(0);
        }
    }

    @Test
    void idIsForgotten_whenTheWindowIsOver() {
        var brief = settings(Duration.ofMillis(500));
        try (var worker = brief.start(this::print)) {
            send("a");
            var printedAt = results(1).getFirst().completedAt();
            await().until(() -> printedAt.plusSeconds(1).isBefore(Instant.now()));
            send("a");
            assertThat(results(2).getLast().duplicateOf()).isNull();
            assertThat(printed).containsExactly("a", "a");
            assertThat(worker.duplicates).hasValue(0);
        }
    }

    @Test
    void nextWorker_remembersWhatTheFormerPrinted() {
        send("a", "b", "c");
        try (var worker = settings.start(this::print)) {
            results(3);
        }
        send("a", "b", "c");
        settings.id(KafkaFixture.unique("next"));
        try (var next = settings.start(this::print)) {
            assertThat(results(6))
                    .filteredOn(result -> result.duplicateOf() != null)
                    .extracting(ResultEvent::worker)
                    .containsOnly(settings.id)
                    .hasSize(3);
            assertThat(printed).hasSize(3);
            awaitCount(next.duplicates, 3);
        }
    }

    @Test
    void partitionsThatMoveToAnotherWorker_areNotPrintedAgain() {
        var ids = IntStream.range(0, 100).mapToObj(n -> "job-" + n).toArray(String[]::new);
        // So that the second worker cannot be content with a partition of a retry topic.
        settings.retryDelays = List.of();
        try (var worker = settings.start(this::print)) {
            send(ids);
            await().atMost(SOON).until(() -> printed.size() > 10);
            var second = settings(HOUR);
            second.group = settings.group;
            second.retryDelays = List.of();
            try (var joined = second.start(this::print)) {
                await().atMost(SOON).until(() -> joined.assigned > 0);
                send(ids);
                send(ids);
                var results = results(300);
                assertThat(results).extracting(ResultEvent::input).doesNotHaveDuplicates();
                assertThat(results)
                        .filteredOn(result -> result.duplicateOf() == null)
                        .extracting(ResultEvent::id)
                        .containsExactlyInAnyOrder(ids);
                await().untilAsserted(() -> assertThat(worker.duplicates.get() + joined.duplicates.get())
                        .isEqualTo(200));
                assertThat(joined.duplicates.get()).isPositive();
            }
        }
    }

    @Test
    void workerThatDiesBeforePublishing_leavesNothingRemembered() {
        send("a");
        var dead = new AtomicBoolean();
        var never = new CountDownLatch(1);
        settings.start(
                        job -> {
                            print(job);
                            dead.set(true);
                            return TestWorker.printBehind(never, job);
                        },
                        () -> {
                            if (dead.get()) {
                                throw new TestWorker.Death();
                            }
                        })
                .awaitDeath();
        assertThat(printed).hasSize(1);
        send("a");
        try (var next = settings.start(this::print)) {
            var results = results(2);
            assertRepeats(results.getLast(), results.getFirst());
            assertThat(printed).hasSize(2);
            awaitCount(next.duplicates, 1);
        }
    }

    @Test
    void workerThatStops_leavesNobodyWaitingForAVerdict() {
        settings.drain = Duration.ofMillis(200);
        var never = new CountDownLatch(1);
        send("a", "a", "a");
        var worker = settings.start(job -> TestWorker.printBehind(never, job));
        await().atMost(SOON).until(() -> worker.running.get() == 1);
        worker.close();
        awaitCount(worker.running, 0);
        try (var next = settings.start(this::print)) {
            assertThat(results(3))
                    .filteredOn(result -> result.duplicateOf() == null)
                    .hasSize(1);
            assertThat(printed).containsExactly("a");
        }
    }

    @Test
    void partitionWhoseMemoryCannotBeRead_holdsUpItsOwnJobsAlone() throws InterruptedException, ExecutionException {
        String late = memory + "-late";
        kafka.createTopic(late, 1, Map.of());
        settings.duplicates = new DuplicateSettings(HOUR, late);
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                var worker = settings.start(this::print)) {
            sendTo(1, "stuck");
            await().atMost(SOON).until(() -> worker.inFlight == 1);
            for (int n = 0; n < 10; n++) {
                sendTo(0, "a", "b-" + n);
            }
            assertThat(results(20)).extracting(ResultEvent::id).doesNotContain("stuck");
            assertThat(worker.duplicates).hasValue(9);
            assertThat(printed).hasSize(11);

            admin.createPartitions(Map.of(late, NewPartitions.increaseTo(2)))
                    .all()
                    .get();
            assertThat(results(21).getLast().id()).isEqualTo("stuck");
            assertNoLag();
        }
    }

    @Test
    void jobsWithoutAnId_areAllPrinted() {
        kafka.send(topics.requests(), List.of("{\"source\":{\"html\":\"x\"}}", "{\"source\":{\"html\":\"x\"}}"));
        try (var worker = settings.start(this::print);
                var remembered = kafka.read(memory)) {
            assertThat(results(2))
                    .allSatisfy(result -> assertThat(result.duplicateOf()).isNull());
            assertThat(remembered.all()).isEmpty();
            assertThat(worker.duplicates).hasValue(0);
        }
    }

    @Test
    void whenItIsOff_everyJobIsPrinted_andNothingRemembered() {
        settings.duplicates = DuplicateSettings.OFF;
        send("a", "a");
        try (var worker = settings.start(this::print);
                var remembered = kafka.read(memory)) {
            assertThat(results(2))
                    .allSatisfy(result -> assertThat(result.duplicateOf()).isNull());
            assertThat(printed).containsExactly("a", "a");
            assertThat(remembered.all()).isEmpty();
            assertThat(worker.duplicates).hasValue(0);
        }
    }
}
