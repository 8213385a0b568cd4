package io.pressrun.render;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose fault it is when a render ends with an exception. */
class EngineFailureTest {
    private static final String MARGINS = "<style>@page{size:100px;margin:200px}</style><p id='intro'>x</p>";

    private static Rendering rendering;

    @BeforeAll
    static void start() {
        rendering = new Rendering();
    }

    @AfterAll
    static void stop() {
        rendering.close();
    }

    private static Throwable failureOf(String html) {
        try {
            rendering.print(html);
            throw new AssertionError("it was printed");
        } catch (JobFailedException e) {
            return e;
        }
    }

    @Test
    void documentThatTheEngineCannotTake_isToldInWordsOfOurs() {
        var failure = failureOf(MARGINS);

        assertThat(failure)
                .isInstanceOfSatisfying(
                        JobFailedException.class,
                        failed -> assertThat(failed.code()).isEqualTo(FailureCode.RENDER_FAILED))
                .hasMessageStartingWith("The engine cannot print this document: it failed while it laid out the pages")
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(failure.getMessage())
                .doesNotContain(requireNonNull(failure.getCause()).getMessage());
    }

    /** Fails in the hook that the engine calls for the nth time. */
    private static BooleanSupplier failingAt(int call) {
        var calls = new AtomicInteger();
        return () -> {
            if (calls.incrementAndGet() >= call) {
                throw new IllegalStateException("a defect of ours");
            }
            return false;
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div></div>",
                "<p>word</p>",
                "<img src='data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs='>",
                "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>x</text></svg>",
                "<style>@import 'data:text/css,p{}';</style>",
            })
    void defectOfPressrun_isNoFaultOfTheDocument(String html) {
        for (int call = 1; call < 5; call++) {
            var render = rendering.start(Rendering.job(html.repeat(200)), failingAt(call));

            assertThatThrownBy(() -> render.get(Rendering.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("call " + call)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(RuntimeException.class)
                    .hasStackTraceContaining("a defect of ours");
        }
    }
}
