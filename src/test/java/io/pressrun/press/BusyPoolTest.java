package io.pressrun.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pressrun.job.Outcome;
import io.pressrun.render.RenderPool.Step;
import io.pressrun.testing.WireServer.Handler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job that waits for a render thread between its assets and its render. */
class BusyPoolTest {
    private static final Path KINDS = Path.of("src/test/resources/io/pressrun/render/kinds");

    private final CountDownLatch gate = new CountDownLatch(1);
    private TestPress press;

    @BeforeEach
    void start() throws IOException {
        press = new TestPress();
    }

    @AfterEach
    void stop() throws IOException {
        gate.countDown();
        press.close();
    }

    private static Handler file(String name) throws IOException {
        byte[] file = Files.readAllBytes(KINDS.resolve(name));
        return (request, wire) -> wire.respond("200 OK", Map.of(), file);
    }

    /** Answers when another job has taken the one render thread. */
    private Handler thenBusy(Handler answer) {
        return (request, wire) -> {
            var _ = press.pool.submit(Step.RENDER, () -> {
                gate.await();
                return null;
            });
            await().until(() -> press.pool.busy() == 1);
            answer.answer(request, wire);
        };
    }

    @Test
    void whatTheEngineAsksForLate_isFetched_howeverLongTheJobWaitedForThePool() throws Exception {
        // Its outlines are PostScript, which only the engine's side sees; the next source is asked for then.
        press.at("/cff", thenBusy(file("cff.otf"))).at("/test.ttf", file("test.ttf"));
        var job = press.start("{'source': {'html': '<style>@font-face{font-family:F;src:url(" + press.url("/cff")
                + "),url(" + press.url("/test.ttf") + ")}</style><p style=font-family:F>Hello'}}");
        await().until(() -> press.pool.queued() == 1);
        assertThat(press.site.targets()).containsExactly("/cff");

        press.pass(Duration.ofHours(1));
        gate.countDown();

        assertThat(job.outcome()).isInstanceOf(Outcome.Printed.class);
        assertThat(press.fonts()).containsExactly("PressrunTest");
        assertThat(press.site.targets()).containsExactly("/cff", "/test.ttf");
    }
}
