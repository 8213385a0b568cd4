package io.pressrun.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommitMetadataTest {
    /** The broker's default of offset.metadata.max.bytes. */
    private static final int BROKER_LIMIT = 4096;

    @Test
    void anySetWithinTheWindow_comesBack() {
        var random = new Random(42);
        for (int round = 0; round < 500; round++) {
            long base = random.nextLong(1L << 60);
            SortedSet<Long> finished = new TreeSet<>();
            for (int n = random.nextInt(400); n > 0; n--) {
                finished.add(base + random.nextInt(CommitMetadata.MAX_WINDOW));
            }
            assertThat(CommitMetadata.decode(base, CommitMetadata.encode(base, finished)))
                    .hasValue(finished);
        }
    }

    @Test
    void nothingFinished_isNoText() {
        assertThat(CommitMetadata.encode(5, new TreeSet<>())).isEmpty();
        assertThat(CommitMetadata.decode(5, "")).hasValue(new TreeSet<>());
    }

    @Test
    void fullWindow_isFarBelowTheBrokersLimit() {
        var all = new TreeSet<>(
                LongStream.range(1, CommitMetadata.MAX_WINDOW).boxed().toList());

        assertThat(CommitMetadata.encode(0, all))
                .hasSizeLessThan(BROKER_LIMIT / 2)
                .matches("\\p{ASCII}+");
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
                "\0",
                "{\"offsets\":[]}"
            })
    void foreignOrDamagedText_isToldApart(String metadata) {
        assertThat(CommitMetadata.decode(0, metadata)).isEmpty();
    }
}
