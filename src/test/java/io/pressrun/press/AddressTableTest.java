package io.pressrun.press;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.fetch.policy.Addresses;
import io.pressrun.job.FailureCode;
import io.pressrun.job.Outcome;
import io.pressrun.job.Warning;
import io.pressrun.testing.WireServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The address policy in every position that an address can have in a job. */
class AddressTableTest {
    private static final String REFUSAL = "The fetch policy does not allow this address.";
    private static final AtomicReference<String> LOCATION = new AtomicReference<>("");

    private static WireServer trap;
    private static TestPress guarded;
    private static TestPress open;

    @BeforeAll
    static void start() throws IOException {
        trap = WireServer.startOn("0.0.0.0", 0, (request, wire) -> wire.ok("trapped"));
        guarded = new TestPress((WireServer site) -> Addresses.fetcher(site.hostAndPort(), trap.port(), "127.0.0.1"));
        open = new TestPress(
                (WireServer site) -> Addresses.fetcherWithPublicLoopback(site.port(), "127.0.0.1", "2606:4700::1"));
        for (TestPress press : List.of(guarded, open)) {
            press.at("/redirect", (request, wire) -> wire.redirect("302 Found", LOCATION.get()));
        }
        open.image("/X.png")
                .image("/dir/X.png")
                .image("/a%20b/%C3%BC.png")
                .image("/dir/page?q")
                .image("/");
        open.at(
                "/packed.png",
                (request, wire) -> wire.respond(
                        "200 OK",
                        Map.of("Content-Type", "image/png", "Content-Encoding", "gzip"),
                        gzip(TestPress.PIXEL)));
    }

    @AfterAll
    static void stop() throws IOException {
        guarded.close();
        open.close();
        trap.close();
    }

    @ParameterizedTest
    @MethodSource("io.pressrun.fetch.policy.Addresses#refused")
    void refusedAddress_isRefusedEverywhere(String row) {
        String address = row.replace("PORT", "" + trap.port());
        // "http:path" is a path under a base of the same scheme (WHATWG URL).
        var page = guarded.url("/dir/page");
        boolean leadsSomewhere = Addresses.inDocument(page, address)
                .filter(uri -> !page.getAuthority().equals(uri.getAuthority()))
                .isPresent();
        assertThat(blocked(guarded, img(address))).isEqualTo(leadsSomewhere);
        assertThat(blocked(guarded, css(address))).isEqualTo(leadsSomewhere);
        assertThat(blocked(guarded, svg(address))).isEqualTo(leadsSomewhere);
        LOCATION.set(latin1(address));
        boolean redirectBlocked = blocked(guarded, img(guarded.url("/redirect").toString()));
        if (row.chars().allMatch(c -> c < 128)) {
            assertThat(redirectBlocked).isEqualTo(leadsSomewhere);
        }
        assertThat(source(guarded, address)).isIn(FailureCode.RESOURCE_BLOCKED, FailureCode.JOB_INVALID);
        assertThat(trap.connections()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP://CDN.Example:PORT/X.png, /X.png",
        "http://bücher.example:PORT/X.png, /X.png",
        "http://xn--bcher-kva.example:PORT/X.png, /X.png",
        "http://my_bucket.cdn.example:PORT/X.png, /X.png",
        "http://127.0.0.1:PORT/X.png, /X.png",
        "http://cdn.example:PORT/a%20b/%C3%BC.png, /a%20b/%C3%BC.png",
        "http://cdn.example:PORT/a b/ü.png, /a%20b/%C3%BC.png",
        "http://cdn.example:PORT/packed.png, /packed.png",
        "http://cdn.example:PORT/X.png#part, /X.png",
        "http://cdn.example:PORT, /",
        "//cdn.example:PORT/X.png, /X.png",
        "X.png, /dir/X.png",
        "../X.png, /X.png",
        "/X.png, /X.png",
        "?q, /dir/page?q"
    })
    void legitimateAddress_isFetchedFromEveryPosition(String row, String path) throws IOException {
        String address = row.replace("PORT", "" + open.site.port());
        LOCATION.set(latin1(address));
        for (String html : List.of(img(address), css(address), svg(address))) {
            int before = open.site.requests().size();
            assertThat(blocked(open, html)).as(html).isFalse();
            assertThat(open.site.targets().subList(before, before + 1)).as(html).containsExactly(path);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP://Cdn.Example:PORT/X.png",
                "http://xn--bcher-kva.example:PORT/X.png",
                "//other.example:PORT/X.png",
                "/X.png",
                "?q"
            })
    void legitimateRedirect_isFollowed(String row) throws IOException {
        LOCATION.set(row.replace("PORT", "" + open.site.port()));
        assertThat(blocked(open, img("http://cdn.example:" + open.site.port() + "/redirect")))
                .isFalse();
        assertThat(open.site.targets()).endsWith("/redirect", row.equals("?q") ? "/redirect?q" : "/X.png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP://CDN.Example:PORT/page",
                "http://xn--bcher-kva.example:PORT/page",
                "http://127.0.0.1:PORT/page",
                "http://cdn.example:PORT/a%20page?x=1"
            })
    void legitimateSource_isPrinted(String row) {
        open.html("/page", "<p>text").html("/a%20page?x=1", "<p>text");
        String address = row.replace("PORT", "" + open.site.port());
        assertThat(open.print("{'source': {'url': '" + address + "'}}").outcome())
                .isInstanceOf(Outcome.Printed.class);
    }

    /** Whether an address was refused, of which the author learns nothing more. */
    private static boolean blocked(TestPress press, String html) {
        List<Warning> refusals = warnings(press, html).stream()
                .filter(warning -> warning.code().equals("RESOURCE_BLOCKED"))
                .toList();
        assertThat(refusals).extracting(Warning::message).allMatch(REFUSAL::equals);
        return !refusals.isEmpty();
    }

    private static List<Warning> warnings(TestPress press, String html) {
        Outcome outcome = press.print("{'source': {'html': " + json("<p>text" + html) + "}, 'baseUrl': '"
                        + press.url("/dir/page") + "'}")
                .outcome();
        assertThat(outcome).isInstanceOf(Outcome.Printed.class);
        return ((Outcome.Printed) outcome).warnings();
    }

    private static FailureCode source(TestPress press, String address) {
        Outcome.Failed failed = press.failed("{'source': {'url': " + json(address) + "}}");
        if (failed.code() == FailureCode.RESOURCE_BLOCKED) {
            assertThat(failed.message()).isEqualTo("source.url cannot be had: " + REFUSAL);
        }
        return failed.code();
    }

    private static String img(String address) {
        return "<img src=\"" + attribute(address) + "\">";
    }

    private static String css(String address) {
        return "<style>p { background: url(\"" + address.replace("\\", "\\\\") + "\") }</style>";
    }

    private static String svg(String address) {
        return "<svg width=9 height=9><image width=9 height=9 xlink:href=\"" + attribute(address) + "\"/></svg>";
    }

    private static String attribute(String address) {
        return address.replace("&", "&amp;").replace("\"", "&quot;");
    }

    /** As a JSON string, but for quotes, which {@link TestPress#print(String)} makes of single ones. */
    private static String json(String text) {
        return "'" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "'";
    }

    /** What a server writes that sends the text in UTF-8. */
    private static String latin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
