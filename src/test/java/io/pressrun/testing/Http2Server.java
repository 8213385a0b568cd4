package io.pressrun.testing;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2SettingsFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/** A server on the loopback that speaks TLS and what its client prefers of its protocols, frame by frame. */
public final class Http2Server implements AutoCloseable {
    private static final int PATIENCE = 20;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<Channel> connections = new CopyOnWriteArrayList<>();
    private final List<Stream> streams = new CopyOnWriteArrayList<>();
    private final SslContext tls;
    private final Consumer<Stream> handler;
    private final Channel server;
    private volatile boolean accepting = true;
    private volatile long maxStreams = 100;

    private Http2Server(TestCertificate certificate, Consumer<Stream> handler, List<String> protocols)
            throws SSLException, InterruptedException {
        this.handler = handler;
        this.tls = SslContextBuilder.forServer(certificate.key())
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        protocols))
                .build();
        this.server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new Connection())
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
    }

    /** @param handler gets every request, on the event loop; it may answer later and from elsewhere */
    public static Http2Server start(TestCertificate certificate, Consumer<Stream> handler)
            throws SSLException, InterruptedException {
        return new Http2Server(
                certificate, handler, List.of(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1));
    }

    /** A server that speaks HTTP/1.1 alone and answers everything with {@code body}. */
    public static Http2Server withoutHttp2(TestCertificate certificate) throws SSLException, InterruptedException {
        return new Http2Server(certificate, stream -> {}, List.of(ApplicationProtocolNames.HTTP_1_1));
    }

    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    public String hostAndPort() {
        return "127.0.0.1:" + port();
    }

    public URI uri(String path) {
        return URI.create("https://" + hostAndPort() + path);
    }

    /** So far. */
    public int connections() {
        return connections.size();
    }

    public Channel connection(int index) {
        return connections.get(index);
    }

    /** Requests so far, in their order. */
    public List<Stream> streams() {
        return streams;
    }

    public List<String> paths() {
        return streams.stream().map(Stream::path).toList();
    }

    /** Of connections that are made from now on. */
    public void maxStreams(long limit) {
        maxStreams = limit;
    }

    /** Tells all clients. */
    public void lowerMaxStreams(long limit) {
        for (Channel connection : connections) {
            var settings = new DefaultHttp2SettingsFrame(new Http2Settings().maxConcurrentStreams(limit));
            var _ = connection.writeAndFlush(settings);
        }
    }

    /** Lets connections wait for their handshake, or lets those that wait go on. */
    public void accept(boolean now) {
        accepting = now;
        if (now) {
            connections.forEach(connection -> connection.config().setAutoRead(true));
        }
    }

    /** Says goodbye to the client: requests after the given one were not looked at. */
    public static void goAway(Stream last) {
        var context = last.parent().pipeline().context(Http2FrameCodec.class);
        context.executor().execute(() -> {
            var codec = (Http2FrameCodec) context.handler();
            var _ = codec.goAway(
                    context, last.id(), Http2Error.NO_ERROR.code(), Unpooled.EMPTY_BUFFER, context.newPromise());
            context.flush();
        });
    }

    @Override
    public void close() {
        var _ = server.close();
        group.shutdownGracefully(0, PATIENCE, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Connection extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            connections.add(channel);
            channel.config().setAutoRead(accepting);
            channel.pipeline()
                    .addLast(tls.newHandler(channel.alloc()))
                    .addLast(new ApplicationProtocolNegotiationHandler(ApplicationProtocolNames.HTTP_1_1) {
                        @Override
                        protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
                            if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                                ctx.pipeline()
                                        .addLast(Http2FrameCodecBuilder.forServer()
                                                .initialSettings(Http2Settings.defaultSettings()
                                                        .maxConcurrentStreams(maxStreams))
                                                .build())
                                        .addLast(new Http2MultiplexHandler(new Requests()));
                            } else {
                                ctx.pipeline().addLast(new HttpServerCodec()).addLast(new Plain());
                            }
                        }
                    });
        }
    }

    private final class Requests extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext ctx, Object message) {
                    if (message instanceof Http2HeadersFrame request) {
                        var stream = new Stream(
                                channel, request.headers(), request.stream().id());
                        channel.attr(Stream.KEY).set(stream);
                        streams.add(stream);
                        handler.accept(stream);
                    }
                }

                @Override
                public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                    if (event instanceof Http2ResetFrame reset) {
                        channel.attr(Stream.KEY).get().reset.set(reset.errorCode());
                    }
                }
            });
        }
    }

    private static final class Plain extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof HttpRequest) {
                var body = Unpooled.copiedBuffer("body", StandardCharsets.UTF_8);
                var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body);
                response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
                var _ = ctx.writeAndFlush(response);
            }
        }
    }

    /** One request and its answer. */
    public static final class Stream {
        private static final AttributeKey<Stream> KEY = AttributeKey.valueOf(Stream.class, "of");

        private final Channel channel;
        private final Http2Headers request;
        private final int id;
        private final AtomicLong reset = new AtomicLong(-1);

        private Stream(Channel channel, Http2Headers request, int id) {
            this.channel = channel;
            this.request = request;
            this.id = id;
        }

        public String path() {
            return request.path().toString();
        }

        public Http2Headers request() {
            return request;
        }

        int id() {
            return id;
        }

        public Channel parent() {
            return channel.parent();
        }

        /** The error code by which the client ended it; -1 when it did not. */
        public long resetByClient() {
            return reset.get();
        }

        public void head(Http2Headers headers) {
            var _ = channel.writeAndFlush(new DefaultHttp2HeadersFrame(headers, false));
        }

        public void data(byte[] bytes, boolean end) {
            var _ = channel.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(bytes), end));
        }

        public void data(String text, boolean end) {
            data(text.getBytes(StandardCharsets.UTF_8), end);
        }

        /** Begins an answer whose body follows. */
        public void begin() {
            head(new DefaultHttp2Headers().status("200"));
        }

        public void ok(String body) {
            begin();
            data(body, true);
        }

        public void reset(Http2Error error) {
            var _ = channel.writeAndFlush(new DefaultHttp2ResetFrame(error));
        }
    }
}
