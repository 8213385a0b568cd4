package io.pressrun.fetch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The few platform threads on which arrived assets are searched for what they name. It takes time that an event loop
 * does not have, and on virtual threads it would keep their carriers from everything else.
 */
final class AssetReading implements AutoCloseable {
    private final ExecutorService threads = Executors.newFixedThreadPool(
            Math.max(2, Runtime.getRuntime().availableProcessors() / 2),
            Thread.ofPlatform().name("read-", 0).daemon().factory());

    /** Runs the tasks of one job one after the other, so that it takes turns with the others. */
    Executor forOneJob() {
        return new InTurn(threads);
    }

    Executor threads() {
        return threads;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static final class InTurn implements Executor {
        private final Executor threads;
        private CompletableFuture<?> last = CompletableFuture.completedFuture(null); // guarded by this

        InTurn(Executor threads) {
            this.threads = threads;
        }

        @Override
        public synchronized void execute(Runnable task) {
            last = last.handleAsync(
                    (done, failure) -> {
                        task.run();
                        return null;
                    },
                    threads);
        }
    }
}
