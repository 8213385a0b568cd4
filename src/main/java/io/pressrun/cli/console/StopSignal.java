package io.pressrun.cli.console;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and Ctrl-C for a command that has something to clean up. From its making until {@link #close} the JVM does not
 * end before the command has, for a limited time.
 */
public final class StopSignal implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StopSignal.class);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Duration patience;
    private final Thread hook = new Thread(this::received, "stop");
    private boolean received;
    private @Nullable Runnable action;

    /** @param patience how long the command may take to end once it is told to */
    public StopSignal(Duration patience) {
        this.patience = patience;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Sets what the signal does; done at once when it has come already. */
    public void does(Runnable stop) {
        synchronized (this) {
            action = stop;
            if (!received) {
                return;
            }
        }
        stop.run();
    }

    public synchronized boolean isReceived() {
        return received;
    }

    private void received() {
        @Nullable Runnable stop;
        synchronized (this) {
            received = true;
            stop = action;
        }
        if (stop != null) {
            stop.run();
        }
        try {
            if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("Not everything has stopped within {} s", patience.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            log.trace("the JVM is ending");
        }
    }
}
