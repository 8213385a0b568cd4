package io.pressrun.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import io.pressrun.fetch.FetchSettings;
import io.pressrun.fetch.Fetching;
import io.pressrun.fetch.policy.AddressPolicy;
import io.pressrun.fetch.policy.Addresses;
import io.pressrun.fetch.policy.Peer;
import io.pressrun.fetch.policy.RefusedException;
import io.pressrun.testing.WireServer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.asynchttpclient.AsyncHttpClientConfig.ResponseBodyPartFactory;
import org.asynchttpclient.HttpResponseStatus;
import org.asynchttpclient.netty.NettyResponseStatus;
import org.asynchttpclient.uri.Uri;
import org.junit.jupiter.api.Test;

class ResponseCollectorTest {
    private static final int BODY = 1024 * 1024;
    private static final ResponseBodyPartFactory BODY_PARTS = HttpClient.BODY_PARTS;

    private static final ResponseCollector.Listener NOBODY = new ResponseCollector.Listener() {
        @Override
        public void headers(HttpResponse head) {}

        @Override
        public void received(int bytes) {}
    };

    @Test
    void pooledConnection_isReusedOnlyWhenThePolicyAllowsItsPeer() throws Exception {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (WireServer server = WireServer.start((request, wire) -> wire.ok("x"))) {
            Channel connection = new Bootstrap()
                    .group(group)
                    .channel(NioSocketChannel.class)
                    .handler(new ChannelInboundHandlerAdapter())
                    .connect("127.0.0.1", server.port())
                    .sync()
                    .channel();
            URI uri = URI.create("http://cdn.example:" + server.port() + "/");
            FetchSettings open = Fetching.withPorts(FetchSettings.DEFAULT, Set.of(server.port()));
            FetchSettings listing = Fetching.listing(Set.of("cdn.example:" + server.port()));

            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> collector(open, uri).onConnectionPooled(connection));
            ResponseCollector allowed = collector(listing, uri);
            allowed.onConnectionPooled(connection);
            assertThat(allowed.pooled()).isTrue();
        } finally {
            Fetching.await(group.shutdownGracefully(0, 0, TimeUnit.SECONDS));
        }
    }

    /** From the client's buffer into the array that the asset keeps, when the length is known before. */
    @Test
    void bodyOfAKnownLength_isCopiedOnce() throws Exception {
        assertThat(allocatedFor(true)).isLessThan(3L * BODY / 2);
    }

    @Test
    void bodyOfAnUnknownLength_isGatheredAndCopiedOnce() throws Exception {
        assertThat(allocatedFor(false)).isLessThan(5L * BODY / 2);
    }

    /** Bytes of memory that collecting a body takes. */
    private static long allocatedFor(boolean known) throws Exception {
        ResponseCollector collector = collector(
                Fetching.withLimits(FetchSettings.DEFAULT, 2 * BODY, 2 * BODY, 1), URI.create("http://cdn.example/"));
        HttpHeaders headers = new DefaultHttpHeaders();
        if (known) {
            headers.set("Content-Length", BODY);
        }
        ByteBuf buffer = Unpooled.directBuffer(BODY);
        while (buffer.isWritable()) {
            buffer.writeByte(buffer.writerIndex() * 31 >> 3);
        }
        byte[] expected = ByteBufUtil.getBytes(buffer);
        HttpResponseStatus ok = new NettyResponseStatus(
                Uri.create("http://cdn.example/"),
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, io.netty.handler.codec.http.HttpResponseStatus.OK),
                null);
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        collector.onStatusReceived(ok);
        collector.onHeadersReceived(headers);
        while (buffer.isReadable()) {
            collector.onBodyPartReceived(
                    BODY_PARTS.newResponseBodyPart(buffer.readSlice(8 * 1024), !buffer.isReadable()));
        }
        byte[] body = collector.onCompleted().body();
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;
        assertThat(body).isEqualTo(expected);
        return allocated;
    }

    private static ResponseCollector collector(FetchSettings settings, URI uri) {
        AddressPolicy policy = Addresses.policy(settings.policy());
        return new ResponseCollector(
                new Peer(policy.admit(uri), null, policy),
                NOBODY,
                new ConnectionLease(true, false),
                settings.request().maxBytes());
    }
}
