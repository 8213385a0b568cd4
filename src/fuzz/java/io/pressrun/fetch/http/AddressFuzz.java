package io.pressrun.fetch.http;

import io.netty.util.concurrent.Future;
import io.pressrun.fetch.Fetching;
import io.pressrun.fetch.policy.AddressPolicy;
import io.pressrun.fetch.policy.Addresses;
import io.pressrun.fetch.policy.HttpTarget;
import io.pressrun.fetch.policy.Peer;
import io.pressrun.fetch.policy.RefusedException;
import io.pressrun.fetch.share.JobHeaders;
import io.pressrun.fuzz.BrowserUrl;
import io.pressrun.fuzz.FuzzTarget;
import io.pressrun.fuzz.RefusedBlocks;
import io.pressrun.job.RenderJob.OriginHeader;
import io.pressrun.url.ReferenceResolver;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the policy passes goes where an independent reading of the same text says, and that is nowhere forbidden. An
 * input is a reference, the job's base URL, the {@code Location} of a redirect and a header's origin, each ended by a
 * byte that no text in UTF-8 has, and the addresses that names resolve to.
 */
public final class AddressFuzz implements FuzzTarget {
    private static final byte END = (byte) 0xFF;
    private static final int TEXTS = 4;
    private static final List<String> LISTED = List.of("127.0.0.1:8080", "cdn.internal:8080", "[::1]:8080");

    private final AddressPolicy policy =
            Addresses.policy(Fetching.listing(Set.copyOf(LISTED)).policy());

    @Override
    public String name() {
        return "address";
    }

