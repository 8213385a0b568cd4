package io.pressrun.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HealthTest {
    private final SettableClock clock = new SettableClock();
    private final Health health = new Health(clock, Duration.ofSeconds(10), Duration.ofSeconds(60));

    @Test
    void loopNotStarted_livesWithinTheGraceOnly() {
        clock.advance(Duration.ofSeconds(60));
        assertThat(health.liveness().ok()).isTrue();

        clock.advance(Duration.ofMillis(1));
        assertThat(health.liveness().ok()).isFalse();
        assertThat(health.liveness().checks())
                .containsExactly(new Health.Check("poll-loop", false, "no tick in the first 60001 ms, limit 60000 ms"));
    }

    @Test
    void loopThatTicks_lives_andDiesWhenItStops() {
        clock.advance(Duration.ofSeconds(55));
        health.tick();
        clock.advance(Duration.ofSeconds(10));
        assertThat(health.liveness().ok()).isTrue();

        clock.advance(Duration.ofMillis(1));
        assertThat(health.liveness().ok()).isFalse();
        assertThat(health.liveness().checks())
                .containsExactly(new Health.Check("poll-loop", false, "last tick 10001 ms ago, limit 10000 ms"));

        health.tick();
        assertThat(health.liveness().ok()).isTrue();
    }

    @Test
    void readiness_beginsWithTheStart_andEndsWithTheDrain() {
        assertThat(health.readiness().checks()).containsExactly(new Health.Check("worker", false, "starting"));

        health.started();
        assertThat(health.readiness().ok()).isTrue();

        health.draining();
        health.started();
        assertThat(health.readiness().checks()).containsExactly(new Health.Check("worker", false, "draining"));
    }

    @Test
    void readiness_needsEveryCheck_andSaysWhichFails() {
        health.started();
        health.ready("store", false, "bucket\nmissing");
        health.ready("stall", true, "moving");

        assertThat(health.readiness().ok()).isFalse();
        assertThat(health.readiness().checks())
                .containsExactly(
                        new Health.Check("worker", true, "started"),
                        new Health.Check("stall", true, "moving"),
                        new Health.Check("store", false, "bucket missing"));

        health.ready("store", true, "answers");
        assertThat(health.readiness().ok()).isTrue();
    }

    @Test
    void failingReadiness_leavesTheWorkerAlive() {
        health.ready("store", false, "down");

        assertThat(health.liveness().ok()).isTrue();
    }
}
