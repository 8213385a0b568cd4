package io.pressrun.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pressrun.intake.topic.Topics;
import io.pressrun.job.FailureCode;
import io.pressrun.job.Outcome;
import io.pressrun.job.ResultEvent;
import io.pressrun.job.json.JobCodec;
import io.pressrun.press.Completion;
import io.pressrun.press.Submission;
import io.pressrun.testing.KafkaFixture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class CrashTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final KafkaFixture kafka = KafkaFixture.shared();
    private final JobCodec codec = new JobCodec();
    private final Topics topics = kafka.topics(1);
    private TestWorker.Settings settings = new TestWorker.Settings(kafka, topics);

    private List<ResultEvent> results(int count) {
        try (var reader = kafka.read(topics.results())) {
            reader.await(count, SOON);
            return reader.all().stream()
                    .map(record -> codec.decodeResult(record.value()))
                    .toList();
        }
    }

    /** A worker whose loop dies, with no farewell, once one of the given jobs is being printed. */
    private TestWorker mortal(String... killers) {
        var dead = new AtomicBoolean();
        var never = new CountDownLatch(1);
        return settings.start(
                job -> {
                    if (!List.of(killers).contains(TestWorker.textOf(job))) {
                        return TestWorker.print(job);
                    }
                    dead.set(true);
                    return TestWorker.printBehind(never, job);
                },
                () -> {
                    if (dead.get()) {
                        throw new TestWorker.Death();
                    }
                });
    }

    @Test
    void jobThatKillsItsWorkerTwice_isADeadLetter_andTheOthersArePrintedOnce() {
        var jobs = IntStream.range(0, 12).mapToObj(n -> "job-" + n).toList();
        kafka.send(topics.requests(), jobs);
        mortal("job-5").awaitDeath();
        var second = mortal("job-5");
        second.awaitDeath();
        assertThat(second.suspects.get()).isPositive();
        assertThat(second.mostRunning).hasValue(1);

        try (var third = settings.start(TestWorker::print);
                var letters = kafka.read(topics.deadLetters())) {
            var results = results(12);
            assertThat(results).extracting(ResultEvent::id).doesNotHaveDuplicates();
            assertThat(results)
                    .filteredOn(result -> result.outcome() instanceof Outcome.Printed)
                    .hasSize(11);
            assertThat(results)
                    .filteredOn(result -> result.outcome() instanceof Outcome.Failed)
                    .singleElement()
                    .satisfies(result -> {
                        assertThat(((Outcome.Failed) result.outcome()).code()).isEqualTo(FailureCode.WORKER_CRASH);
                        assertThat(result.input().offset()).isEqualTo(5);
                        assertThat(result.attempts()).isEqualTo(2);
                    });
            assertThat(third.started).doesNotContain("job-5");
            letters.await(1, SOON);
            assertThat(letters.all()).extracting(KafkaFixture::valueOf).containsExactly("job-5");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(kafka.lag(settings.group, topics.requests()))
                            .isZero());
        }
    }

    @Test
    void jobThatKillsItsWorkerTwice_takesNoJobOfAnotherPartitionWithIt() {
        var spread = kafka.topics(3);
        var jobs = IntStream.range(0, 24).mapToObj(n -> "job-" + n).toList();
        kafka.send(spread.requests(), jobs);
        var two = new TestWorker.Settings(kafka, spread);
        two.maxInFlight = 24;
        settings = two;
        mortal("job-5").awaitDeath();
        mortal("job-5").awaitDeath();

        try (var third = settings.start(TestWorker::print);
                var results = kafka.read(spread.results());
                var letters = kafka.read(spread.deadLetters())) {
            results.await(24, SOON);
            letters.await(1, SOON);
            assertThat(letters.all()).extracting(KafkaFixture::valueOf).containsExactly("job-5");
            await().untilAsserted(() -> assertThat(third.deadLetters).hasValue(1));
        }
    }

    @Test
    void workerThatStopsProperly_leavesNoSuspects() {
        kafka.send(topics.requests(), List.of("a", "b", "c"));
        settings.drain = Duration.ZERO;
        var never = new CountDownLatch(1);
        try (var worker = settings.start(job -> TestWorker.printBehind(never, job))) {
            await().atMost(SOON).until(() -> worker.running.get() == 3);
        }
        try (var next = settings.start(TestWorker::print)) {
            assertThat(results(3)).hasSize(3);
            assertThat(next.suspects).hasValue(0);
        }
    }

    @Test
    void suspects_printAlone_andOnlyThoseThatWereStarted() {
        settings.maxInFlight = 4;
        var jobs = IntStream.range(0, 30).mapToObj(n -> "job-" + n).toList();
        kafka.send(topics.requests(), jobs);
        mortal("job-0").awaitDeath();

        try (var next = settings.start(CrashTest::slowly)) {
            assertThat(results(30)).extracting(ResultEvent::id).doesNotHaveDuplicates();
            // Answers that were not published yet are suspects as well as the jobs that ran.
            assertThat(next.suspects.get()).isBetween(1, 10);
            assertThat(next.mostRunning.get()).isBetween(2, 4);
        }
    }

    private static Completion slowly(Submission job) {
        await().pollDelay(Duration.ofMillis(5)).until(() -> true);
        return TestWorker.print(job);
    }
}
