package io.pressrun.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.pressrun.testing.WireServer;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BodyCollectorTest {
    private static final BodyCollector.Recipients NOBODY = new BodyCollector.Recipients() {
        @Override
        public void headers(HttpAnswer head) {}

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
            BodyCollector allowed = collector(listing, uri);
            allowed.onConnectionPooled(connection);
            assertThat(allowed.pooled()).isTrue();
        } finally {
            Fetching.await(group.shutdownGracefully(0, 0, TimeUnit.SECONDS));
        }
    }

    private static BodyCollector collector(FetchSettings settings, URI uri) {
        var policy = new AddressPolicy(settings, CidrTable.SPECIAL_PURPOSE, Set.of());
        return new BodyCollector(new Peer(policy.admit(uri), null, policy), NOBODY, new Carrier(true, false), 1000);
    }
}
