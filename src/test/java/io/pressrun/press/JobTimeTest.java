package io.pressrun.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class JobTimeTest {
    private static final PressLimits LIMITS = new PressLimits(Duration.ofSeconds(60), Duration.ofSeconds(30));
    private static final Duration NO_LIMIT = Duration.ofHours(1);

    private final AtomicLong clock = new AtomicLong(-5);
    private final JobTime time = new JobTime(LIMITS, clock::get);

    private void pass(int seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void sourceAndAssets_haveTogetherWhatTheRenderLeaves() {
        assertThat(time.fetch(NO_LIMIT).remaining()).isEqualTo(seconds(30));
        pass(20);

        assertThat(time.fetch(NO_LIMIT).remaining()).isEqualTo(seconds(10));
    }

    @Test
    void aShorterTimeOfTheJob_limitsItsSource() {
        assertThat(time.fetch(seconds(7)).remaining()).isEqualTo(seconds(7));
        assertThat(time.fetch(seconds(-7)).passed()).isTrue();
    }

    @Test
    void render_hasItsOwnTime_andNoMoreThanIsLeft() {
        pass(10);
        assertThat(time.render().remaining()).isEqualTo(seconds(30));
        pass(30);
        assertThat(time.render().remaining()).isEqualTo(seconds(20));
    }

    @Test
    void allStagesTogether_haveTheTimeOfTheJob() {
        var assets = time.fetch(NO_LIMIT);
        pass(30);
        assertThat(assets.passed()).isTrue();
        var render = time.render();
        pass(30);

        assertThat(render.passed()).isTrue();
        assertThat(time.left()).isZero();
    }

    @Test
    void waitingForARenderThread_countsForNothing() {
        var assets = time.fetch(NO_LIMIT);
        pass(29);
        time.stop();
        pass(3600);
        assertThat(assets.remaining()).isEqualTo(seconds(1));
        time.goOn();
        // Both the render thread and the job's own say so.
        time.goOn();
        pass(0);

        assertThat(assets.remaining()).isEqualTo(seconds(1));
        assertThat(time.render().remaining()).isEqualTo(seconds(30));
        assertThat(time.left()).isEqualTo(seconds(31));
    }

    @Test
    void waitingTwice_countsForNothing() {
        for (int i = 0; i < 2; i++) {
            time.stop();
            pass(100);
            time.goOn();
            pass(1);
        }

        assertThat(time.left()).isEqualTo(seconds(58));
    }

    @Test
    void renderThatWouldTakeAllTime_isNoLimit() {
        assertThatThrownBy(() -> new PressLimits(seconds(30), seconds(30)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longer");
    }
}
