package io.pressrun.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.pressrun.intake.Topology.TopologyException;
import io.pressrun.intake.duplicates.DuplicateSettings;
import io.pressrun.intake.topic.Topics;
import io.pressrun.job.FailureCode;
import io.pressrun.job.Outcome;
import io.pressrun.job.Outcome.Report;
import io.pressrun.job.ResultEvent;
import io.pressrun.job.json.JobCodec;
import io.pressrun.press.Completion;
import io.pressrun.press.Submission;
import io.pressrun.testing.KafkaFixture;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class RetryTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final KafkaFixture kafka = KafkaFixture.shared();
    private final JobCodec codec = new JobCodec();
    private final Topics topics = kafka.topics(2);
    private final TestWorker.Settings settings = settings();

    private TestWorker.Settings settings() {
        var fresh = new TestWorker.Settings(kafka, topics);
        fresh.retryDelays = KafkaFixture.RETRY_DELAYS;
        return fresh;
    }

    /** As they were made; between partitions, a reader gets them in any order. */
    private List<ResultEvent> results(int count) {
        try (var reader = kafka.read(topics.results())) {
            reader.await(count, SOON);
            return reader.all().stream()
                    .map(record -> codec.decodeResult(record.value()))
                    .sorted(Comparator.comparing(ResultEvent::completedAt))
                    .toList();
        }
    }

    private static Completion retryLater(Submission submission) {
        return new Completion(
                TestWorker.textOf(submission),
                Map.of(),
                new Outcome.RetryLater(FailureCode.STORE_UNAVAILABLE, "down", Report.NONE, null),
                null);
    }

    private record Attempt(String job, long atNanos) {}

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void failureThatPasses_isTriedAgainWhenItIsDue_andEndsInOneResult(boolean classic) {
        settings.classic = classic;
        var jobs = IntStream.range(0, 20).mapToObj(n -> "job-" + n).toList();
        var attempts = new ConcurrentHashMap<String, Integer>();
        Queue<Attempt> log = new ConcurrentLinkedQueue<>();
        kafka.send(topics.requests(), jobs);
        try (var worker = settings.start(job -> {
            log.add(new Attempt(TestWorker.textOf(job), System.nanoTime()));
            int attempt = attempts.merge(TestWorker.textOf(job), 1, Integer::sum);
            return attempt < 3 ? retryLater(job) : TestWorker.print(job);
        })) {
            var results = results(20);
            assertThat(results).extracting(ResultEvent::id).containsExactlyInAnyOrderElementsOf(jobs);
            assertThat(results).allSatisfy(result -> {
                assertThat(result.attempts()).isEqualTo(3);
                assertThat(result.input().topic()).isEqualTo(topics.requests());
            });
            for (String job : jobs) {
                var times = log.stream()
                        .filter(attempt -> attempt.job().equals(job))
                        .map(Attempt::atNanos)
                        .toList();
                assertThat(times).hasSize(3);
                assertThat(times.get(1) - times.get(0))
                        .isGreaterThanOrEqualTo(KafkaFixture.RETRY_DELAYS.get(0).toNanos());
                assertThat(times.get(2) - times.get(1))
                        .isGreaterThanOrEqualTo(KafkaFixture.RETRY_DELAYS.get(1).toNanos());
            }
            assertThat(worker.deadLetters).hasValue(0);
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(kafka.lag(settings.group, topics.requests())).isZero();
                for (var delay : KafkaFixture.RETRY_DELAYS) {
                    assertThat(kafka.lag(settings.group, topics.retry(delay))).isZero();
                }
            });
        }
    }

    @Test
    void failureThatDoesNotPass_isADeadLetterAfterTheLastAttempt() {
        kafka.send(topics.requests(), List.of("sick", "well"));
        try (var worker = settings.start(
                        job -> TestWorker.textOf(job).equals("sick") ? retryLater(job) : TestWorker.print(job));
                var letters = kafka.read(topics.deadLetters())) {
            var results = results(2);
            assertThat(results).extracting(ResultEvent::id).containsExactly("well", "sick");
            assertThat(results.getLast().attempts()).isEqualTo(3);
            letters.await(1, SOON);
            assertThat(letters.all()).singleElement().satisfies(letter -> {
                assertThat(letter.value()).isEqualTo(KafkaFixture.bytes("sick"));
                assertThat(letter.headers()).noneMatch(header -> header.key().startsWith("pressrun-retry-"));
            });
            assertThat(worker.started).containsExactlyInAnyOrder("well", "sick", "sick", "sick");
        }
    }

    @Test
    void workerThatStops_leavesWhatIsNotDueToTheNext() {
        kafka.send(topics.requests(), List.of("a", "b"));
        try (var worker = settings.start(RetryTest::retryLater)) {
            await().atMost(SOON).until(() -> worker.published.get() == 2);
        }
        try (var next = settings.start(TestWorker::print)) {
            assertThat(results(2)).extracting(ResultEvent::attempts).containsExactly(2, 2);
            assertThat(next.started).containsExactlyInAnyOrder("a", "b");
            assertThat(next.suspects).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void jobsThatWait_areTakenByTheNextWorker_thoughItsDelaysAreOthers(boolean classic) throws TopologyException {
        settings.classic = classic;
        kafka.send(topics.requests(), List.of("a", "b"));
        try (var worker = settings.start(RetryTest::retryLater)) {
            await().atMost(SOON).until(() -> worker.published.get() == 2);
        }
        settings.retryDelays = List.of(Duration.ofSeconds(2));
        kafka.createTopic(topics.retry(Duration.ofSeconds(2)), 1, Map.of());
        kafka.createTopic(topics.requests() + ".retry.by-hand", 1, Map.of());
        try (var topology = new Topology(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                topics,
                settings.retryDelays,
                DuplicateSettings.OFF)) {
            settings.formerRetryTopics = topology.formerRetryTopics();
        }
        assertThat(settings.formerRetryTopics)
                .isEqualTo(KafkaFixture.RETRY_DELAYS.stream().map(topics::retry).collect(Collectors.toSet()));
        try (var _ = settings.start(TestWorker::print)) {
            assertThat(results(2))
                    .extracting(ResultEvent::id, ResultEvent::attempts)
                    .containsExactlyInAnyOrder(tuple("a", 2), tuple("b", 2));
        }
    }

    @Test
    void recordOnARetryTopicThatSomebodyElseWrote_isAJobOfItsOwn() {
        var retry = topics.retry(KafkaFixture.RETRY_DELAYS.getFirst());
        kafka.send(retry, List.of("theirs"));
        try (var worker = settings.start(TestWorker::print)) {
            assertThat(results(1)).singleElement().satisfies(result -> {
                assertThat(result.id()).isEqualTo("theirs");
                assertThat(result.attempts()).isEqualTo(1);
                assertThat(result.input().topic()).isEqualTo(retry);
            });
            assertThat(worker.started).containsExactly("theirs");
        }
    }
}
