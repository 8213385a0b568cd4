package io.pressrun.fetch.policy;

import static io.pressrun.fetch.Fetching.assertBlocked;
import static io.pressrun.fetch.Fetching.await;
import static io.pressrun.fetch.Fetching.found;
import static io.pressrun.fetch.Fetching.listing;
import static io.pressrun.fetch.Fetching.names;
import static io.pressrun.fetch.Fetching.open;
import static io.pressrun.fetch.Fetching.reaching;
import static io.pressrun.fetch.Fetching.withNames;
import static io.pressrun.fetch.Fetching.withPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pressrun.fetch.AssetFetcher;
import io.pressrun.fetch.JobAssets;
import io.pressrun.job.AssetKind;
import io.pressrun.testing.WireServer;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOriginsTest {
    @ParameterizedTest
    @CsvSource({
        "https://cdn.example, https://cdn.example/a",
        "https://cdn.example, HTTPS://CDN.EXAMPLE:443/a",
        "HTTPS://CDN.Example:443, https://cdn.example/",
        "https://cdn.example:8443, https://cdn.example:8443/",
        "http://cdn.example, http://cdn.example/",
        "https://*.cdn.example, https://a.cdn.example/",
        "https://*.cdn.example, https://b.a.cdn.example/",
        "https://*.cdn.example:8443, https://a.cdn.example:8443/",
        "https://bücher.example, https://xn--bcher-kva.example/",
        "'https://[2606:4700::1]', 'https://[2606:4700:0::1]/'",
        "http://8.8.8.8, http://8.8.8.8/"
    })
    void listedOrigin_isAdmitted(String origin, String address) {
        assertThat(policy(origin).admit(URI.create(address)).path()).startsWith("/");
    }

    @ParameterizedTest
    @CsvSource({
        "https://cdn.example, http://cdn.example/",
        "https://cdn.example, https://cdn.example:8443/",
        "https://cdn.example, https://a.cdn.example/",
        "https://cdn.example, https://cdn.example.org/",
        "https://cdn.example, https://evilcdn.example/",
        "https://cdn.example, https://cdn.example@evil.example/",
        "https://cdn.example, https://evil.example/https://cdn.example",
        "https://*.cdn.example, https://cdn.example/",
        "https://*.cdn.example, https://evilcdn.example/",
        "https://*.cdn.example, https://a.cdn.example:8443/",
        "https://*.cdn.example, http://a.cdn.example/",
        "https://*.cdn.example, https://a.cdn.example.org/",
        "https://8.8.8.8, https://8.8.4.4/"
    })
    void anyOtherOrigin_isRefused(String origin, String address) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> policy(origin).admit(URI.create(address)));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1, http://127.0.0.1/",
        "http://10.0.0.1, http://10.0.0.1/",
        "http://localhost, http://localhost/",
        "http://*.svc.internal, http://a.svc.internal/",
        "'http://[::1]', 'http://[::1]/'"
    })
    void listedPrivateAddress_staysRefused(String origin, String address) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> policy(origin).admit(URI.create(address)));
    }

    @Test
    void listedNameWithAPrivateAddress_staysRefused() throws Exception {
        try (WireServer trap = WireServer.start((request, wire) -> wire.ok("trapped"))) {
            String origin = "http://cdn.example:" + trap.port();
            try (AssetFetcher fetcher = withNames(withPolicy(listing(Set.of()), allowing(origin)), names("127.0.0.1"));
                    JobAssets assets = open(fetcher)) {
                assertBlocked(await(assets.fetch(URI.create(origin + "/"), AssetKind.IMAGE)));
                assertThat(trap.connections()).isZero();
            }
        }
    }

    @Test
    void allowedPrivateHost_needsNoOrigin_andRedirectsToAnUnlistedOneAreRefused() throws Exception {
        try (WireServer site = WireServer.start((request, wire) -> {
            if (request.target().equals("/away")) {
                wire.redirect("302 Found", "https://elsewhere.example/");
            } else {
                wire.ok("x");
            }
        })) {
            PolicySettings settings =
                    new PolicySettings(Set.of(site.hostAndPort()), Set.of(), Set.of("https://cdn.example"), Set.of());
            try (AssetFetcher fetcher = withNames(withPolicy(reaching(site), settings), names("93.184.216.34"));
                    JobAssets assets = open(fetcher)) {
                found(await(assets.fetch(site.uri("/here"), AssetKind.IMAGE)));
                assertBlocked(await(assets.fetch(site.uri("/away"), AssetKind.IMAGE)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cdn.example",
                "ftp://cdn.example",
                "https://",
                "https://*",
                "https://*.",
                "https://*.example",
                "https://*.0.0.1",
                "https://*.8.8.8.8",
                "https://a.*.example",
                "https://*cdn.example",
                "https://*.*.example",
                "https://cdn.example/",
                "https://cdn.example/a",
                "https://user@cdn.example",
                "https://cdn.example:0",
                "https://cdn.example.",
                "https://127.1",
                "//cdn.example",
                ""
            })
    void entryThatIsNoOrigin_isRefusedWithTheReason(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> allowing(entry))
                .withMessageContaining("allowedOrigins")
                .withMessageContaining("'" + entry + "'");
    }

    private static PolicySettings allowing(String origin) {
        return new PolicySettings(Set.of(), Set.of(), Set.of(origin), Set.of(80, 443));
    }

    private static AddressPolicy policy(String origin) {
        return new AddressPolicy(allowing(origin), CidrTable.SPECIAL_PURPOSE, Set.of());
    }
}
