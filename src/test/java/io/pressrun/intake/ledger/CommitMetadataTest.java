package io.pressrun.intake.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommitMetadataTest {
    /** The broker's default of offset.metadata.max.bytes. */
    private static Optional<Commit> thereAndBack(Commit commit) {
        return CommitMetadata.decode(commit.position(), CommitMetadata.encode(commit));
    }

    @Test
    void anyCommit_comesBack() {
        var random = new Random(42);
        for (int round = 0; round < 500; round++) {
            long base = random.nextLong(1L << 60);
            SortedSet<Long> finished = new TreeSet<>();
            for (int n = random.nextInt(400); n > 0; n--) {
                finished.add(base + random.nextInt(CommitMetadata.MAX_WINDOW));
            }
            var commit = new Commit(
                    base,
                    finished,
                    base + random.nextLong(30_000),
                    base + random.nextLong(30_000),
                    random.nextBoolean() ? Commit.NO_TRIAL : base + random.nextInt(10_000));
            assertThat(thereAndBack(commit)).hasValue(commit);
        }
    }

    @Test
    void positionAlone_isNoText() {
        assertThat(CommitMetadata.encode(Commit.at(5))).isEmpty();
        assertThat(CommitMetadata.decode(5, "")).hasValue(Commit.at(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 1000, 4096})
    void fullWindow_fitsTheBrokersLimit(int limit) {
        var all = new TreeSet<>(
                LongStream.range(1, CommitMetadata.windowFor(limit)).boxed().toList());

        assertThat(CommitMetadata.encode(new Commit(0, all, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE)))
                .hasSizeLessThanOrEqualTo(limit)
                .matches("\\p{ASCII}+");
        assertThat(thereAndBack(new Commit(0, all, 1, 2, 3)))
                .hasValueSatisfying(commit -> assertThat(commit.finished()).isEqualTo(all));
    }

    @Test
    void window_isNeverLargerThanTheMetadataTakes_norSmallerThanOneOffset() {
        assertThat(CommitMetadata.windowFor(4096)).isEqualTo(CommitMetadata.MAX_WINDOW);
        assertThat(CommitMetadata.windowFor(0)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONE",
                "pressrun/2:AQ",
                "pressrun/1:A",
                "pressrun/1:AQ==AQ",
                "pressrun/1:%%%%",
                "pressrun/1:é",
                "pressrun/1:;s=",
                "pressrun/1:;x=1",
                "pressrun/1:;",
                "pressrun/1:AQ;t=z",
                "\0",
                "{\"offsets\":[]}"
            })
    void foreignOrDamagedText_isToldApart(String metadata) {
        assertThat(CommitMetadata.decode(0, metadata)).isEmpty();
    }
}
