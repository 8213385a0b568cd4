package io.pressrun.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserUrlTest {
    private static final BrowserUrl BASE =
            BrowserUrl.read("https://shop.example/a/b?c", null).orElseThrow();

    @ParameterizedTest
    @CsvSource({
        "http://cdn.example/x, http cdn.example 80",
        "x.png, https shop.example 443",
        "//cdn.example:8080, https cdn.example 8080",
        "/\\cdn.example, https cdn.example 443",
        "https:x, https shop.example 443",
        "https:\\\\cdn.example, https cdn.example 443",
        "http:x, http x 80",
        "' ht\ttp://user@h:p@CDN.example:0080\\@x', http cdn.example 80",
        "http://%63dn.example, http cdn.example 80",
        "http://straße.example, http xn--strae-oqa.example 80",
        "http://０ｘ７ｆ。1, http 127.0.0.1 80",
        "http://0x7f.1, http 127.0.0.1 80",
        "http://0177.0.0.1, http 127.0.0.1 80",
        "http://2130706433, http 127.0.0.1 80",
        "http://127.1., http 127.0.0.1 80",
        "http://0x, http 0.0.0.0 80",
        "http://[::FFFF:127.0.0.1], http 0:0:ffff7f000001 80",
        "http://[2001:db8::1]:81, http 20010db8:0:1 81"
    })
    void reference_leadsWhereTheStandardSays(String reference, String expected) {
        assertThat(BrowserUrl.read(reference, BASE).map(BrowserUrlTest::shown)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://",
                "http://a b/",
                "http://a%00b/",
                "http://1.2.3.4.5/",
                "http://256.256.256.256/",
                "http://08/",
                "http://4294967296/",
                "http://a.1/",
                "http://[::1",
                "http://[::1]x/",
                "http://[1::2::3]/",
                "http://[1:2:3:4:5:6:7]/",
                "http://[::01.2.3.4]/",
                "http://a:65536/",
                "http://a:b/",
                "http://xn--a/",
                "file:///etc/passwd",
                "data:,x"
            })
    void whatIsNoAddress_leadsNowhere(String reference) {
        assertThat(BrowserUrl.read(reference, BASE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "100.63.255.255, false",
        "100.64.0.0, true",
        "100.127.255.255, true",
        "100.128.0.0, false",
        "169.254.169.254, true",
        "172.32.0.1, false",
        "[1fff::], true",
        "[2000::], false",
        "[2001:1ff:ffff::], true",
        "[2001:200::], false",
        "[2002:808:808::], true",
        "[3ffe::], false",
        "[3fff:fff::], true",
        "[3fff:1000::], false",
        "[4000::], true",
        "[64:ff9b::8.8.8.8], false",
        "[64:ff9b::10.0.0.1], true",
        "[64:ff9b:1::8.8.8.8], true",
        "[::ffff:8.8.8.8], true"
    })
    void block_endsWhereTheRegistriesSay(String host, boolean refused) {
        BrowserHost read = BrowserHost.read(host).orElseThrow();

        assertThat(RefusedBlocks.hold(Objects.requireNonNull(read.address()), read.bits()))
                .isEqualTo(refused);
    }

    private static String shown(BrowserUrl url) {
        BigInteger address = url.host().address();
        String host = url.host().name();
        if (address != null && url.host().bits() == 32) {
            int bits = address.intValue();
            host = (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
        } else if (address != null) {
            host = String.format(
                    "%x:%x:%x", address.shiftRight(96), address.shiftRight(64).intValue(), lower(address));
        }
        return url.scheme() + " " + host + " " + url.port();
    }

    private static BigInteger lower(BigInteger address) {
        return address.mod(BigInteger.ONE.shiftLeft(64));
    }
}
