package io.pressrun.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pressrun.testing.KafkaFixture;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Partitions of retry topics weigh as much as those of the request topic, and have less to do. */
@Timeout(120)
final class SharingTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    /** As many as a retry topic of the fixture has: one topic for each worker would be a fair share, too. */
    private static final int PARTITIONS = 2;

    private static final int JOBS = 60;

    private final KafkaFixture kafka = KafkaFixture.shared();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void workerThatJoins_getsItsShareOfTheRequestTopic(boolean classic) {
        var topics = kafka.topics(PARTITIONS);
        var settings = new TestWorker.Settings(kafka, topics);
        settings.classic = classic;
        settings.retryDelays = KafkaFixture.RETRY_DELAYS.subList(0, 1);
        int all = 2 * PARTITIONS;
        try (var first = settings.start(TestWorker::print)) {
            await().atMost(SOON).until(() -> first.assigned == all);
            settings.id = "second";
            try (var second = settings.start(TestWorker::print)) {
                await().atMost(SOON).until(() -> second.assigned > 0 && first.assigned + second.assigned == all);

                kafka.send(
                        topics.requests(),
                        IntStream.range(0, JOBS).mapToObj(n -> "job-" + n).toList());

                await().atMost(SOON).until(() -> first.published.get() + second.published.get() == JOBS);
                assertThat(first.started).isNotEmpty();
                assertThat(second.started).isNotEmpty();
            }
        }
    }
}
