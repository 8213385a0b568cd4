package io.pressrun.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pressrun.intake.IntakeSettings.BreakerSettings;
import io.pressrun.job.FailureCode;
import io.pressrun.testing.KafkaFixture;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class BreakerTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final KafkaFixture kafka = KafkaFixture.shared();

    private TestWorker.Settings settings(Duration pause, int jobs) {
        var topics = kafka.topics(1);
        kafka.send(
                topics.requests(),
                IntStream.range(0, jobs).mapToObj(n -> "job-" + n).toList());
        var settings = new TestWorker.Settings(kafka, topics);
        settings.maxInFlight = 2;
        settings.breaker = new BreakerSettings(50, 10, pause);
        return settings;
    }

    @Test
    void failuresThatAreNotTheJobsFault_stopTheWorker_untilJobsEndWellAgain() {
        var settings = settings(Duration.ofSeconds(3), 60);
        var broken = new AtomicBoolean(true);
        try (var worker = settings.start(job -> broken.get()
                ? TestWorker.failed(TestWorker.textOf(job), FailureCode.STORE_REFUSED, "no credentials")
                : TestWorker.print(job))) {
            await().atMost(SOON).until(() -> worker.breaker.get() != null);
            assertThat(worker.breaker.get()).contains("STORE_REFUSED");
            await().atMost(SOON).until(() -> worker.paused == 1);
            assertThat(worker.started).hasSizeLessThan(30);

            broken.set(false);
            await().atMost(SOON).until(() -> worker.published.get() == 60);
            assertThat(worker.breaker.get()).isNull();
            assertThat(worker.deadLetters.get()).isBetween(10, 30);
        }
    }

    @Test
    void failuresOfTheJobsThemselves_stopNothing() {
        var settings = settings(Duration.ofDays(1), 60);
        try (var worker = settings.start(
                job -> TestWorker.failed(TestWorker.textOf(job), FailureCode.JOB_INVALID, "not a job"))) {
            await().atMost(SOON).until(() -> worker.published.get() == 60);
            assertThat(worker.breaker.get()).isNull();
        }
    }
}
