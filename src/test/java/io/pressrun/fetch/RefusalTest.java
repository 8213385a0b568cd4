package io.pressrun.fetch;

import static io.pressrun.fetch.Fetching.assertBlocked;
import static io.pressrun.fetch.Fetching.assertUnavailable;
import static io.pressrun.fetch.Fetching.await;
import static io.pressrun.fetch.Fetching.found;
import static io.pressrun.fetch.Fetching.listing;
import static io.pressrun.fetch.Fetching.missing;
import static io.pressrun.fetch.Fetching.names;
import static io.pressrun.fetch.Fetching.open;
import static io.pressrun.fetch.Fetching.withNames;
import static io.pressrun.fetch.Fetching.withPorts;
import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.AssetKind;
import io.pressrun.testing.WireServer;
import io.pressrun.url.ReferenceResolver;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that must not be dialled, each asked for while a server listens where it would lead. */
class RefusalTest {
    @ParameterizedTest
    @MethodSource("io.pressrun.fetch.Addresses#refused")
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
        try (var fetcher = new AssetFetcher(
                        settings, ObjectReader.none(), FetchListener.NONE, names("93.184.216.34"), policy);
                JobAssets assets = open(fetcher)) {
            assertBlocked(await(assets.fetch(URI.create("http://cdn.example/"), AssetKind.IMAGE)));
            assertBlocked(await(assets.fetch(URI.create("http://93.184.216.34/"), AssetKind.IMAGE)));
            assertBlocked(await(assets.fetch(URI.create("http://[64:ff9b::93.184.216.34]/"), AssetKind.IMAGE)));
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
        var lookups = new AtomicInteger();
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

    private static Optional<URI> plainUri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
