package io.pressrun.fetch.policy;

import io.pressrun.fetch.AssetFetcher;
import io.pressrun.fetch.FetchSettings;
import io.pressrun.fetch.Fetching;
import io.pressrun.fetch.exchange.HttpEnvironment;
import io.pressrun.url.ReferenceResolver;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The table of what the policy refuses, and fetchers to try it with from other packages. */
public final class Addresses {
    private static final List<String> REFUSED = List.of(
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
            "blob:x");

    private Addresses() {}

    /** Each with {@code PORT} for the one where a trap listens; every name leads there, too. */
    public static Stream<String> refused() {
        return REFUSED.stream();
    }

    /** Where the reference leads when it stands in a document at that address; empty when that is nowhere. */
    public static Optional<URI> inDocument(URI page, String reference) {
        return new ReferenceResolver(null, Set.of()).resolve(page, reference);
    }

    /** A fetcher for which every name has these addresses. */
    public static AssetFetcher fetcher(String allowedHost, int port, String... addresses) {
        FetchSettings settings = settings(allowedHost, port);
        return fetcher(settings, new AddressPolicy(settings.policy()), addresses);
    }

    /** As {@link #fetcher}, and 127.0.0.1 counts as a public address. */
    public static AssetFetcher fetcherWithPublicLoopback(int port, String... addresses) {
        FetchSettings settings = settings("nowhere.internal:1", port);
        AddressPolicy policy = new AddressPolicy(settings.policy(), new CidrTable("10.0.0.0/8 private"), Set.of());
        return fetcher(settings, policy, addresses);
    }

    /** A policy to which the addresses of this machine are as any other. */
    public static AddressPolicy policy(PolicySettings settings) {
        return new AddressPolicy(settings, CidrTable.SPECIAL_PURPOSE, Set.of());
    }

    private static FetchSettings settings(String allowedHost, int port) {
        return Fetching.withPorts(Fetching.listing(Set.of(allowedHost)), Set.of(80, 443, port));
    }

    private static AssetFetcher fetcher(FetchSettings settings, AddressPolicy policy, String... addresses) {
        return Fetching.fetcher(settings, HttpEnvironment.of(policy).withNames(Fetching.names(addresses)));
    }
}
