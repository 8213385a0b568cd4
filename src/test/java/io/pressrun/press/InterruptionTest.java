package io.pressrun.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pressrun.job.Outcome;
import io.pressrun.render.RenderPool.Step;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private static final String HELLO = "{'id': 'hello', 'source': {'html': '<p>Hello'}}";

    private final CountDownLatch gate = new CountDownLatch(1);
    private TestPress press;

    @BeforeEach
    void start() throws IOException {
        press = new TestPress().hanging("/slow");
    }

    @AfterEach
    void stop() throws IOException {
        gate.countDown();
        press.close();
    }

    private void occupyThePool() {
        var _ = press.pool.submit(Step.RENDER, () -> {
            gate.await();
            return null;
        });
        await().until(() -> press.pool.busy() == 1 && press.pool.queued() == 0);
    }

    private void untilAsked() {
        await().until(() -> press.site.targets().contains("/slow"));
    }

    private void assertInterrupted(TestPress.Running job) {
        job.interrupt();
        assertThat(job.outcome()).isEqualTo(new Outcome.Interrupted());
        await().until(() -> press.pool.busy() == 0);
        assertThat(press.printed(HELLO).receipt().pages()).isEqualTo(1);
    }

    @Test
    void jobThatWaitsForItsSource_isInterrupted() {
        var job = press.start("{'source': {'url': '" + press.url("/slow") + "'}}");
        untilAsked();

        assertInterrupted(job);
    }

    @Test
    void jobThatWaitsForAnAsset_isInterrupted() {
        var job = press.start("{'source': {'html': '<img src=" + press.url("/slow") + ">'}}");
        untilAsked();

        assertInterrupted(job);
    }

    @Test
    void jobThatWaitsForAnAttachment_isInterrupted() {
        var job = press.start("{'source': {'html': '<p>x'}, 'pdf': {'attachments': [{'name': 'a', 'source': '"
                + press.url("/slow") + "'}]}}");
        untilAsked();

        assertInterrupted(job);
    }

    @Test
    void jobThatIsRendered_isInterrupted_andLeavesTheThread() {
        press.image("/image");
        String style = "<style>" + "u ~ * ~ * ~ * ~ * ~ i{color:red}".repeat(20) + "</style>";
        var job = press.start("{'source': {'html': '" + style + "<img src=" + press.url("/image") + "><p>"
                + "<i>x</i>".repeat(30_000) + "'}}");
        // The document has been parsed by then.
        await().until(() -> press.site.targets().contains("/image"));
        await().until(() -> press.pool.busy() == 1);

        assertInterrupted(job);
    }

    @Test
    void jobThatWaitsForThePool_isInterrupted_andLeavesTheQueue() {
        occupyThePool();
        var job = press.start("{'source': {'html': '<p>x'}}");
        await().until(() -> press.pool.queued() == 1);

        job.interrupt();

        assertThat(job.outcome()).isEqualTo(new Outcome.Interrupted());
        assertThat(press.pool.queued()).isZero();
        gate.countDown();
        assertThat(press.printed(HELLO).receipt().pages()).isEqualTo(1);
    }

    @Test
    void jobThatWaitsForTheStore_isInterrupted() {
        press.store.hang();
        var job = press.start(HELLO);
        await().until(() -> press.store.pdfs.containsKey("hello.pdf"));

        job.interrupt();

        assertThat(job.outcome()).isEqualTo(new Outcome.Interrupted());
        press.store.recover();
        assertThat(press.printed(HELLO).receipt().pages()).isEqualTo(1);
    }

    @Test
    void jobThatWaitsForAPoolThatCloses_isInterrupted() {
        occupyThePool();
        var job = press.start(HELLO);
        await().until(() -> press.pool.queued() == 1);

        press.pool.close();

        assertThat(job.outcome()).isEqualTo(new Outcome.Interrupted());
    }

    @Test
    void jobThatComesAfterThePoolClosed_isInterrupted() {
        press.pool.close();

        assertThat(press.print(HELLO).outcome()).isEqualTo(new Outcome.Interrupted());
    }
}