    @Override
    public void run(byte[] input) throws UnknownHostException {
        List<String> texts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < input.length && texts.size() < TEXTS; i++) {
            if (input[i] == END) {
                texts.add(new String(input, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
        byte[] rest = Arrays.copyOfRange(input, start, input.length);
        if (texts.isEmpty()) {
            texts.add(new String(rest, StandardCharsets.UTF_8));
        }
        while (texts.size() < TEXTS) {
            texts.add("");
        }
        new Visit(texts.get(2), texts.get(3), addresses(rest)).reference(texts.get(0), texts.get(1));
    }

    private static List<InetAddress> addresses(byte[] bytes) throws UnknownHostException {
        int length = bytes.length % 16 == 0 ? 16 : 4;
        List<InetAddress> addresses = new ArrayList<>();
        for (int i = 0; i + length <= bytes.length; i += length) {
            addresses.add(InetAddress.getByAddress(Arrays.copyOfRange(bytes, i, i + length)));
        }
        return addresses;
    }

    private final class Visit {
        private final String location;
        private final String headerOrigin;
        private final List<InetAddress> resolved;

        Visit(String location, String headerOrigin, List<InetAddress> resolved) {
            this.location = location;
            this.headerOrigin = headerOrigin;
            this.resolved = resolved;
        }

        void reference(String reference, String baseUrl) {
            var references = new ReferenceResolver(uri(baseUrl), Set.of());
            URI base = references.documentBase();
            URI uri = references.resolve(base, reference).orElse(null);
            if (uri == null || !List.of("http", "https").contains(uri.getScheme())) {
                return;
            }
            BrowserUrl browserBase = BrowserUrl.read(base.toString(), null).orElse(null);
            if (browserBase == null && !base.equals(ReferenceResolver.JOB_BASE)) {
                return;
            }
            HttpTarget target = admitted(uri, read(reference, browserBase));
            if (target != null) {
                require(
                        references.resolve(base, uri.toString()).equals(Optional.of(uri)),
                        () -> uri + " resolves to " + references.resolve(base, uri.toString()));
                redirect(uri, target);
            }
        }

        private void redirect(URI from, HttpTarget target) {
            new ReferenceResolver(null, Set.of())
                    .resolve(from, location)
                    .filter(uri -> List.of("http", "https").contains(uri.getScheme()))
                    .ifPresent(uri -> admitted(
                            uri,
                            read(
                                    location,
                                    BrowserUrl.read(from.toString(), null).orElseThrow())));
            headers(target);
        }

        /** Without a base, what names a host alone is taken for {@code https}. */
        private static Optional<BrowserUrl> read(String reference, @Nullable BrowserUrl base) {
            return BrowserUrl.read(reference, base)
                    .or(() -> base == null
                            ? BrowserUrl.read("https:" + reference.replaceAll("\\A[\\x00-\\x20]+", ""), null)
                            : Optional.empty());
        }

        private @Nullable HttpTarget admitted(URI uri, Optional<BrowserUrl> independent) {
            HttpTarget target;
            try {
                target = policy.admit(uri);
            } catch (RefusedException e) {
                return null;
            }
            require(independent.isPresent(), () -> target + " for what is no URL");
            BrowserUrl read = independent.orElseThrow();
            require(
                    read.scheme().equals(target.scheme()) && read.port() == target.port() && sameHost(target, read),
                    () -> target + " for " + read);
            dial(target);
            return target;
        }

        private boolean sameHost(HttpTarget target, BrowserUrl read) {
            BigInteger address = read.host().address();
            InetAddress literal = target.literal();
            return address == null
                    ? literal == null && target.host().equals(read.host().name())
                    : literal != null
                            && number(literal).equals(address)
                            && bits(literal) == read.host().bits();
        }

        private void dial(HttpTarget target) {
            boolean listed = LISTED.contains(target.host().replace("0:0:0:0:0:0:0:1", "::1") + ":" + target.port());
            var resolver = new PolicyResolver(
                    new Peer(target, null, policy), name -> CompletableFuture.completedFuture(resolved));
            Future<List<InetAddress>> dialled = resolver.resolveAll(target.host());
            if (!listed && dialled.isSuccess()) {
                dialled.getNow()
                        .forEach(address -> require(
                                !RefusedBlocks.hold(number(address), bits(address)),
                                () -> target + " dials " + address));
            }
        }

        private void headers(HttpTarget target) {
            var headers = new JobHeaders(List.of(new OriginHeader(headerOrigin, "X-Api-Key", "1")));
            if (headers.of(target.origin()).isEmpty()) {
                return;
            }
            BrowserUrl origin = BrowserUrl.read(headerOrigin, null).orElse(null);
            require(
                    origin != null
                            && origin.scheme().equals(target.scheme())
                            && origin.port() == target.port()
                            && sameHost(target, origin),
                    () -> "a header of " + headerOrigin + " for " + target);
        }
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    private static int bits(InetAddress address) {
        return 8 * address.getAddress().length;
    }

    private static @Nullable URI uri(String text) {
        try {
            return text.isEmpty() ? null : new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static void require(boolean holds, Supplier<String> finding) {
        if (!holds) {
            throw new AssertionError(finding.get());
        }
    }

    @Override
    public List<byte[]> seeds() {
        String origin = "https://cdn.example:443";
        return List.of(
                seed("08080808", "http://8.8.8.8/a.png", "", "http://127.0.0.1/", "http://8.8.8.8"),
                seed("01010101", "//cdn.example/a", "https://shop.example/x/", "/b", origin),
                seed("0a000001", "../a b?c#d", "http://shop.example:80/x/y", "//10.0.0.1/", ""),
                seed("", "http:\\\\user:pw@127.0.0.1:8080\\x", "http://cdn.internal:8080/", "https:x", ""),
                seed("", "HTTPS://[2606:4700::1111]:443/", "", "http://[::ffff:127.0.0.1]/", "https://[::1]:8080"),
                seed("26064700000000000000000000001111", "http://0x7f.1/", "", "http://2130706433/", ""),
                seed("09090909", "https://bücher.example/", "", "https://xn--bcher-kva.example/", origin),
                seed("0064ff9b0000000000000000c0000201", "http:x.png", "http://shop.example/a/", "https:x.png", ""),
                seed("7f000001", "ht\ntp://１２７.0.0.1%2f@localhost./", "", "http://%6c%6f%63%61lhost", ""),
                seed("", "//cdn.example：8080/", origin, "https://faß.example/", "https://faß.example"),
                seed("", "https://[2607::11:ffff:063.0.0.1]/", "", "https://xn--１２７.example/", ""));
    }

    private static byte[] seed(String addresses, String... texts) {
        var seed = new ByteArrayOutputStream();
        for (String text : texts) {
            seed.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            seed.write(END);
        }
        seed.writeBytes(HexFormat.of().parseHex(addresses));
        return seed.toByteArray();
    }

    @Override
    public List<String> words() {
        return List.of(("http: https: HTTP:// // \\\\ @ :80 :443 :8080 :00080 [::1] [::ffff: [64:ff9b:: %25eth0] "
                        + "127.0.0.1 0x7f 0177 2130706433 169.254.169.254 localhost .internal .localhost xn-- "
                        + "xn--fa-hia ß ς \u200d 。 ． １２７ %2e %00 %7f \t \n .. /../ ? # job:/// data:, file:///")
                .split(" "));
    }
}
