package io.pressrun.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.intake.CommittedOffsets.Commit;
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
        return new PartitionLedger(PARTITION, new Commit(position, offsets(finished)));
    }

    private static SortedSet<Long> offsets(long... offsets) {
        return new TreeSet<>(LongStream.of(offsets).boxed().toList());
    }

    private static void begin(PartitionLedger ledger, long... offsets) {
        for (long offset : offsets) {
            assertThat(ledger.begin(offset, Optional.of(1)))
                    .as("begin %s", offset)
                    .isTrue();
        }
    }

    private static Commit read(OffsetAndMetadata commit) {
        return new Commit(
                commit.offset(),
                CommitMetadata.decode(commit.offset(), commit.metadata()).orElseThrow());
    }

    private static Commit commit(PartitionLedger ledger) {
        return read(ledger.commitWith(List.of()));
    }

    @Test
    void offsetsInOrder_moveTheCommitBehindTheLast() {
        var ledger = ledger(0);
        begin(ledger, 0, 1, 2);

        ledger.finish(List.of(0L));
        assertThat(commit(ledger)).isEqualTo(new Commit(1, offsets()));
        ledger.finish(List.of(1L, 2L));
        assertThat(commit(ledger)).isEqualTo(new Commit(3, offsets()));
    }

    @Test
    void offsetsOutOfOrder_areInTheMetadataUntilTheLowestIsFinished() {
        var ledger = ledger(10);
        begin(ledger, 10, 11, 12, 13);

        ledger.finish(List.of(13L, 11L));
        assertThat(commit(ledger)).isEqualTo(new Commit(10, offsets(11, 13)));
        ledger.finish(List.of(10L));
        assertThat(commit(ledger)).isEqualTo(new Commit(12, offsets(13)));
        ledger.finish(List.of(12L));
        assertThat(commit(ledger)).isEqualTo(new Commit(14, offsets()));
    }

    @Test
    void gaps_countForNothing() {
        var ledger = ledger(0);
        begin(ledger, 5, 100, 4_000);

        ledger.finish(List.of(5L));
        assertThat(commit(ledger)).isEqualTo(new Commit(100, offsets()));
        ledger.finish(List.of(4_000L));
        assertThat(commit(ledger)).isEqualTo(new Commit(100, offsets(4_000)));
        ledger.finish(List.of(100L));
        assertThat(commit(ledger)).isEqualTo(new Commit(4_001, offsets()));
    }

    @Test
    void commitWith_changesNothing() {
        var ledger = ledger(0);
        begin(ledger, 0, 1, 2);

        assertThat(read(ledger.commitWith(List.of(0L, 2L)))).isEqualTo(new Commit(1, offsets(2)));
        assertThat(commit(ledger)).isEqualTo(new Commit(0, offsets()));
        assertThat(ledger.isBehind()).isFalse();
    }

    @Test
    void offsetsThatAFormerOwnerFinished_areNotBegun_andStayInTheCommit() {
        var ledger = ledger(7, 8, 10);
        begin(ledger, 7);
        assertThat(ledger.begin(8, Optional.empty())).isFalse();
        begin(ledger, 9);

        assertThat(read(ledger.commitWith(List.of(9L)))).isEqualTo(new Commit(7, offsets(8, 9, 10)));
        ledger.finish(List.of(7L));
        assertThat(commit(ledger)).isEqualTo(new Commit(9, offsets(10)));
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
        assertThat(commit(ledger)).isEqualTo(new Commit(11, offsets()));
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
            var commit = Commit.NONE;
            while (!answered.equals(log)) {
                commit = own(commit, log, answered, random);
            }
            assertThat(commit).as("seed %s", seed).isEqualTo(new Commit(log.last() + 1, offsets()));
        }
    }

    /** One assignment: begins what is left, finishes some of it in some order, and leaves a commit. */
    private static Commit own(Commit before, SortedSet<Long> log, Set<Long> answered, Random random) {
        var ledger = new PartitionLedger(PARTITION, before);
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
}
