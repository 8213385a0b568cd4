package io.pressrun.cli.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PaceTest {
    private final AtomicLong clock = new AtomicLong(1_000);

    private Pace pace(int perSecond) {
        return new Pace(perSecond, clock::get);
    }

    private void pass(long millis) {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static long millis(Pace pace) {
        return TimeUnit.NANOSECONDS.toMillis(pace.nanosUntilDue());
    }

    @Test
    void firstSteps_areDueAtOnce() {
        assertThat(millis(pace(50))).isZero();
    }

    @Test
    void stepsTaken_haveTheNextWait() {
        var pace = pace(50);
        pace.taken(10);
        assertThat(millis(pace)).isEqualTo(200);
        pass(150);
        assertThat(millis(pace)).isEqualTo(50);
    }

    @Test
    void lostTime_isNotMadeUpFor() {
        var pace = pace(50);
        pace.taken(10);
        pass(10_000);
        pace.taken(10);
        assertThat(millis(pace)).isEqualTo(200);
    }

    @Test
    void batches_areAFifthOfASecond_andNeverEmpty() {
        assertThat(pace(1).batch()).isOne();
        assertThat(pace(50).batch()).isEqualTo(10);
        assertThat(pace(Integer.MAX_VALUE).batch()).isEqualTo(500);
    }
}
