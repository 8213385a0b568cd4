package io.pressrun.fetch.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which connections broke. Where a body ends with its connection, the client takes a reset for that end, and
 * would pass a part of the body off as the whole (RFC 9112, 8).
 */
@Sharable
final class BrokenConnections extends ChannelInboundHandlerAdapter {
    private static final AttributeKey<Throwable> CAUSE = AttributeKey.valueOf(BrokenConnections.class, "CAUSE");

    /** Why the connection broke; {@code null} when it did not. */
    static @Nullable Throwable causeOf(Channel connection) {
        return connection.attr(CAUSE).get();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.channel().attr(CAUSE).set(cause);
        context.fireExceptionCaught(cause);
    }
}
