package io.pressrun.fetch.http;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes every thread of one fetcher: event loops, timers, name lookups. None of them may wait for a fetch. */
public final class ClientThreads implements ThreadFactory {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public Thread newThread(Runnable task) {
        return new ClientThread(task, this);
    }

    /** Whether the calling thread was made here. */
    public boolean current() {
        return Thread.currentThread() instanceof ClientThread thread && thread.owner == this;
    }

    private static final class ClientThread extends FastThreadLocalThread {
        private final ClientThreads owner;

        ClientThread(Runnable task, ClientThreads owner) {
            super(task, "fetch-" + owner.count.incrementAndGet());
            this.owner = owner;
            setDaemon(true);
        }
    }
}
