package io.pressrun.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.intake.duplicates.NoDeduplication;
import io.pressrun.intake.ledger.Commit;
import io.pressrun.intake.ledger.CommitMetadata;
import io.pressrun.intake.ledger.CommittedOffsets;
import io.pressrun.intake.ledger.PartitionLedger;
import io.pressrun.job.Outcome;
import io.pressrun.job.json.JobCodec;
import io.pressrun.press.Completion;
import io.pressrun.testing.KafkaFixture;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DispatcherTest {
    private final KafkaFixture kafka = KafkaFixture.shared();
    private final IntakeSettings settings = new TestWorker.Settings(kafka, kafka.topics(2)).build();
    private final Clock clock = Clock.systemUTC();
    private final IntakeListener listener = new IntakeListener() {};
    private final Consumer<byte[], byte[]> consumer = GroupConsumer.create(settings);
    private final Outbox outbox = new Outbox(
            settings,
            consumer,
            new CommittedOffsets(consumer, settings.member().groupId()),
            new OutcomeRecords(settings, new JobCodec(), clock),
            new NoDeduplication(),
            listener);
    private final Dispatcher dispatcher = new Dispatcher(
            settings, outbox, new Breaker(settings.inFlight().breaker(), clock, listener), listener, job -> {});

    @AfterEach
    void close() {
        outbox.close();
        consumer.close();
    }

    private PartitionLedger ledger(int partition, Commit commit) {
        return new PartitionLedger(
                new TopicPartition(settings.topics().requests(), partition), commit, CommitMetadata.MAX_WINDOW);
    }

    /** Of a partition whose first job was being printed when a worker died. */
    private PartitionLedger withSuspect(int partition) {
        return ledger(partition, new Commit(0, new TreeSet<>(), 1, 0, Commit.NO_TRIAL));
    }

    private InFlightJob add(PartitionLedger ledger, long offset) {
        var partition = ledger.partition();
        var record = new ConsumerRecord<byte[], byte[]>(partition.topic(), partition.partition(), offset, null, null);
        assertThat(ledger.begin(offset, Optional.empty())).isTrue();
        var job = new InFlightJob(ledger, record, null);
        dispatcher.add(job);
        return job;
    }

    private static Publication publication(InFlightJob job, Outcome outcome) {
        return new Publication(job, new Completion("id", Map.of(), outcome, null), List.of());
    }

    private static Publication printed(InFlightJob job) {
        return new Publication(job, TestWorker.printed("id"), List.of());
    }

    private boolean runs(PartitionLedger ledger) {
        return dispatcher.holds(List.of(ledger.partition()));
    }

    @Test
    void nothingIsStartedBesideASuspect_untilACommitSaysThatItsTrialIsOver() {
        var suspects = withSuspect(0);
        var others = ledger(1, Commit.at(0));
        add(others, 0);
        others.plan(0);
        others.finish(List.of());
        var suspect = add(suspects, 0);

        assertThat(dispatcher.plan()).isTrue();
        assertThat(dispatcher.start()).isFalse();
        suspects.finish(List.of());
        assertThat(dispatcher.start()).isTrue();
        assertThat(dispatcher.plan()).isFalse();
        assertThat(dispatcher.start()).isFalse();
        assertThat(runs(suspects)).isTrue();
        assertThat(runs(others)).isFalse();

        dispatcher.ended(printed(suspect));
        assertThat(dispatcher.start()).isFalse();
        assertThat(dispatcher.plan()).isTrue();
        // Of a transaction that does not hold its result.
        suspects.finish(List.of());
        assertThat(dispatcher.start()).isTrue();
        assertThat(runs(others)).isTrue();
    }

    @Test
    void suspectThatEnded_isNotBlamedForTheNextDeath_thoughItsResultIsNotPublished() {
        var suspects = withSuspect(0);
        var suspect = add(suspects, 0);
        dispatcher.plan();
        suspects.finish(List.of());
        dispatcher.start();
        dispatcher.ended(printed(suspect));

        var commit = suspects.commitWith(List.of());
        var next = ledger(
                0, CommitMetadata.decode(commit.offset(), commit.metadata()).orElseThrow());
        assertThat(next.hasCrashed(0)).isFalse();
        assertThat(next.isSuspect(0)).isTrue();
    }

    @Test
    void suspectThatWasInterrupted_isTriedAgainBeforeAnyOther() {
        var first = withSuspect(0);
        var second = withSuspect(1);
        var suspect = add(first, 0);
        add(second, 0);
        dispatcher.plan();
        first.finish(List.of());
        dispatcher.start();

        dispatcher.ended(publication(suspect, new Outcome.Interrupted()));
        dispatcher.putBack(suspect);
        dispatcher.plan();
        assertThat(second.hasPlan()).isFalse();
        assertThat(dispatcher.start()).isTrue();
        assertThat(runs(first)).isTrue();
        assertThat(runs(second)).isFalse();
    }

    @Test
    void trialEndsWithItsAssignment() {
        var lost = withSuspect(0);
        var kept = withSuspect(1);
        var suspect = add(lost, 0);
        add(kept, 0);
        dispatcher.plan();
        lost.finish(List.of());
        dispatcher.start();

        lost.close();
        dispatcher.dropClosed();
        assertThat(dispatcher.start()).isFalse();
        dispatcher.ended(publication(suspect, new Outcome.Interrupted()));
        assertThat(dispatcher.plan()).isTrue();
        kept.finish(List.of());
        assertThat(dispatcher.start()).isTrue();
        assertThat(runs(kept)).isTrue();
    }
}
