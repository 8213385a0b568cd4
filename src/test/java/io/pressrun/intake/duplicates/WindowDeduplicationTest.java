package io.pressrun.intake.duplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pressrun.intake.duplicates.Decision.Print;
import io.pressrun.intake.topic.TopicClients;
import io.pressrun.job.ResultEvent.InputPosition;
import io.pressrun.job.json.JobCodec;
import io.pressrun.press.Submission;
import io.pressrun.testing.KafkaFixture;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class WindowDeduplicationTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final InputPosition SECOND = new InputPosition("requests", 0, 1);

    private final KafkaFixture kafka = KafkaFixture.shared();
    private final String topic = KafkaFixture.unique("printed");
    private final DuplicateSettings settings = new DuplicateSettings(Duration.ofHours(1), topic);
    private final TopicClients clients = clients(kafka.bootstrapServers());
    /** What the poll thread is to run. */
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    private int asked;

    private static TopicClients clients(String bootstrap) {
        return new TopicClients(Map.of("bootstrap.servers", bootstrap, "fetch.max.wait.ms", "50"), "worker");
    }

    private static Candidate job(InputPosition position) {
        return new Candidate() {
            @Override
            public InputPosition position() {
                return position;
            }

            @Override
            public boolean isClosed() {
                return false;
            }
        };
    }

    private static Decision decide(Deduplication duplicates) {
        byte[] value = KafkaFixture.bytes("{\"id\":\"a\",\"source\":{\"html\":\"<p>\"}}");
        try {
            return duplicates.decide(job(SECOND), new Submission(value, Map.of(), SECOND));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void turn(Deduplication duplicates) {
        for (Runnable task; (task = tasks.poll()) != null; asked++) {
            task.run();
        }
        duplicates.turn();
    }

    @Test
    void firstResultThatCannotBeReadForNow_isAskedForAgain() {
        kafka.createTopic(topic, 1, Map.of());
        kafka.send(List.of(new ProducerRecord<>(topic, 0, KafkaFixture.bytes("a"), KafkaFixture.bytes("a result"))));
        var printed = new PrintedJobs(new PrintedIndex(settings, clients, Clock.systemUTC()), false);
        // A name that does not resolve for now, when the client for first results is made.
        var results = new FirstResults(topic, clients("broker.invalid:9092"));

        try (var duplicates =
                new WindowDeduplication(settings, "requests", new JobCodec(), tasks::add, printed, results)) {
            var decision = CompletableFuture.supplyAsync(() -> decide(duplicates));
            await().atMost(SOON).until(() -> {
                turn(duplicates);
                return asked == 2;
            });
            assertThat(decision).isNotDone();

            kafka.send(List.of(new ProducerRecord<>(topic, 0, KafkaFixture.bytes("a"), null)));
            await().atMost(SOON).until(() -> {
                turn(duplicates);
                return decision.isDone();
            });
            assertThat(decision.join()).isEqualTo(new Print(new Claim(topic, SECOND, "a", false)));
        }
    }
}
