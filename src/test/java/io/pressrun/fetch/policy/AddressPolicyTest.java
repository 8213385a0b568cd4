package io.pressrun.fetch.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
    private final AddressPolicy policy = new AddressPolicy(PolicySettings.DEFAULT, CidrTable.SPECIAL_PURPOSE, Set.of());

    @ParameterizedTest
    @CsvSource({
        "HTTPS://CDN/X.png, https, cdn, 443, /X.png",
        "https://cdn.example, https, cdn.example, 443, /",
        "http://cdn.example:443/a, http, cdn.example, 443, /a",
        "https://Cdn.Example/a%2Fb%20c, https, cdn.example, 443, /a%2Fb%20c",
        "https://bücher.example/ü, https, xn--bcher-kva.example, 443, /%C3%BC",
        "https://xn--bcher-kva.example/, https, xn--bcher-kva.example, 443, /",
        "https://例え.example/, https, xn--r8jz45g.example, 443, /",
        "https://my_bucket.cdn.example/, https, my_bucket.cdn.example, 443, /",
        "https://1e100.example/, https, 1e100.example, 443, /",
        "https://123.example/, https, 123.example, 443, /",
        "http://172.32.0.1/, http, 172.32.0.1, 80, /",
        "http://8.8.8.8/, http, 8.8.8.8, 80, /",
        "http://100.128.0.1/, http, 100.128.0.1, 80, /",
        "http://169.253.0.1/, http, 169.253.0.1, 80, /",
        "http://223.255.255.255/, http, 223.255.255.255, 80, /",
        "'https://[2606:4700:4700::1111]/', https, [2606:4700:4700:0:0:0:0:1111], 443, /",
        "'https://[2001:4860:4860::8888]:443/', https, [2001:4860:4860:0:0:0:0:8888], 443, /",
        "'http://[64:ff9b::8.8.8.8]/', http, [64:ff9b:0:0:0:0:808:808], 80, /",
        "https://notlocalhost/, https, notlocalhost, 443, /",
        "https://localhost.example/, https, localhost.example, 443, /"
    })
    void publicAddress_isAdmitted(String text, String scheme, String host, int port, String path) {
        HttpTarget target = policy.admit(URI.create(text));

        assertThat(target.origin()).isEqualTo(new HttpTarget.Origin(scheme, host, port));
        assertThat(target.path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user@cdn.example/",
                "https://user:secret@cdn.example/",
                "https://@cdn.example/",
                "https://cdn.example./",
                "https://a..example/",
                "https://.example/",
                "https://-a.example/",
                "https://a-.example/",
                "https://cdn.example%2e/",
                "https://cdn%00.example/",
                "https://c%64n.example/",
                "https://ｃｄｎ.example/",
                "https://cdn。example/",
                "https://８.8.8.8/",
                "https://8.8.8/",
                "https://8.8.2056/",
                "https://134744072/",
                "https://0x08080808/",
                "https://0x8.8.8.8/",
                "https://010.8.8.8/",
                "https://8.8.8.08/",
                "https://8.8.8.8./",
                "https://8.8.8.256/",
                "https://8.8.8.8.8/",
                "https://a.8/",
                "https://a.0x8/",
                "https://[::ffff:8.8.8.8]/",
                "https://[::8.8.8.8]/",
                "https://[2002:808:808::1]/",
                "https://[2001:0:808:808::1]/",
                "https://[2606:4700::1%25eth0]/",
                "https://[64:ff9b::010.8.8.8]/",
                "https://[2606:4700::8.8.8.08]/",
                "https://cdn.example:8080/",
                "https://cdn.example:0443/",
                "https://cdn.example:/",
                "https://cdn.example:65536/",
                "https:cdn.example/",
                "https:///cdn.example/",
                "//cdn.example/",
                "cdn.example",
                "file:///etc/passwd",
                "localhost:80",
                "https://localhost/",
                "https://a.LOCALHOST/",
                "https://a.internal/",
                "https://a.svc.cluster.local/",
                "https://router.home.arpa/",
                "https://assets.shop.svc/",
                "http://34.118.224.0/",
                "http://34.118.239.255/",
                "https://a!b.example/",
                "https://a$b.example/"
            })
    void address_isRefusedBeforeAnyLookup(String text) {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> policy.admit(URI.create(text)));
    }

    private static PolicySettings refusing(String... networks) {
        return new PolicySettings(Set.of(), Set.of(networks), Set.of(), Set.of(80, 443));
    }

    private static PolicySettings listing(Set<String> hosts) {
        return new PolicySettings(hosts, Set.of(), Set.of(), Set.of(80, 443));
    }

    private static AddressPolicy policy(PolicySettings settings) {
        return new AddressPolicy(settings, CidrTable.SPECIAL_PURPOSE, Set.of());
    }

    @Test
    void networkThatTheOperatorRefuses_isRefused() {
        AddressPolicy policy = policy(refusing("93.184.216.0/24", "2606:4700::/32"));
        HttpTarget target = policy.admit(URI.create("https://cdn.example/"));

        for (String inside : List.of("93.184.216.34", "2606:4700::1", "64:ff9b::5db8:d822")) {
            assertThatExceptionOfType(RefusedException.class)
                    .as(inside)
                    .isThrownBy(() -> policy.check(target, List.of(InetAddress.ofLiteral(inside))));
        }
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> policy.admit(URI.create("https://93.184.216.34/")));
        policy.check(target, List.of(InetAddress.ofLiteral("93.184.217.34")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"93.184.216.0", "93.184.216.0/33", "93.184.216.0/-1", "::/129", "cdn.example/8", "/8", "1/8"})
    void refusedNetwork_isABlockOfAddresses(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> refusing(text))
                .withMessageContaining("'" + text + "' is no block of addresses");
    }

    @Test
    void longAddress_isRefused() {
        String origin = "https://cdn.example/";
        policy.admit(URI.create(origin + "a".repeat(8_192 - origin.length())));

        for (String tooLong :
                List.of("a".repeat(8_193 - origin.length()), "?" + "a".repeat(8_192), "ü".repeat(4_000))) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> policy.admit(URI.create(origin + tooLong)));
        }
    }

    @Test
    void longName_isRefused() {
        String label = "a".repeat(63);
        policy.admit(URI.create("https://" + label + ".example/"));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> policy.admit(URI.create("https://a" + label + ".example/")));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> policy.admit(URI.create("https://" + (label + ".").repeat(4) + "example/")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://\uD800.example/",
                "https://cdn.example/\uDC00",
                "https://cdn.example/?\uD800",
                "https://cdn.example/\u1FEF"
            })
    void addressWithoutAnAsciiForm_isRefused(String text) {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> policy.admit(URI.create(text)));
    }

    @Test
    @Timeout(5)
    void endlessNameOfOtherLetters_isRefusedAtOnce() {
        URI uri = URI.create("https://" + "ü".repeat(1_000_000) + ".example/");

        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> policy.admit(uri));
    }

    @Test
    void query_isKeptAndFragmentIsNot() {
        HttpTarget target = policy.admit(URI.create("https://cdn.example/a?b=c%20d&e#f"));

        assertThat(target.query()).isEqualTo("b=c%20d&e");
        assertThat(target.path()).isEqualTo("/a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "172.32.0.1", "2606:4700::1", "64:ff9b::5db8:d822", "2001:4860::1"})
    void publicAnswer_passes(String address) {
        HttpTarget target = policy.admit(URI.create("https://cdn.example/"));

        assertThatNoException()
                .isThrownBy(() -> policy.check(
                        target, List.of(InetAddress.ofLiteral("93.184.216.34"), InetAddress.ofLiteral(address))));
    }

    @Test
    void dualStackAnswer_passes() {
        HttpTarget target = policy.admit(URI.create("https://cdn.example/"));

        assertThatNoException()
                .isThrownBy(() -> policy.check(
                        target,
                        List.of(InetAddress.ofLiteral("93.184.216.34"), InetAddress.ofLiteral("2606:4700::1"))));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0, private",
        "10.255.255.255, private",
        "172.16.0.0, private",
        "172.31.255.255, private",
        "100.64.0.0, carrier-grade NAT",
        "198.19.255.255, benchmarking",
        "64:ff9b::a9fe:a9fe, 'link-local and cloud metadata, through NAT64'",
        "2002::1, 6to4"
    })
    void block_hasItsName(String address, String name) {
        assertThat(CidrTable.SPECIAL_PURPOSE.blockOf(InetAddress.ofLiteral(address)))
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9.255.255.255", "11.0.0.0", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0"})
    void addressBesideABlock_isInNone(String address) {
        assertThat(CidrTable.SPECIAL_PURPOSE.blockOf(InetAddress.ofLiteral(address)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cdn.internal",
                "127.0.0.1",
                "http://cdn.internal:80",
                "a:b",
                "cdn.internal:0",
                "127.1:80",
                "*:80",
                "",
                "[::1]"
            })
    void listedHostThatIsNoHostAndPort_isRefusedWithTheReason(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> listing(Set.of(entry)))
                .withMessageContaining("allowedPrivateHosts")
                .withMessageContaining("'" + entry + "'");
    }

    @Test
    void listedHosts_areNormalised() {
        assertThat(listing(Set.of("[::1]:8080", "CDN.Internal:80")).allowedPrivateHosts())
                .containsExactlyInAnyOrder("[0:0:0:0:0:0:0:1]:8080", "cdn.internal:80");
    }
}
