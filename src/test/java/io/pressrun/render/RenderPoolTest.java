package io.pressrun.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pressrun.render.RenderPool.Step;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RenderPoolTest {
    private final RenderPool pool = new RenderPool(1, 16L << 20);
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        gate.countDown();
        pool.close();
    }

    private void occupy() {
        var _ = pool.submit(Step.PARSE, () -> {
            gate.await();
            return null;
        });
        await().until(() -> pool.busy() == 1 && pool.queued() == 0);
    }

    @Test
    void renderTasks_goFirst_eachStepInItsOrder() throws Exception {
        occupy();
        List<String> order = new CopyOnWriteArrayList<>();
        var last = pool.submit(Step.PARSE, () -> order.add("parse 1"));
        var veryLast = pool.submit(Step.PARSE, () -> order.add("parse 2"));
        var _ = pool.submit(Step.RENDER, () -> order.add("render 1"));
        var _ = pool.submit(Step.RENDER, () -> order.add("render 2"));

        gate.countDown();
        last.get(20, TimeUnit.SECONDS);
        veryLast.get(20, TimeUnit.SECONDS);

        assertThat(order).containsExactly("render 1", "render 2", "parse 1", "parse 2");
    }

    @Test
    void cancelledTask_leavesTheQueue_andNeverRuns() {
        occupy();
        List<String> ran = new CopyOnWriteArrayList<>();
        var task = pool.submit(Step.RENDER, () -> ran.add("ran"));
        assertThat(pool.queued()).isEqualTo(1);

        task.cancel(false);

        assertThat(pool.queued()).isZero();
        assertThat(ran).isEmpty();
    }

    @Test
    void threads_arePlatformThreads_withTheStatedStack() throws Exception {
        assertThat(pool.submit(Step.RENDER, () -> Thread.currentThread().isVirtual())
                        .get(20, TimeUnit.SECONDS))
                .isFalse();
        assertThat(pool.submit(Step.RENDER, () -> depth(60_000)).get(20, TimeUnit.SECONDS))
                .isEqualTo(60_000);
    }

    private static int depth(int left) {
        return left == 0 ? 0 : 1 + depth(left - 1);
    }

    @Test
    void failedTask_leavesTheThreadFit() throws Exception {
        var _ = pool.submit(Step.RENDER, () -> {
            throw new StackOverflowError();
        });

        assertThat(pool.submit(Step.RENDER, () -> "next").get(20, TimeUnit.SECONDS))
                .isEqualTo("next");
    }
}
