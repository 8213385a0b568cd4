package io.pressrun.fetch;

import static io.pressrun.fetch.Fetching.assertBlocked;
import static io.pressrun.fetch.Fetching.assertUnavailable;
import static io.pressrun.fetch.Fetching.await;
import static io.pressrun.fetch.Fetching.found;
import static io.pressrun.fetch.Fetching.listing;
import static io.pressrun.fetch.Fetching.missing;
import static io.pressrun.fetch.Fetching.open;
import static io.pressrun.fetch.Fetching.withPorts;
import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.document.ReferenceResolver;
import io.pressrun.job.AssetKind;
import io.pressrun.testing.WireServer;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that must not be dialled, each asked for while a server listens where it would lead. */
class RefusalTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/",
                "http://127.0.0.2:PORT/",
                "http://127.255.255.254:PORT/",
                "http://0.0.0.0:PORT/",
                "http://0.1.2.3:PORT/",
                "http://127.1:PORT/",
                "http://127.0.1:PORT/",
                "http://2130706433:PORT/",
                "http://0x7f000001:PORT/",
                "http://0x7f.1:PORT/",
                "http://0x7f.0.0.1:PORT/",
                "http://0177.0.0.1:PORT/",
                "http://017700000001:PORT/",
                "http://127.0.0.01:PORT/",
                "http://127.0.0.1.:PORT/",
                "http://127.0.0.256:PORT/",
                "http://0:PORT/",
                "http://256:PORT/",
                "http://1.2.3.4.5:PORT/",
                "http://127.0.0.0x1:PORT/",
                "http://[::1]:PORT/",
                "http://[::]:PORT/",
                "http://[0:0:0:0:0:0:0:1]:PORT/",
                "http://[::ffff:127.0.0.1]:PORT/",
                "http://[::ffff:7f00:1]:PORT/",
                "http://[::ffff:8.8.8.8]:PORT/",
                "http://[::127.0.0.1]:PORT/",
                "http://[::ffff:0:127.0.0.1]:PORT/",
                "http://[64:ff9b::127.0.0.1]:PORT/",
                "http://[64:ff9b::a9fe:a9fe]:PORT/",
                "http://[64:ff9b:1::7f00:1]:PORT/",
                "http://[2002:7f00:1::]:PORT/",
                "http://[2002:a9fe:a9fe::1]:PORT/",
                "http://[2001:0:808:808::80ff:fffe]:PORT/",
                "http://[2001:0:7f00:1::]:PORT/",
                "http://[fe80::1]:PORT/",
                "http://[fe80::1%25lo]:PORT/",
                "http://[::1%25lo]:PORT/",
                "http://[fec0::1]:PORT/",
                "http://[fc00::1]:PORT/",
                "http://[fd00:ec2::254]:PORT/",
                "http://[ff02::1]:PORT/",
                "http://[100::1]:PORT/",
                "http://[2001:db8::1]:PORT/",
                "http://[2001:2::1]:PORT/",
                "http://[2001:20::1]:PORT/",
                "http://[3fff::1]:PORT/",
                "http://[5f00::1]:PORT/",
                "http://10.0.0.1:PORT/",
                "http://10.255.255.255:PORT/",
                "http://100.64.0.1:PORT/",
                "http://100.100.100.200:PORT/",
                "http://100.127.255.255:PORT/",
                "http://168.63.129.16:PORT/",
                "http://169.254.169.254:PORT/latest/meta-data/",
                "http://169.254.170.2:PORT/",
                "http://172.16.0.1:PORT/",
                "http://172.31.255.255:PORT/",
                "http://192.0.0.192:PORT/",
                "http://192.0.2.1:PORT/",
                "http://192.88.99.1:PORT/",
                "http://192.168.1.1:PORT/",
                "http://198.18.0.1:PORT/",
                "http://198.19.255.255:PORT/",
                "http://198.51.100.1:PORT/",
                "http://203.0.113.1:PORT/",
                "http://224.0.0.1:PORT/",
                "http://239.255.255.255:PORT/",
                "http://240.0.0.1:PORT/",
                "http://255.255.255.255:PORT/",
                "http://localhost:PORT/",
                "http://LOCALHOST:PORT/",
                "http://localhost.:PORT/",
                "http://a.localhost:PORT/",
                "http://printer.local:PORT/",
                "http://metadata.google.internal:PORT/",
                "http://user@127.0.0.1:PORT/",
                "http://cdn.example@127.0.0.1:PORT/",
                "http://user:secret@cdn.example:PORT/",
                "http://@cdn.example:PORT/",
                "http://cdn.example.:PORT/",
                "http://127.0.0.1%2e:PORT/",
                "http://%31%32%37.0.0.1:PORT/",
                "http://loc%61lhost:PORT/",
                "http://127.0.0.1%00.cdn.example:PORT/",
                "http://１２７.0.0.1:PORT/",
                "http://①②⑦.0.0.1:PORT/",
                "http://127。0。0。1:PORT/",
                "http://ⓛocalhost:PORT/",
                "http://127.0.0.1\\@cdn.example:PORT/",
                "http:\\\\127.0.0.1:PORT\\",
                "http://cdn.example\\.evil:PORT/",
                "http:127.0.0.1:PORT/",
                "http:///127.0.0.1:PORT/",
                "http://127.0.0.1:PORT#@cdn.example/",
                "http://-a.example:PORT/",
                "http://a..example:PORT/",
                "http://cdn.example:22/",
                "http://cdn.example:PORT0000/",
                "http://cdn.example:0PORT/",
                "http://cdn.example:-1/",
                "http://cdn.example:0/",
                "http://:PORT/",
                "http://",
                "https://127.0.0.1:PORT/",
                "HTTP://127.0.0.1:PORT/",
                "file:///etc/passwd",
                "FILE:///etc/passwd",
                "file:/etc/passwd",
                "file://127.0.0.1/etc/passwd",
                "jar:http://127.0.0.1:PORT/a.jar!/b",
                "jar:file:///a.jar!/b",
                "classpath:/application.properties",
                "netdoc:///etc/passwd",
                "ftp://127.0.0.1:PORT/",
                "gopher://127.0.0.1:PORT/",
                "ws://127.0.0.1:PORT/",
                "mailto:a@b.example",
                "javascript:alert(1)",
                "view-source:http://127.0.0.1:PORT/",
                "s3://bucket/key",
                "urn:isbn:1",
                "http+unix://127.0.0.1:PORT/",
                "about:blank",
                "blob:x"
            })
    void address_isRefusedWithoutConnecting(String address) throws Exception {
        try (WireServer trap = WireServer.startOn("0.0.0.0", 0, (request, wire) -> wire.ok("trapped"))) {
            String text = address.replace("PORT", "" + trap.port());
            FetchSettings settings = withPorts(FetchSettings.DEFAULT, Set.of(80, 443, trap.port()));
            try (AssetFetcher fetcher = withNames(settings, names("127.0.0.1"));
                    JobAssets assets = open(fetcher)) {
                Optional<URI> uri = new ReferenceResolver(null, Set.of()).resolve(ReferenceResolver.JOB_BASE, text);
                if (uri.isPresent()) {
                    assertBlocked(await(assets.fetch(uri.get(), AssetKind.IMAGE)));
                }
                Optional<URI> plain = plainUri(text);
                if (plain.isPresent()) {
                    assertBlocked(await(assets.fetch(plain.get(), AssetKind.IMAGE)));
                    assertBlocked(await(assets.fetchNamedByJob(plain.get(), AssetKind.IMAGE)));
                }
                assertThat(trap.connections()).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "93.184.216.34 127.0.0.1", "127.0.0.1 93.184.216.34", "93.184.216.34 169.254.169.254",
                "93.184.216.34 2606:4700::1 ::1", "::1", "::ffff:10.0.0.1", "64:ff9b::10.0.0.1",
                "93.184.216.34 fd00::1", "100.64.0.1", "0.0.0.0"
            })
    void nameWithAnyForbiddenAddress_isRefused(String answer) throws Exception {
        try (WireServer trap = WireServer.startOn("0.0.0.0", 0, (request, wire) -> wire.ok("trapped"))) {
            FetchSettings settings = withPorts(FetchSettings.DEFAULT, Set.of(trap.port()));
            try (AssetFetcher fetcher = withNames(settings, names(answer.split(" ", -1)));
                    JobAssets assets = open(fetcher)) {
                assertBlocked(
                        await(assets.fetch(URI.create("http://cdn.example:" + trap.port() + "/"), AssetKind.IMAGE)));
                assertThat(trap.connections()).isZero();
            }
        }
    }

    @Test
    void ownAddress_isRefused() {
        FetchSettings settings = FetchSettings.DEFAULT;
        AddressPolicy policy =
                new AddressPolicy(settings, CidrTable.SPECIAL_PURPOSE, Set.of(InetAddress.ofLiteral("93.184.216.34")));
        try (AssetFetcher fetcher = new AssetFetcher(
                        settings, ObjectReader.none(), FetchListener.NONE, names("93.184.216.34"), policy);
                JobAssets assets = open(fetcher)) {
            assertBlocked(await(assets.fetch(URI.create("http://cdn.example/"), AssetKind.IMAGE)));
            assertBlocked(await(assets.fetch(URI.create("http://93.184.216.34/"), AssetKind.IMAGE)));
        }
    }

    @Test
    void unknownName_isUnavailable() {
        NameLookup unknown = host -> {
            throw new UnknownHostException(host);
        };
        try (AssetFetcher fetcher = withNames(FetchSettings.DEFAULT, unknown);
                JobAssets assets = open(fetcher)) {
            Asset answer = await(assets.fetch(URI.create("https://nowhere.example/"), AssetKind.IMAGE));
            assertUnavailable(answer);
            assertThat(missing(answer).message()).doesNotContain("nowhere");
        }
    }

    @Test
    void listedHost_isReachableWithItsExactPortOnly() throws Exception {
        try (WireServer listed = WireServer.start((request, wire) -> wire.ok("x"));
                WireServer trap = WireServer.start((request, wire) -> wire.ok("trapped"))) {
            FetchSettings settings = listing(Set.of("Assets.Internal:" + listed.port()));
            try (AssetFetcher fetcher = withNames(settings, names("127.0.0.1"));
                    JobAssets assets = open(fetcher)) {
                found(await(
                        assets.fetch(URI.create("http://assets.internal:" + listed.port() + "/"), AssetKind.IMAGE)));
                for (String other : List.of(
                        "http://assets.internal:" + trap.port(),
                        "http://127.0.0.1:" + listed.port(),
                        "http://a.assets.internal:" + listed.port(),
                        "http://assets.internal.:" + listed.port())) {
                    assertBlocked(await(assets.fetch(URI.create(other + "/"), AssetKind.IMAGE)));
                }
                assertThat(listed.requests()).hasSize(1);
                assertThat(trap.connections()).isZero();
            }
        }
    }

    @Test
    void checkedAddresses_areTheOnesDialled() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        try (WireServer server = WireServer.start((request, wire) -> wire.ok("x"))) {
            NameLookup changing =
                    host -> List.of(InetAddress.ofLiteral(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "10.0.0.1"));
            try (AssetFetcher fetcher = halfOpen(server.port(), changing);
                    JobAssets assets = open(fetcher)) {
                found(await(assets.fetch(URI.create("http://cdn.example:" + server.port() + "/"), AssetKind.IMAGE)));
                assertThat(lookups).hasValue(1);
            }
        }
    }

    @Test
    void nameThatMovesAfterItsConnectionClosed_isRefused() throws Exception {
        Deque<String> answers = new ArrayDeque<>(List.of("127.0.0.1", "127.0.0.2"));
        try (WireServer server = WireServer.start((request, wire) -> {
                    wire.raw("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx");
                    wire.close();
                });
                WireServer trap =
                        WireServer.startOn("127.0.0.2", server.port(), (request, wire) -> wire.ok("trapped"))) {
            NameLookup moving = host -> List.of(InetAddress.ofLiteral(answers.remove()));
            try (AssetFetcher fetcher = halfOpen(server.port(), moving);
                    JobAssets assets = open(fetcher)) {
                String base = "http://cdn.example:" + server.port();
                found(await(assets.fetch(URI.create(base + "/1"), AssetKind.IMAGE)));
                assertBlocked(await(assets.fetch(URI.create(base + "/2"), AssetKind.IMAGE)));
                assertThat(trap.connections()).isZero();
            }
        }
    }

    /** A fetcher for which 127.0.0.1 is a public address and 127.0.0.2 is not. */
    private static AssetFetcher halfOpen(int port, NameLookup names) {
        FetchSettings settings = withPorts(Fetching.listing(Set.of()), Set.of(port));
        AddressPolicy policy =
                new AddressPolicy(settings, new CidrTable("127.0.0.2/32 private", "10.0.0.0/8 private"), Set.of());
        return new AssetFetcher(settings, ObjectReader.none(), FetchListener.NONE, names, policy);
    }

    private static AssetFetcher withNames(FetchSettings settings, NameLookup names) {
        return new AssetFetcher(settings, ObjectReader.none(), FetchListener.NONE, names, new AddressPolicy(settings));
    }

    private static NameLookup names(String... addresses) {
        List<InetAddress> answer =
                Arrays.stream(addresses).map(InetAddress::ofLiteral).toList();
        return host -> answer;
    }

    private static Optional<URI> plainUri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
