package io.pressrun.fetch.http;

import static io.pressrun.fetch.Fetching.assertAbsent;
import static io.pressrun.fetch.Fetching.assertUnavailable;
import static io.pressrun.fetch.Fetching.await;
import static io.pressrun.fetch.Fetching.found;
import static io.pressrun.fetch.Fetching.listing;
import static io.pressrun.fetch.Fetching.open;
import static io.pressrun.fetch.Fetching.withConnections;
import static io.pressrun.fetch.Fetching.withRequestTimeout;
import static io.pressrun.fetch.Fetching.withRetries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.ssl.SslContextBuilder;
import io.pressrun.fetch.Asset;
import io.pressrun.fetch.AssetFetcher;
import io.pressrun.fetch.FetchSettings;
import io.pressrun.fetch.Fetching;
import io.pressrun.fetch.JobAssets;
import io.pressrun.fetch.policy.NameLookup;
import io.pressrun.job.AssetKind;
import io.pressrun.testing.Http2Server;
import io.pressrun.testing.Http2Server.Stream;
import io.pressrun.testing.TestCertificate;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.asynchttpclient.SslEngineFactory;
import org.asynchttpclient.netty.ssl.DefaultSslEngineFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class Http2Test {
    private static TestCertificate certificate;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = TestCertificate.create();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : opened.reversed()) {
            resource.close();
        }
    }

    @Test
    void requestsOfManyJobs_shareOneConnection() throws Exception {
        Http2Server server = server(stream -> stream.ok(stream.path()));
        AssetFetcher fetcher = fetcher(reaching(server));
        warmUp(fetcher, server);

        List<Future<Asset>> answers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            answers.add(fetch(job(fetcher), server, "/" + i));
        }

        for (int i = 0; i < 60; i++) {
            assertThat(found(await(answers.get(i))).bytes()).asString().isEqualTo("/" + i);
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void streamsUnderWay_areNoMoreThanTheOriginsPermits() throws Exception {
        Http2Server server = server(Http2Test::answerWarmUp);
        AssetFetcher fetcher = fetcher(withConnections(reaching(server), 3, 64));
        warmUp(fetcher, server);

        List<Future<Asset>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(fetch(job(fetcher), server, "/" + i));
        }
        await().until(() -> server.streams().size() == 4);
        server.streams().get(1).ok("x");
        await().until(() -> server.streams().size() == 5);
        server.streams().get(2).ok("x");
        await().until(() -> server.streams().size() == 6);
        server.streams().subList(3, 6).forEach(stream -> stream.ok("x"));

        answers.forEach(answer -> found(await(answer)));
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void serverWithoutHttp2_isSpokenToInHttp11() throws Exception {
        Http2Server server = keep(Http2Server.withoutHttp2(certificate));

        assertThat(found(await(fetch(job(fetcher(reaching(server))), server, "/")))
                        .bytes())
                .asString()
                .isEqualTo("body");
    }

    @Test
    void http2SwitchedOff_isNotOffered() throws Exception {
        Http2Server server = server(stream -> stream.ok("HTTP/2"));
        FetchSettings off = Fetching.withHttp2(reaching(server), false);

        assertThat(found(await(fetch(job(fetcher(off)), server, "/"))).bytes())
                .asString()
                .isEqualTo("body");
    }

    /** How far a request got when its job ended. */
    enum Stage {
        HANDSHAKE,
        WAITING_FOR_A_STREAM,
        SENT,
        IN_THE_BODY
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void jobThatEnds_endsNoOther(Stage stage) throws Exception {
        Http2Server server = server(Http2Test::answerWarmUp);
        server.maxStreams(stage == Stage.WAITING_FOR_A_STREAM ? 1 : 100);
        AssetFetcher fetcher = fetcher(reaching(server));
        if (stage == Stage.HANDSHAKE) {
            server.accept(false);
        } else {
            warmUp(fetcher, server);
        }
        int before = server.streams().size();
        JobAssets leaving = job(fetcher);
        Future<Asset> first = fetch(job(fetcher), server, "/first");
        if (stage == Stage.HANDSHAKE) {
            await().until(() -> server.connections() == 1);
        } else {
            await().until(() -> server.streams().size() == before + 1);
        }
        Future<Asset> left = fetch(leaving, server, "/left");
        Future<Asset> last = fetch(job(fetcher), server, "/last");
        switch (stage) {
            case HANDSHAKE -> await().until(() -> server.connections() == 3);
            case WAITING_FOR_A_STREAM -> {}
            case SENT -> await().until(() -> server.paths().contains("/left"));
            case IN_THE_BODY -> {
                await().until(() -> server.paths().contains("/left"));
                Stream answer = stream(server, "/left");
                answer.begin();
                answer.data("half", false);
            }
        }

        leaving.close();
        assertUnavailable(await(left));
        server.accept(true);
        await().until(() -> server.paths().contains("/first"));
        stream(server, "/first").ok("first");
        assertThat(found(await(first)).bytes()).asString().isEqualTo("first");
        await().until(() -> server.paths().contains("/last"));
        stream(server, "/last").ok("last");

        assertThat(found(await(last)).bytes()).asString().isEqualTo("last");
        if (stage == Stage.SENT || stage == Stage.IN_THE_BODY) {
            await().until(() -> stream(server, "/left").resetByClient() == Http2Error.CANCEL.code());
        } else {
            assertThat(server.paths()).doesNotContain("/left");
        }
        if (stage != Stage.HANDSHAKE) {
            assertThat(server.connection(0).isActive()).isTrue();
        }
    }

    /** With more streams than the client wants, and with fewer. */
    @ParameterizedTest
    @ValueSource(longs = {100, 5, 2})
    void jobsThatEndAtAnyTime_endNoOther(long maxStreams) throws Exception {
        Http2Server server = server(stream -> {
            stream.begin();
            stream.data(new byte[20_000], false);
            stream.data(stream.path(), true);
        });
        server.maxStreams(maxStreams);
        AssetFetcher fetcher = fetcher(reaching(server));
        warmUp(fetcher, server);
        var random = new Random(4);
        List<JobAssets> leaving = new ArrayList<>();
        List<Future<Asset>> staying = new ArrayList<>();

        for (int i = 0; i < 400; i++) {
            staying.add(fetch(job(fetcher), server, "/stays/" + i));
            JobAssets leaver = job(fetcher);
            leaving.add(leaver);
            var _ = fetch(leaver, server, "/leaves/" + i);
            leaving.remove(random.nextInt(leaving.size())).close();
            if (random.nextInt(20) == 0) {
                await(staying.get(random.nextInt(staying.size())));
            }
        }

        staying.forEach(answer -> assertThat(found(await(answer)).bytes()).hasSizeGreaterThan(20_000));
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void requestThatTakesTooLong_endsNoOther() throws Exception {
        Http2Server server = server(stream -> {
            if (!stream.path().equals("/slow") && !stream.path().equals("/long")) {
                stream.ok("x");
            }
        });
        AssetFetcher fetcher = fetcher(withRequestTimeout(reaching(server), Duration.ofSeconds(6)));
        warmUp(fetcher, server);
        JobAssets assets = job(fetcher);
        long started = System.nanoTime();

        Future<Asset> slow = fetch(job(fetcher), server, "/slow");
        for (int i = 0; System.nanoTime() - started < 3_000_000_000L; i++) {
            found(await(fetch(job(fetcher), server, "/quick/" + i)));
        }
        Future<Asset> drip = fetch(assets, server, "/long");
        await().until(() -> server.paths().contains("/long"));
        Stream answer = stream(server, "/long");
        answer.begin();
        answer.data("a", false);
        assertUnavailable(await(slow));
        answer.data("b", true);

        assertThat(found(await(drip)).bytes()).asString().isEqualTo("ab");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void answersThatAreTooLong_endNoOtherAndUseUpNoWindow() throws Exception {
        Http2Server server = server(stream -> {
            if (stream.path().startsWith("/endless")) {
                stream.begin();
                for (int i = 0; i < 20; i++) {
                    stream.data(new byte[100_000], false);
                }
            } else {
                answerWarmUp(stream);
            }
        });
        AssetFetcher fetcher = fetcher(reaching(server));
        warmUp(fetcher, server);

        Future<Asset> other = fetch(job(fetcher), server, "/other");
        await().until(() -> server.paths().contains("/other"));
        for (int i = 0; i < 20; i++) {
            assertAbsent(await(fetch(job(fetcher), server, "/endless/" + i)));
        }
        Stream answer = stream(server, "/other");
        answer.begin();
        answer.data(new byte[900_000], true);

        assertThat(found(await(other)).bytes()).hasSize(900_000);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void requestThatTheServerDidNotLookAt_isSentAnewAndTheOthersGoOn() throws Exception {
        Http2Server server = server(Http2Test::answerWarmUp);
        AssetFetcher fetcher = fetcher(reaching(server));
        warmUp(fetcher, server);
        Future<Asset> seen = fetch(job(fetcher), server, "/seen");
        await().until(() -> server.paths().contains("/seen"));
        Future<Asset> unseen = fetch(job(fetcher), server, "/unseen");
        await().until(() -> server.paths().contains("/unseen"));

        Http2Server.goAway(stream(server, "/seen"));
        await().until(() -> server.paths().stream().filter("/unseen"::equals).count() == 2);
        server.streams().getLast().ok("unseen");
        stream(server, "/seen").ok("seen");

        assertThat(found(await(unseen)).bytes()).asString().isEqualTo("unseen");
        assertThat(found(await(seen)).bytes()).asString().isEqualTo("seen");
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void refusedStream_isOpenedOnAnotherConnection() throws Exception {
        var refuse = new AtomicBoolean(true);
        Http2Server server = server(stream -> {
            if (stream.path().equals("/refused") && refuse.getAndSet(false)) {
                stream.reset(Http2Error.REFUSED_STREAM);
            } else {
                stream.ok("x");
            }
        });
        AssetFetcher fetcher = fetcher(reaching(server));
        warmUp(fetcher, server);

        found(await(fetch(job(fetcher), server, "/refused")));

        assertThat(server.paths()).containsExactly("/warm", "/refused", "/refused");
        assertThat(server.connections()).isEqualTo(2);
        // It was for this request alone.
        await().until(() -> !server.connection(1).isActive());
    }

    /** With one stream at a time, the client takes further connections. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void limitThatTheServerLowers_costsNoAnswer(long limit) throws Exception {
        Http2Server server = server(Http2Test::answerWarmUp);
        AssetFetcher fetcher = fetcher(reaching(server));
        warmUp(fetcher, server);
        Future<Asset> first = fetch(job(fetcher), server, "/first");
        await().until(() -> server.streams().size() == 2);
        server.lowerMaxStreams(limit);
        server.streams().getLast().ok("x");
        found(await(first));

        List<Future<Asset>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(fetch(job(fetcher), server, "/" + i));
        }
        for (int i = 0; i < 8; i++) {
            String path = "/" + i;
            Future<Asset> answer = answers.get(i);
            await().until(() -> answer.isDone() || answered(server, path));
        }

        answers.forEach(answer -> found(await(answer)));
    }

    @Test
    void connectionThatGrantsNoStream_isLeft() throws Exception {
        Http2Server server = server(stream -> {
            if (!stream.path().equals("/held")) {
                stream.ok("x");
            }
        });
        AssetFetcher fetcher = fetcher(withRequestTimeout(reaching(server), Duration.ofSeconds(5)));
        warmUp(fetcher, server);
        Future<Asset> held = fetch(job(fetcher), server, "/held");
        await().until(() -> server.streams().size() == 2);
        server.lowerMaxStreams(0);
        server.streams().getLast().ok("x");
        found(await(held));

        assertUnavailable(await(fetch(job(fetcher), server, "/starved")));
        await().until(() -> !server.connection(0).isActive());
        found(await(fetch(job(fetcher), server, "/fed")));
        assertThat(server.paths()).doesNotContain("/starved");
    }

    @Test
    void connectionThatBreaks_isReplacedForThoseWithoutAnAnswer() throws Exception {
        Http2Server server = server(Http2Test::answerWarmUp);
        AssetFetcher fetcher = fetcher(withRetries(reaching(server), 2));
        warmUp(fetcher, server);
        Future<Asset> asked = fetch(job(fetcher), server, "/asked");
        Future<Asset> begun = fetch(job(fetcher), server, "/begun");
        await().until(() -> server.streams().size() == 3);
        stream(server, "/begun").begin();
        stream(server, "/begun").data("half", false);

        var _ = server.connection(0).close();
        await().until(() -> server.streams().size() == 5);
        server.streams().subList(3, 5).forEach(stream -> stream.ok(stream.path()));

        assertThat(found(await(asked)).bytes()).asString().isEqualTo("/asked");
        assertThat(found(await(begun)).bytes()).asString().isEqualTo("/begun");
    }

    @Test
    void answerThatIsCutShort_isNotTakenForWhole() throws Exception {
        Http2Server server = server(stream -> {
            if (stream.path().equals("/ended")) {
                stream.head(new DefaultHttp2Headers().status("200").add("content-length", "99"));
                stream.data("half", true);
            } else if (stream.path().equals("/reset")) {
                stream.begin();
                stream.data("half", false);
                stream.reset(Http2Error.NO_ERROR);
            } else {
                stream.ok("x");
            }
        });
        AssetFetcher fetcher = fetcher(reaching(server));
        warmUp(fetcher, server);

        assertUnavailable(await(fetch(job(fetcher), server, "/ended")));
        assertUnavailable(await(fetch(job(fetcher), server, "/reset")));
        found(await(fetch(job(fetcher), server, "/whole")));
        assertThat(server.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ended", "reset"})
    void answerThatIsCutShort_isAskedForAgain(String way) throws Exception {
        var asked = new AtomicInteger();
        Http2Server server = server(stream -> {
            if (asked.incrementAndGet() > 1) {
                stream.ok("whole");
            } else if (way.equals("ended")) {
                stream.head(new DefaultHttp2Headers().status("200").add("content-length", "99"));
                stream.data("half", true);
            } else {
                stream.begin();
                stream.data("half", false);
                stream.reset(Http2Error.INTERNAL_ERROR);
            }
        });
        AssetFetcher fetcher = fetcher(withRetries(reaching(server), 2));

        assertThat(found(await(fetch(job(fetcher), server, "/"))).bytes())
                .asString()
                .isEqualTo("whole");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void headersThatAreTooLong_costNoOtherItsAnswer() throws Exception {
        Http2Server server = server(stream -> {
            if (stream.path().equals("/bomb")) {
                stream.head(new DefaultHttp2Headers().status("200").add("x", "y".repeat(1_000_000)));
            } else {
                answerWarmUp(stream);
            }
        });
        AssetFetcher fetcher = fetcher(reaching(server));
        warmUp(fetcher, server);
        Future<Asset> other = fetch(job(fetcher), server, "/other");
        await().until(() -> server.paths().contains("/other"));

        assertUnavailable(await(fetch(job(fetcher), server, "/bomb")));
        await().until(() -> other.isDone() || answered(server, "/other"));

        found(await(other));
    }

    @Test
    void originsAtOneAddress_shareNoConnection() throws Exception {
        Http2Server server =
                server(stream -> stream.ok(stream.request().authority().toString()));
        FetchSettings settings = listing(Set.of("one.example:" + server.port(), "two.example:" + server.port()));
        AssetFetcher fetcher = fetcher(settings);

        for (String host : List.of("one.example", "two.example", "one.example")) {
            URI uri = URI.create("https://" + host + ":" + server.port() + "/"
                    + server.streams().size());
            assertThat(found(await(job(fetcher).fetch(uri, AssetKind.IMAGE))).bytes())
                    .asString()
                    .isEqualTo(host + ":" + server.port());
        }
        assertThat(server.connections()).isEqualTo(2);
    }

    private static void answerWarmUp(Stream stream) {
        if (stream.path().equals("/warm")) {
            stream.ok("x");
        }
    }

    /** Leaves one connection open to the server. */
    private void warmUp(AssetFetcher fetcher, Http2Server server) {
        found(await(fetch(job(fetcher), server, "/warm")));
    }

    /** Answers all requests for the path, wherever they came in; no, so that it is asked again. */
    private static boolean answered(Http2Server server, String path) {
        server.streams().stream().filter(stream -> stream.path().equals(path)).forEach(stream -> stream.ok("x"));
        return false;
    }

    private static Stream stream(Http2Server server, String path) {
        return server.streams().stream()
                .filter(stream -> stream.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private Http2Server server(Consumer<Stream> handler) throws Exception {
        return keep(Http2Server.start(certificate, handler));
    }

    private AssetFetcher fetcher(FetchSettings settings) {
        SslEngineFactory trusting = new DefaultSslEngineFactory() {
            @Override
            protected SslContextBuilder configureSslContextBuilder(SslContextBuilder builder) {
                return builder.trustManager(certificate.certificate());
            }
        };
        NameLookup loopback = name -> List.of(InetAddress.getLoopbackAddress());
        return keep(Fetching.fetcher(
                settings, Fetching.environment(settings).withNames(loopback).withTls(trusting)));
    }

    private static FetchSettings reaching(Http2Server server) {
        return listing(Set.of(server.hostAndPort()));
    }

    private JobAssets job(AssetFetcher fetcher) {
        return keep(open(fetcher));
    }

    private static CompletableFuture<Asset> fetch(JobAssets job, Http2Server server, String path) {
        return job.fetch(server.uri(path), AssetKind.IMAGE);
    }

    private <T extends AutoCloseable> T keep(T resource) {
        opened.add(resource);
        return resource;
    }
}
