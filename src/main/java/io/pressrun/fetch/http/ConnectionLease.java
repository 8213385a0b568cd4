package io.pressrun.fetch.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The hold of one request on the connection that it goes out on, which with HTTP/2 others may share. As long as a request waits for its stream, the client ties it to the whole HTTP/2
 * connection, and ending it would end the requests of others. So a request whose connection may be shared is given up
 * only when it has a stream, or a connection, of its own; until then it goes on unheard.
 */
public final class ConnectionLease {
    private final boolean alone;

    // Guarded by this.
    private boolean own;
    private boolean unwanted;
    private @Nullable Channel connection;
    private @Nullable ChannelFutureListener watch;
    private @Nullable Future<?> request;

    /**
     * @param sharable the connection may turn out to be shared
     * @param alone no other request is to follow on its connection
     */
    ConnectionLease(boolean sharable, boolean alone) {
        this.own = !sharable;
        this.alone = alone;
    }

    /** The client has taken the request. */
    public void taken(Future<?> running) {
        synchronized (this) {
            request = running;
        }
        endIfUnwanted();
    }

    /** The request dialled this connection. */
    synchronized void connected(Channel channel) {
        connection = channel;
    }

    /**
     * The request joins a connection in use.
     *
     * @param lost is told when that closes first: the client may have forgotten the request
     */
    void joined(Channel channel, Consumer<Throwable> lost) {
        ChannelFutureListener listener =
                closed -> lost.accept(new IOException("the connection was closed before the request was sent"));
        synchronized (this) {
            connection = channel;
            if (own) {
                return;
            }
            watch = listener;
        }
        var _ = channel.closeFuture().addListener(listener);
    }

    /** The request has its stream, or its connection, and goes out. Called on the event loop of the connection. */
    void sent() {
        Channel mine;
        synchronized (this) {
            own = true;
            mine = connection;
        }
        settled();
        if (mine != null) {
            SharedConnection.of(mine).opened(alone);
        }
        endIfUnwanted();
    }

    /** The request was sent or has failed. */
    void settled() {
        Channel watched;
        ChannelFutureListener listener;
        synchronized (this) {
            watched = connection;
            listener = watch;
            watch = null;
        }
        if (watched != null && listener != null) {
            var _ = watched.closeFuture().removeListener(listener);
        }
    }

    /** @param late it had waited for long */
    public void giveUp(boolean late) {
        Channel awaited;
        synchronized (this) {
            unwanted = true;
            awaited = own ? null : connection;
        }
        if (awaited != null) {
            SharedConnection.of(awaited).abandoned(late);
        }
        endIfUnwanted();
    }

    private void endIfUnwanted() {
        Future<?> running;
        synchronized (this) {
            running = own && unwanted ? request : null;
        }
        // A finished request is left alone: its connection is in the pool.
        if (running != null && !running.isDone()) {
            running.cancel(true);
        }
    }
}
