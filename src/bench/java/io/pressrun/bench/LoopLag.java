package io.pressrun.bench;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.pressrun.fetch.AssetFetcher;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.asynchttpclient.DefaultAsyncHttpClient;
import org.asynchttpclient.netty.channel.ChannelManager;

/** How much later than every millisecond the event loops of the fetcher get to a task that does nothing. */
final class LoopLag implements AutoCloseable {
    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(1);

    private final Samples samples = new Samples(); // guarded by itself
    private volatile boolean over;

    LoopLag(AssetFetcher fetcher) throws ReflectiveOperationException {
        for (EventExecutor loop : loops(fetcher)) {
            tick(loop, System.nanoTime() + PERIOD);
        }
    }

    private static EventLoopGroup loops(AssetFetcher fetcher) throws ReflectiveOperationException {
        Object client = field(field(fetcher, "http"), "client");
        Method manager = DefaultAsyncHttpClient.class.getDeclaredMethod("channelManager");
        manager.setAccessible(true);
        return ((ChannelManager) manager.invoke(client)).getEventLoopGroup();
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return Objects.requireNonNull(field.get(owner));
    }

    private void tick(EventExecutor loop, long due) {
        if (over) {
            return;
        }
        var _ = loop.schedule(
                () -> {
                    long now = System.nanoTime();
                    synchronized (samples) {
                        samples.add(Math.max(0, now - due));
                    }
                    tick(loop, now + PERIOD);
                },
                due - System.nanoTime(),
                TimeUnit.NANOSECONDS);
    }

    /** Ends the measurement. */
    Samples samples() {
        over = true;
        synchronized (samples) {
            return samples;
        }
    }

    @Override
    public void close() {
        over = true;
    }
}
