package io.pressrun.fetch.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.asynchttpclient.netty.channel.Http2ConnectionState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the client leaves to others to do about an HTTP/2 connection: it closes one that is idle, widens its window, and
 * takes it out of use when its server grants no streams. On a connection of HTTP/1.1, which is nobody else's, it does
 * nothing.
 */
final class SharedConnection extends ChannelInboundHandlerAdapter {
    /** Between looks at whether the connection is in use. */
    static final Duration PULSE = Duration.ofSeconds(10);

    /** Looks without a request after which a connection is idle. */
    static final int IDLE_PULSES = 3;

    /** Requests that may wait for their streams unheard. */
    static final int MAX_ABANDONED = 16;

    /** Bytes under way to all streams together. The default of 64 KiB (RFC 9113, 6.9.2) is little for a far server. */
    private static final int WINDOW = 16 << 20;

    private static final Logger log = LoggerFactory.getLogger(SharedConnection.class);
    private static final AttributeKey<SharedConnection> KEY = AttributeKey.valueOf(SharedConnection.class, "of");

    private final Channel channel;
    private final AtomicInteger abandoned = new AtomicInteger();
    private volatile boolean inUse;

    // Of the event loop.
    private boolean asked;
    private int idle;
    private @Nullable ScheduledFuture<?> pulse;

    private SharedConnection(Channel channel) {
        this.channel = channel;
    }

    static SharedConnection of(Channel channel) {
        SharedConnection fresh = new SharedConnection(channel);
        SharedConnection known = channel.attr(KEY).setIfAbsent(fresh);
        return known == null ? fresh : known;
    }

    /**
     * A request has its stream. Called on the event loop.
     *
     * @param last it is the only one
     */
    void opened(boolean last) {
        Http2ConnectionState state = state();
        if (state == null) {
            return;
        }
        asked = true;
        abandoned.set(0);
        if (last) {
            state.markRedundant();
        }
        if (!inUse) {
            inUse = true;
            widen();
            channel.pipeline().addLast(this);
        }
    }

    /**
     * A request was given up while it waited for its stream, and waits on.
     *
     * @param expired it had waited for long
     */
    void abandoned(boolean expired) {
        Http2ConnectionState state = state();
        if (state != null && (abandoned.incrementAndGet() > MAX_ABANDONED || expired || !inUse)) {
            log.debug("{} grants no streams and is used no more", channel.remoteAddress());
            retire(state);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        long period = PULSE.toMillis();
        pulse = ctx.executor().scheduleAtFixedRate(this::look, period, period, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (pulse != null) {
            pulse.cancel(false);
        }
        ctx.fireChannelInactive();
    }

    /**
     * Has the client open one stream less than it may. It opens the next one at the end of another, which Netty still
     * counts then.
     */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        Http2ConnectionState state = state();
        if (state != null && message instanceof Http2SettingsFrame frame) {
            Long limit = frame.settings().maxConcurrentStreams();
            if (limit != null && limit > 1) {
                state.updateMaxConcurrentStreams(Math.toIntExact(Math.min(limit, Integer.MAX_VALUE)) - 1);
            }
        }
        ctx.fireChannelRead(message);
    }

    /** The codec has dealt with it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log.debug("{} broke the rules of HTTP/2", channel.remoteAddress(), cause);
    }

    private void look() {
        Http2ConnectionState state = state();
        if (state == null) {
            return;
        }
        idle = asked || state.getActiveStreams() > 0 ? 0 : idle + 1;
        asked = false;
        if (idle == IDLE_PULSES) {
            retire(state);
        }
    }

    /** Lets nothing new on the connection. What waits for a stream fails and may be sent elsewhere; the rest goes on. */
    private void retire(Http2ConnectionState state) {
        state.setDraining(Integer.MAX_VALUE);
        state.failPendingOpeners(waiting -> waiting.abort(new IOException("the connection is used no more")));
        // With streams it is closed by the client when the last one ends.
        if (state.getActiveStreams() <= 0) {
            var _ = channel.close();
        }
    }

    private void widen() {
        Http2FrameCodec codec = channel.pipeline().get(Http2FrameCodec.class);
        if (codec == null) {
            return;
        }
        Http2Connection connection = codec.connection();
        try {
            connection.local().flowController().incrementWindowSize(connection.connectionStream(), WINDOW);
        } catch (Http2Exception e) {
            log.debug("the window of {} stays small", channel.remoteAddress(), e);
        }
    }

    private @Nullable Http2ConnectionState state() {
        return channel.attr(Http2ConnectionState.HTTP2_STATE_KEY).get();
    }
}
