package io.pressrun.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.intake.CommittedOffsets.Commit;
import io.pressrun.intake.IntakeSettings.Duplicates;
import io.pressrun.intake.Verdict.Print;
import io.pressrun.intake.Verdict.Printed;
import io.pressrun.job.Outcome;
import io.pressrun.job.json.JobCodec;
import io.pressrun.testing.KafkaFixture;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class RepeatGuardTest {
    private static final long SOON_NANOS = Duration.ofSeconds(60).toNanos();

    private final KafkaFixture kafka = KafkaFixture.shared();
    private final JobCodec codec = new JobCodec();

    private static Question next(Inbox inbox) {
        if (inbox.await(SOON_NANOS) instanceof Question question) {
            return question;
        }
        throw new AssertionError("nothing was asked");
    }

    @Test
    void firstResultThatCannotBeReadForNow_isAskedForAgain()
            throws InterruptedException, ExecutionException, TimeoutException {
        var worker = new TestWorker.Settings(kafka, kafka.topics(1));
        worker.duplicates = new Duplicates(Duration.ofHours(1), worker.topics.requests() + ".printed");
        // A name that does not resolve for now, when the client for first results is made.
        worker.consumer.put("bootstrap.servers", "broker.invalid:9092");
        var settings = worker.build();
        worker.consumer.put("bootstrap.servers", kafka.bootstrapServers());
        var partition = new TopicPartition(worker.topics.requests(), 0);
        var record = new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                0,
                KafkaFixture.bytes("a"),
                KafkaFixture.bytes("{\"id\":\"a\",\"source\":{\"html\":\"<p>\"}}"));
        var job = new InFlightJob(new PartitionLedger(partition, Commit.at(0), 10), record, null);

        try (var consumer = ConsumerFactory.create(worker.build())) {
            var inbox = new Inbox(consumer);
            var records = new OutcomeRecords(settings, codec, Clock.systemUTC());
            try (var guard = new RepeatGuard(settings, codec, records, inbox)) {
                var answer =
                        CompletableFuture.supplyAsync(() -> guard.answer(job, Submissions.of(job), TestWorker::print));
                next(inbox).verdict.complete(new Printed(0, 7));
                var again = next(inbox);
                assertThat(again.gone()).isNegative();
                again.verdict.complete(new Print(false));
                assertThat(answer.get(60, TimeUnit.SECONDS).printing().outcome())
                        .isInstanceOf(Outcome.Printed.class);
            }
        }
    }
}
