package io.pressrun.fetch.http;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameStreamException;
import io.netty.handler.ssl.SslHandler;
import io.pressrun.fetch.policy.Peer;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.asynchttpclient.AsyncHandler;
import org.asynchttpclient.HttpResponseBodyPart;
import org.asynchttpclient.HttpResponseStatus;
import org.asynchttpclient.netty.request.NettyRequest;
import org.jspecify.annotations.Nullable;

/**
 * Collects one response. It throws where a response must not go on: aborting would let the client pass a part of the
 * body off as the whole. Called by one event-loop thread at a time.
 */
public final class ResponseCollector implements AsyncHandler<HttpResponse> {
    /** A redirect or error page longer than this is cut off, at the price of its connection. */
    private static final int DISCARDED_LIMIT = 64 * 1024;

    /** Hears of a response as it arrives. What it throws ends the response. */
    public interface Listener {
        /** @param head the response without its body */
        void headers(HttpResponse head);

        void received(int bytes);
    }

    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
    private static final byte[] NO_BODY = {};

    private final Peer peer;
    private final Listener listener;
    private final ConnectionLease lease;
    private final long limit;
    private final CompletableFuture<HttpResponse> response = new CompletableFuture<>();
    private BodyBuffer body = new BodyBuffer(0);
    private HttpHeaders headers = new DefaultHttpHeaders();
    private volatile int status;
    private volatile boolean http1;
    private volatile boolean pooled;
    /** The request that went out last asks the proxy for a tunnel. */
    private volatile boolean connecting;

    private volatile @Nullable Channel connection;
    private long discarded;

    public ResponseCollector(Peer peer, Listener listener, ConnectionLease lease, long limit) {
        this.peer = peer;
        this.listener = listener;
        this.lease = lease;
        this.limit = limit;
    }

    public CompletableFuture<HttpResponse> response() {
        return response;
    }

    /** Whether the request went out on a connection that an earlier one had used. */
    boolean pooled() {
        return pooled;
    }

    /** Whether anything of a response arrived. */
    public boolean responded() {
        return status != 0;
    }

    @Override
    public void onConnectionPooled(Channel used) {
        // The client says so of a tunnel, too, that was opened for this request.
        pooled = !connecting;
        connection = used;
        if (used.remoteAddress() instanceof InetSocketAddress address) {
            peer.check(List.of(address.getAddress()));
        }
        lease.joined(used, this::onThrowable);
    }

    @Override
    public void onTcpConnectSuccess(InetSocketAddress remoteAddress, Channel opened) {
        connection = opened;
        peer.check(List.of(remoteAddress.getAddress()));
        lease.connected(opened);
    }

    @Override
    public void onRequestSend(NettyRequest request) {
        connecting = request.getHttpRequest().method().equals(HttpMethod.CONNECT);
        if (!connecting) {
            lease.sent();
        }
    }

    @Override
    public State onStatusReceived(HttpResponseStatus received) throws IOException {
        // The client hands on what a proxy answers instead of opening a tunnel, as if the server had said it.
        if (connecting || (peer.proxied() && received.getStatusCode() == PROXY_AUTHENTICATION_REQUIRED)) {
            throw new ProxyRefusedException(received.getStatusCode());
        }
        // The client passes over interim responses (RFC 9110, 15.2) but 101, after which the connection speaks another
        // protocol.
        if (received.getStatusCode() < 200) {
            throw new ProtocolException("interim response " + received.getStatusCode());
        }
        status = received.getStatusCode();
        http1 = received.getProtocolMajorVersion() == 1;
        return State.CONTINUE;
    }

    @Override
    public State onHeadersReceived(HttpHeaders received) {
        headers = received;
        if (HttpResponse.isWhole(status)) {
            long declared = declaredLength(received);
            if (declared > limit) {
                throw OversizeException.ofAsset(limit);
            }
            body = new BodyBuffer(declared);
        }
        listener.headers(new HttpResponse(status, received, NO_BODY));
        return State.CONTINUE;
    }

    @Override
    public State onBodyPartReceived(HttpResponseBodyPart part) {
        int length = part.length();
        listener.received(length);
        if (!HttpResponse.isWhole(status)) {
            discarded += length;
            return discarded > DISCARDED_LIMIT ? State.ABORT : State.CONTINUE;
        }
        if (body.size() + length > limit) {
            throw OversizeException.ofAsset(limit);
        }
        body.write(part.getBodyByteBuf());
        return State.CONTINUE;
    }

    @Override
    public void onThrowable(Throwable failure) {
        lease.settled();
        boolean broken = failure instanceof Http2Exception || failure instanceof Http2FrameStreamException;
        response.completeExceptionally(broken ? new IOException("malformed response", failure) : failure);
    }

    @Override
    public HttpResponse onCompleted() throws IOException {
        Channel used = connection;
        if (used != null && BrokenConnections.causeOf(used) != null) {
            throw new IOException("the connection broke", BrokenConnections.causeOf(used));
        }
        if (used != null && HttpResponse.isWhole(status) && endsWithConnection() && !endedByTls(used)) {
            throw new EOFException("the connection ended without a closure alert");
        }
        HttpResponse complete = new HttpResponse(status, headers, body.toByteArray());
        response.complete(complete);
        return complete;
    }

    /** Whether nothing but the end of the connection tells where the body ends (RFC 9112, 6.3). */
    private boolean endsWithConnection() {
        return http1
                && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                && !headers.containsValue(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED, true);
    }

    /** Whether the server itself ended the connection, which without TLS nobody can tell (RFC 9112, 9.8). */
    private static boolean endedByTls(Channel used) {
        SslHandler tls = used.pipeline().get(SslHandler.class);
        return tls == null || tls.sslCloseFuture().isSuccess();
    }

    private static long declaredLength(HttpHeaders headers) {
        String text = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        try {
            return text == null ? 0 : Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
