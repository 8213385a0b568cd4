package io.pressrun.fetch;

import static io.pressrun.fetch.Fetching.assertAbsent;
import static io.pressrun.fetch.Fetching.assertUnavailable;
import static io.pressrun.fetch.Fetching.await;
import static io.pressrun.fetch.Fetching.fetchOne;
import static io.pressrun.fetch.Fetching.fetcher;
import static io.pressrun.fetch.Fetching.found;
import static io.pressrun.fetch.Fetching.listing;
import static io.pressrun.fetch.Fetching.missing;
import static io.pressrun.fetch.Fetching.names;
import static io.pressrun.fetch.Fetching.open;
import static io.pressrun.fetch.Fetching.reaching;
import static io.pressrun.fetch.Fetching.withLimits;
import static io.pressrun.fetch.Fetching.withNames;
import static io.pressrun.fetch.Fetching.withRequestTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.AssetKind;
import io.pressrun.testing.HttpsSite;
import io.pressrun.testing.WireServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server can do to a job with a body: never a part for the whole, and never more than the limits. */
class BudgetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.0 200 OK\nContent-Length: 9\n\nhalf",
                "HTTP/1.1 200 OK\nConnection: close\nContent-Length: 9\n\nhalf",
                "HTTP/1.1 200 OK\nContent-Length: 4\nContent-Length: 9\n\nhalf",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n9\nhalf",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\nhalf\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\nhalf\n0",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\nhalf\n0\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\nhalf\n0\nTrailer: x\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\nContent-Length: 4\n\n9\nhalf",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nno number\nhalf\n0\n\n",
                "HTTP/1.1 200 OK\nContent-Type: text/css"
            })
    void bodyThatBreaksOff_isUnavailable(String answer) throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> {
            wire.raw(answer.replace("\n", "\r\n"));
            wire.close();
        })) {
            assertUnavailable(fetchOne(reaching(server), server.uri("/")));
        }
    }

    @Test
    void bodyThatEndsWithItsConnection_isWhole_unlessTheConnectionIsReset() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> {
            wire.raw("HTTP/1.0 200 OK\r\n\r\nbody");
            if (request.target().equals("/whole")) {
                wire.close();
            } else {
                wire.reset();
            }
        })) {
            assertThat(found(fetchOne(reaching(server), server.uri("/whole"))).bytes())
                    .asString()
                    .isEqualTo("body");
            assertUnavailable(fetchOne(reaching(server), server.uri("/reset")));
        }
    }

    @Test
    void secureBodyThatEndsWithItsConnection_isWholeOnlyWhenTlsSaysSo(@TempDir Path directory) throws Exception {
        try (var site = new HttpsSite(directory, "cdn.example");
                var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                AssetFetcher fetcher = site.trusted(
                        () -> withNames(listing(Set.of("cdn.example:" + server.getLocalPort())), names("127.0.0.1")));
                JobAssets assets = open(fetcher)) {
            SSLSocketFactory factory = site.context().getSocketFactory();
            Thread.startVirtualThread(() -> {
                while (!server.isClosed()) {
                    answerOverTls(server, factory);
                }
            });
            URI origin = URI.create("https://cdn.example:" + server.getLocalPort());

            assertUnavailable(await(assets.fetch(origin.resolve("/cut"), AssetKind.IMAGE)));
            assertThat(found(await(assets.fetch(origin.resolve("/whole"), AssetKind.IMAGE)))
                            .bytes())
                    .asString()
                    .isEqualTo("body");
        }
    }

    /** Ends the connection after the body, and TLS before that when the whole is asked for. */
    private static void answerOverTls(ServerSocket server, SSLSocketFactory factory) {
        try (Socket plain = server.accept();
                SSLSocket tls = (SSLSocket) factory.createSocket(plain, "cdn.example", server.getLocalPort(), false)) {
            tls.setUseClientMode(false);
            BufferedReader request =
                    new BufferedReader(new InputStreamReader(tls.getInputStream(), StandardCharsets.ISO_8859_1));
            String target = request.readLine();
            while (!request.readLine().isEmpty()) {}
            tls.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\nbody".getBytes(StandardCharsets.ISO_8859_1));
            if (target.contains("/whole")) {
                tls.shutdownOutput();
            }
            plain.close();
        } catch (IOException e) {
            // The next one, or the end of the test.
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip, gzip", "deflate, zlib", "deflate, raw"})
    void compressedBodyThatBreaksOff_isUnavailable_thoughTheConnectionEndsWell(String coding, String packing)
            throws Exception {
        byte[] packed = Packed.as(packing, random(5000));
        for (int length : new int[] {packed.length - 1, packed.length / 2, 5, 1, 0}) {
            try (WireServer server = WireServer.start((request, wire) -> {
                wire.raw("HTTP/1.0 200 OK\r\nContent-Encoding: " + coding + "\r\n\r\n");
                wire.raw(new String(packed, 0, length, StandardCharsets.ISO_8859_1));
                wire.close();
            })) {
                assertUnavailable(fetchOne(reaching(server), server.uri("/")));
            }
        }
    }

    @Test
    void compressedBodyWhoseChecksumIsWrong_isAbsent() throws Exception {
        byte[] packed = Packed.as("gzip", random(5000));
        packed[packed.length - 5] ^= 1;
        try (WireServer server = compressed("gzip", packed)) {
            assertAbsent(fetchOne(reaching(server), server.uri("/")));
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip, gzip", "deflate, zlib", "deflate, raw"})
    void bomb_isStoppedAtTheLimit(String coding, String packing) throws Exception {
        try (WireServer server = compressed(coding, Packed.as(packing, new byte[50_000_000]))) {
            Asset answer = fetchOne(reaching(server), server.uri("/"));

            assertAbsent(answer);
            assertThat(missing(answer).message()).contains("larger than the limit of 1000000 bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "compress", "gzip, gzip", "gzip, br"})
    void codingThatWasNotAskedFor_isAbsent(String coding) throws Exception {
        try (WireServer server = compressed(coding, Packed.as("gzip", Packed.as("gzip", new byte[50_000_000])))) {
            assertAbsent(fetchOne(reaching(server), server.uri("/")));
        }
    }

    @Test
    void unpackedBytes_countForTheJob_whereThereAreMoreOfThem() throws Exception {
        try (WireServer server = compressed("gzip", Packed.as("gzip", new byte[600]));
                AssetFetcher fetcher = fetcher(withLimits(reaching(server), 1000, 1500, 100));
                JobAssets assets = open(fetcher)) {
            found(await(assets.fetch(server.uri("/1"), AssetKind.IMAGE)));
            found(await(assets.fetch(server.uri("/2"), AssetKind.IMAGE)));
            assertAbsent(await(assets.fetch(server.uri("/3"), AssetKind.IMAGE)));
        }
    }

    @Test
    void bytesOnTheWire_countForTheJob_whereThereAreMoreOfThem() throws Exception {
        byte[] members = new byte[1000];
        byte[] empty = Packed.as("gzip", new byte[0]);
        for (int i = 0; i < members.length / empty.length; i++) {
            System.arraycopy(empty, 0, members, i * empty.length, empty.length);
        }
        try (WireServer server = compressed("gzip", members);
                AssetFetcher fetcher = fetcher(withLimits(reaching(server), 1000, 1500, 100));
                JobAssets assets = open(fetcher)) {
            assertThat(found(await(assets.fetch(server.uri("/1"), AssetKind.IMAGE)))
                            .bytes())
                    .isEmpty();
            assertAbsent(await(assets.fetch(server.uri("/2"), AssetKind.IMAGE)));
        }
    }

    @Test
    void errorPages_countForTheJob() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> {
                    if (request.target().equals("/found")) {
                        wire.ok("x".repeat(600));
                    } else {
                        wire.respond("404 Not Found", Map.of(), new byte[1000]);
                    }
                });
                AssetFetcher fetcher = fetcher(withLimits(reaching(server), 1000, 1500, 100));
                JobAssets assets = open(fetcher)) {
            assertThat(missing(await(assets.fetch(server.uri("/gone"), AssetKind.IMAGE)))
                            .message())
                    .contains("404");
            assertAbsent(await(assets.fetch(server.uri("/found"), AssetKind.IMAGE)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "HTTP/1.1 200 OK|, X-Filler: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|",
                "HTTP/1.1 200 OK|X-Filler: , aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "HTTP/1.1 200 , aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||, 10|aaaaaaaaaaaaaaaa|",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||1;, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||0|, X-Filler: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|",
                "HTTP/1.1 302 Found|Location: /x|Transfer-Encoding: chunked||, 10|aaaaaaaaaaaaaaaa|"
            })
    void endlessAnswer_isCutOff_whereverItIsEndless(String start, String more) throws Exception {
        var hungUp = new CountDownLatch(1);
        try (WireServer server = WireServer.start((request, wire) -> {
            try {
                wire.raw(start.replace("|", "\r\n"));
                while (true) {
                    wire.raw(more.replace("|", "\r\n").repeat(100));
                }
            } finally {
                hungUp.countDown();
            }
        })) {
            assertThat(fetchOne(reaching(server), server.uri("/"))).isInstanceOf(Asset.Missing.class);
            assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nX-Filler: ",
                "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\nContent-Encoding: gzip\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 404 Not Found\r\nContent-Length: 100000\r\n\r\n"
            })
    void drippingAnswer_isCutOffAtTheTimeout_whereverItDrips(String start) throws Exception {
        var hungUp = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        String drop = start.contains("chunked") ? "1\r\nx\r\n" : "x";
        try (WireServer server = WireServer.start((request, wire) -> {
            try {
                wire.raw(start);
                while (!never.await(10, TimeUnit.MILLISECONDS)) {
                    wire.raw(drop);
                }
            } finally {
                hungUp.countDown();
            }
        })) {
            assertUnavailable(fetchOne(withRequestTimeout(reaching(server), Duration.ofMillis(1500)), server.uri("/")));
            assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void dataUris_countForTheJob_beforeTheyAreDecoded() {
        try (AssetFetcher fetcher = fetcher(withLimits(reaching(), 1000, 1500, 0));
                JobAssets assets = open(fetcher)) {
            found(await(assets.fetch(URI.create("data:,1" + "x".repeat(799)), AssetKind.IMAGE)));
            Asset second = await(assets.fetch(URI.create("data:,2" + "x".repeat(799)), AssetKind.IMAGE));
            assertAbsent(second);
            assertThat(missing(second).message()).contains("larger than the limit of 700 bytes");
            found(await(assets.fetch(URI.create("data:,3" + "x".repeat(699)), AssetKind.IMAGE)));
            assertAbsent(await(assets.fetch(URI.create("data:,4"), AssetKind.IMAGE)));
        }
    }

    private static WireServer compressed(String coding, byte[] body) throws IOException {
        return WireServer.start((request, wire) -> wire.respond("200 OK", Map.of("Content-Encoding", coding), body));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
