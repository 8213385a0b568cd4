package io.pressrun.intake.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class PartitionLedgerTest {
    private static final TopicPartition PARTITION = new TopicPartition("requests", 0);

    private static PartitionLedger ledger(long position, long... finished) {
        return ledger(at(position, finished));
    }

    private static PartitionLedger ledger(Commit commit) {
        return new PartitionLedger(PARTITION, commit, CommitMetadata.MAX_WINDOW);
    }

    private static Commit at(long position, long... finished) {
        var offsets = new TreeSet<>(LongStream.of(finished).boxed().toList());
        return new Commit(position, offsets, position, position, Commit.NO_TRIAL);
    }

    private static void begin(PartitionLedger ledger, long... offsets) {
        for (long offset : offsets) {
            assertThat(ledger.begin(offset, Optional.of(1)))
                    .as("begin %s", offset)
                    .isTrue();
        }
    }

    private static Commit read(OffsetAndMetadata commit) {
        return CommitMetadata.decode(commit.offset(), commit.metadata()).orElseThrow();
    }

    private static Commit commit(PartitionLedger ledger) {
        return read(ledger.commitWith(List.of()));
    }

    @Test
    void offsetsInOrder_moveTheCommitBehindTheLast() {
        var ledger = ledger(0);
        begin(ledger, 0, 1, 2);

        ledger.finish(List.of(0L));
        assertThat(commit(ledger)).isEqualTo(at(1));
        ledger.finish(List.of(1L, 2L));
        assertThat(commit(ledger)).isEqualTo(at(3));
    }

    @Test
    void offsetsOutOfOrder_areInTheMetadataUntilTheLowestIsFinished() {
        var ledger = ledger(10);
        begin(ledger, 10, 11, 12, 13);

        ledger.finish(List.of(13L, 11L));
        assertThat(commit(ledger)).isEqualTo(at(10, 11, 13));
        ledger.finish(List.of(10L));
        assertThat(commit(ledger)).isEqualTo(at(12, 13));
        ledger.finish(List.of(12L));
        assertThat(commit(ledger)).isEqualTo(at(14));
    }

    @Test
    void gaps_countForNothing() {
        var ledger = ledger(0);
        begin(ledger, 5, 100, 4_000);

        ledger.finish(List.of(5L));
        assertThat(commit(ledger)).isEqualTo(at(100));
        ledger.finish(List.of(4_000L));
        assertThat(commit(ledger)).isEqualTo(at(100, 4_000));
        ledger.finish(List.of(100L));
        assertThat(commit(ledger)).isEqualTo(at(4_001));
    }

    @Test
    void commitWith_changesNothing() {
        var ledger = ledger(0);
        begin(ledger, 0, 1, 2);

        assertThat(read(ledger.commitWith(List.of(0L, 2L)))).isEqualTo(at(1, 2));
        assertThat(commit(ledger)).isEqualTo(at(0));
        assertThat(ledger.isBehind()).isFalse();
    }

    @Test
    void offsetsThatAFormerOwnerFinished_areNotBegun_andStayInTheCommit() {
        var ledger = ledger(7, 8, 10);
        begin(ledger, 7);
        assertThat(ledger.begin(8, Optional.empty())).isFalse();
        begin(ledger, 9);

        assertThat(read(ledger.commitWith(List.of(9L)))).isEqualTo(at(7, 8, 9, 10));
        ledger.finish(List.of(7L));
        assertThat(commit(ledger)).isEqualTo(at(9, 10));
    }

    @Test
    void offsetBegunAlready_isNotBegunAgain() {
        var ledger = ledger(0);
        begin(ledger, 0, 1);
        ledger.finish(List.of(1L));

        assertThat(ledger.begin(0, Optional.empty())).isFalse();
        assertThat(ledger.begin(1, Optional.empty())).isFalse();
    }

    @Test
    void recordsThatAreSeenButFinished_leaveTheCommitBehind() {
        var ledger = ledger(7, 8, 9);
        begin(ledger, 7);
        ledger.finish(List.of(7L));
        assertThat(ledger.isBehind()).isFalse();

        ledger.begin(8, Optional.empty());
        ledger.begin(9, Optional.empty());
        ledger.seenTo(11);
        assertThat(ledger.isBehind()).isTrue();
        assertThat(commit(ledger)).isEqualTo(at(11));
        ledger.finish(List.of());
        assertThat(ledger.isBehind()).isFalse();
    }

    @Test
    void offsetBeyondTheWindow_isNotReachedUntilTheLowestIsFinished() {
        var ledger = ledger(100);
        long last = 100 + CommitMetadata.MAX_WINDOW - 1;
        begin(ledger, 100, 101, last, last + 1, Long.MAX_VALUE - 1);

        assertThat(ledger.reaches(last)).isTrue();
        assertThat(ledger.reaches(last + 1)).isFalse();
        assertThat(ledger.reaches(Long.MAX_VALUE - 1)).isFalse();
        ledger.finish(List.of(101L));
        assertThat(ledger.reaches(last + 1)).isFalse();
        ledger.finish(List.of(100L));
        assertThat(ledger.reaches(last + 1)).isTrue();
    }

    @Test
    void commit_carriesTheLeaderEpochOfTheLastRecord() {
        var ledger = ledger(0);
        ledger.begin(0, Optional.of(3));
        ledger.begin(1, Optional.of(4));

        assertThat(ledger.commitWith(List.of(0L)).leaderEpoch()).hasValue(4);
    }

    @Test
    void anyOrderAndAnyHandOver_answersEveryOffsetOnce() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var log = new TreeSet<Long>();
            for (long offset = random.nextInt(5); log.size() < 60; offset += 1 + random.nextInt(4) / 3 * 7) {
                log.add(offset);
            }
            var answered = new TreeSet<Long>();
            var commit = Commit.at(0);
            while (!answered.equals(log)) {
                commit = own(commit, log, answered, random);
            }
            assertThat(commit).as("seed %s", seed).isEqualTo(at(log.last() + 1));
        }
    }

    /** One assignment: begins what is left, finishes some of it in some order, and leaves a commit. */
    private static Commit own(Commit before, SortedSet<Long> log, Set<Long> answered, Random random) {
        var ledger = ledger(before);
        var begun = new TreeSet<Long>();
        for (long offset : log.tailSet(before.position())) {
            if (ledger.begin(offset, Optional.empty())) {
                begun.add(offset);
            }
        }
        var commit = before;
        for (long offset : begun) {
            if (random.nextInt(3) > 0) {
                commit = read(ledger.commitWith(List.of(offset)));
                ledger.finish(List.of(offset));
                assertThat(answered.add(offset)).as("offset %s twice", offset).isTrue();
            }
        }
        if (ledger.isBehind()) {
            commit = read(ledger.commitWith(List.of()));
        }
        return commit;
    }

    /** The ledger of the next owner, after this one died without a word. */
    private static PartitionLedger afterDeath(PartitionLedger ledger) {
        return ledger(commit(ledger));
    }

    @Test
    void job_isMarkedOnlyOnceACommitSaysSo() {
        var ledger = ledger(0);
        begin(ledger, 0, 1, 2);

        ledger.plan(1);
        assertThat(ledger.hasPlan()).isTrue();
        assertThat(ledger.isMarked(1)).isFalse();
        ledger.finish(List.of());
        assertThat(ledger.hasPlan()).isFalse();
        assertThat(ledger.isMarked(0)).isTrue();
        assertThat(ledger.isMarked(1)).isTrue();
        assertThat(ledger.isMarked(2)).isFalse();
    }

    @Test
    void startedAndUnfinished_areSuspectsOfTheNextOwner() {
        var ledger = ledger(0);
        begin(ledger, 0, 1, 2, 3);
        ledger.plan(2);
        ledger.finish(List.of(1L));

        var next = afterDeath(ledger);
        assertThat(next.hasSuspects()).isTrue();
        assertThat(next.isSuspect(0)).isTrue();
        assertThat(next.begin(1, Optional.empty())).isFalse();
        assertThat(next.isSuspect(2)).isTrue();
        assertThat(next.isSuspect(3)).isFalse();
        assertThat(next.hasCrashed(0)).isFalse();
        assertThat(next.isMarked(0)).isFalse();
    }

    @Test
    void suspects_areTriedOneAtATime_andStaySuspectsOverACleanHandOver() {
        var ledger = ledger(0);
        begin(ledger, 0, 1, 2);
        ledger.plan(2);
        ledger.finish(List.of());

        var second = afterDeath(ledger);
        begin(second, 0, 1, 2);
        second.plan(0);
        second.finish(List.of());
        assertThat(second.isMarked(0)).isTrue();
        assertThat(second.mayTry(1)).isFalse();
        assertThat(second.mayTry(0)).isTrue();
        second.finish(List.of(0L));
        assertThat(second.mayTry(1)).isTrue();
        second.plan(1);
        second.finish(List.of());
        second.unmark();

        var third = afterDeath(second);
        assertThat(third.isSuspect(1)).isTrue();
        assertThat(third.isSuspect(2)).isTrue();
        assertThat(third.hasCrashed(1)).isFalse();
    }

    @Test
    void deathDuringATrial_makesACrashOfThatJobAlone() {
        var ledger = ledger(0);
        begin(ledger, 0, 1, 2);
        ledger.plan(2);
        ledger.finish(List.of());
        var second = afterDeath(ledger);
        begin(second, 0, 1, 2);
        second.plan(1);
        second.finish(List.of());

        var third = afterDeath(second);
        begin(third, 0, 1, 2);
        assertThat(third.hasCrashed(1)).isTrue();
        assertThat(third.hasCrashed(0)).isFalse();
        assertThat(third.isSuspect(0)).isTrue();
        assertThat(third.mayTry(0)).isFalse();

        assertThat(afterDeath(third).hasCrashed(1)).isTrue();
        third.finish(List.of(1L));
        assertThat(third.mayTry(0)).isTrue();
        assertThat(afterDeath(third).hasCrashed(1)).isFalse();
    }

    @Test
    void trialOfARecordThatIsGone_isOverOnceThePositionIsBehindIt() {
        var ledger = ledger(new Commit(7, new TreeSet<>(), 7, 10, 7));
        begin(ledger, 8, 9);

        assertThat(ledger.mayTry(8)).isTrue();
        assertThat(ledger.hasCrashed(7)).isFalse();
        ledger.plan(8);
        ledger.finish(List.of());
        assertThat(ledger.isMarked(8)).isTrue();
        ledger.finish(List.of(8L));
        assertThat(ledger.mayTry(9)).isTrue();
    }

    @Test
    void trialOfTheLastRecord_isOverToo_whenThatIsGone() {
        var ledger = ledger(new Commit(5, new TreeSet<>(), 5, 8, 7));
        begin(ledger, 5);
        ledger.seenTo(7);
        assertThat(ledger.mayTry(5)).isFalse();

        ledger.seenTo(8);
        assertThat(ledger.mayTry(5)).isTrue();
        assertThat(afterDeath(ledger).hasCrashed(7)).isFalse();
    }

    @Test
    void cleanHandOver_leavesNoSuspects() {
        var ledger = ledger(5);
        begin(ledger, 5, 6);
        ledger.plan(6);
        ledger.finish(List.of());
        ledger.unmark();

        assertThat(ledger.hasPlan()).isTrue();
        assertThat(commit(ledger)).isEqualTo(at(5));
        assertThat(afterDeath(ledger).hasSuspects()).isFalse();
    }
}
