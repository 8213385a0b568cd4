package io.pressrun.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pressrun.testing.KafkaFixture;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class AssignmentTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final KafkaFixture kafka = KafkaFixture.shared();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void requestsAreSharedEvenly_thoughThereAreRetryTopicsToo(boolean classic) {
        var topics = kafka.topics(12);
        var settings = new TestWorker.Settings(kafka, topics);
        settings.classic = classic;
        settings.retryDelays = KafkaFixture.RETRY_DELAYS;
        try (var first = settings.id("first").start(TestWorker::print)) {
            await().atMost(SOON).until(() -> first.assigned == 16);
            try (var second = settings.id("second").start(TestWorker::print)) {
                await().atMost(SOON).untilAsserted(() -> {
                    assertThat(kafka.assignment(settings.group, topics.requests()))
                            .containsOnlyKeys("first", "second")
                            .allSatisfy((worker, partitions) ->
                                    assertThat(partitions).hasSize(6));
                    for (var delay : KafkaFixture.RETRY_DELAYS) {
                        assertThat(kafka.assignment(settings.group, topics.retry(delay)))
                                .allSatisfy((worker, partitions) ->
                                        assertThat(partitions).hasSize(1));
                    }
                    assertThat(second.assigned).isEqualTo(8);
                });
            }
        }
    }
}
