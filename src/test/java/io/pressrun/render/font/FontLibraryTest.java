package io.pressrun.render.font;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pressrun.job.Deadline;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.Warning;
import io.pressrun.render.watch.RenderAborted;
import io.pressrun.render.watch.RenderWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FontLibraryTest {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicLong clock = new AtomicLong();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final RenderWatch watch =
            new RenderWatch(Deadline.after(Duration.ofSeconds(1), clock::get), cancelled::get);
    private final List<Warning> warnings = new ArrayList<>();

    @AfterEach
    void stop() {
        gate.countDown();
    }

    private static BitSet of(String text) {
        var characters = new BitSet();
        text.codePoints().forEach(characters::set);
        return characters;
    }

    private FontLibrary hanging(Runnable meanwhile) {
        return new FontLibrary(() -> {
            meanwhile.run();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return List.of();
        });
    }

    @Test
    void scanThatHangs_endsTheRenderAtItsDeadline_andIsTold() {
        var library = hanging(() -> clock.set(Duration.ofSeconds(1).toNanos()));

        assertThatThrownBy(() -> library.fallbackFor(of("字"), watch, warnings::add))
                .isInstanceOfSatisfying(
                        JobFailedException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.INTERNAL_ERROR))
                .hasMessageContaining("pressrun.fonts.directories");
    }

    @Test
    void cancellation_endsTheWaitForTheScan() {
        var library = hanging(() -> cancelled.set(true));

        assertThatThrownBy(() -> library.fallbackFor(of("字"), watch, warnings::add))
                .isInstanceOfSatisfying(
                        RenderAborted.class,
                        aborted -> assertThat(aborted.reason()).isEqualTo(RenderAborted.Cause.CANCELLED));
    }

    @Test
    void textThatTheBundledFontsHave_waitsForNoScan() throws Exception {
        assertThat(hanging(() -> {}).fallbackFor(new BitSet(), watch, warnings::add))
                .isEmpty();
    }

    @Test
    void scanThatFails_isToldToWhoNeedsIt() throws Exception {
        var library = new FontLibrary(() -> {
            throw new IllegalStateException("no such disk");
        });

        assertThat(library.fallbackFor(of("字"), watch, warnings::add)).isEmpty();
        assertThat(warnings).extracting(Warning::code).containsExactly("FONTS_UNREAD");
        assertThat(warnings.getFirst().message()).doesNotContain("no such disk");

        warnings.clear();
        assertThat(library.fallbackFor(new BitSet(), watch, warnings::add)).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void fontsOfTheMachine_serveForWhatTheBundledOnesLack() throws Exception {
        var library = new FontLibrary(List.of(Path.of("examples/letter/fonts")), false);

        assertThat(library.fallbackFor(of("ש"), watch, warnings::add))
                .extracting(FontFile::family)
                .containsExactly("Noto Serif Hebrew");
        assertThat(warnings).isEmpty();
    }
}
