package io.pressrun.fetch.cache;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.pressrun.fetch.Asset;
import io.pressrun.fetch.Fetching;
import io.pressrun.fetch.Packed;
import io.pressrun.fetch.Referrer;
import io.pressrun.fetch.exchange.Exchanges;
import io.pressrun.fetch.http.ContentCoding;
import io.pressrun.fetch.http.HttpResponse;
import io.pressrun.fetch.http.OversizeException;
import io.pressrun.fuzz.FuzzTarget;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whatever a server sends, and a {@code data:} URI holds, becomes bytes within the limit or a failure that is expected.
 * An input is lines of headers, an empty line and a body; the body is a {@code data:} URI as well.
 */
public final class ResponseFuzz implements FuzzTarget {
    private static final int LIMIT = 4096;
    private static final URI NAME = URI.create("data:,name");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @Override
    public String name() {
        return "response";
    }

    @Override
    public void run(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\n\n");
        HttpHeaders headers = headers(end < 0 ? text : text.substring(0, end));
        byte[] body = end < 0 ? new byte[0] : Arrays.copyOfRange(input, end + 2, input.length);
        cached(new HttpResponse(200, headers, body));
        cached(new HttpResponse(301, headers, body));
        waitedFor(new HttpResponse(503, headers, body));
        unpacked(headers, body);
        data("data:" + new String(body, StandardCharsets.UTF_8));
        new Asset.Found(NAME, NAME, body, headers.get("Content-Type"))
                .stylesheet(new Referrer(NAME, StandardCharsets.UTF_8));
    }

    private static HttpHeaders headers(String text) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(':');
            try {
                headers.add(
                        line.substring(0, Math.max(0, colon)),
                        line.substring(colon + 1).strip());
            } catch (IllegalArgumentException e) {
                // The client refuses it as well.
            }
        }
        return headers;
    }

    private static void cached(HttpResponse answer) {
        StoredResponse.storable(answer);
        require(StoredResponse.varyingBy(answer).allMatch(name -> name.equals(name.strip())), "a name with blanks");
        StoredResponse stored = new StoredResponse(answer, NOW, NOW.plusSeconds(1));
        require(!stored.lifetime().isNegative(), "a negative lifetime");
        require(!stored.age(NOW.plusSeconds(2)).isNegative(), "a negative age");
        stored.fresh(NOW);
        stored.servesWhileRevalidating(NOW);
        stored.servesOnError(NOW);
        if (stored.confirmedBy(answer)) {
            stored.freshened(answer, NOW, NOW).fresh(NOW.plus(Duration.ofDays(365)));
        }
    }

    private static void waitedFor(HttpResponse answer) {
        Duration delay = Exchanges.retryDelay(CLOCK, answer);
        require(delay != null && !delay.isNegative(), "a negative delay");
    }

    private static void unpacked(HttpHeaders headers, byte[] body) {
        for (String coding : List.of("gzip", "deflate", ContentCoding.normalise(headers.get("Content-Encoding", "")))) {
            try {
                byte[] decoded = ContentCoding.decode(body, coding, LIMIT);
                require(decoded.length <= LIMIT || ContentCoding.isIdentity(coding), "more than the limit");
            } catch (IOException | OversizeException e) {
                // Damaged, or too long.
            }
        }
    }

    private static void data(String uri) {
        if (Fetching.decoded(NAME, uri, LIMIT) instanceof Asset.Found found) {
            require(found.bytes().length <= LIMIT, "more than the limit");
        }
    }

    private static void require(boolean holds, String finding) {
        if (!holds) {
            throw new AssertionError(finding);
        }
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        seed(
                                "Content-Encoding: gzip\nCache-Control: max-age=60, stale-if-error=\"5\"",
                                Packed.as("gzip", new byte[6000])),
                        seed(
                                "Content-Encoding: deflate\nExpires: Sun, 06 Nov 1994 08:49:37 GMT",
                                Packed.as("zlib", new byte[6000])),
                        seed(
                                "Date: Sun Nov  6 08:49:37 1994\nAge: 99999999999\nVary: a, *",
                                ascii("image/png;base64,aGk=")),
                        seed(
                                "Retry-After: 120\nLast-Modified: Sunday, 06-Nov-94 08:49:37 GMT",
                                ascii("text/css;charset=x,%61#b")),
                        seed(
                                "ETag: W/\"a\"\nRetry-After: Sun, 06 Nov 2094 08:49:37 GMT\nPragma: x",
                                ascii(";base64,%")),
                        seed("Content-Type: text/css; charset=\"utf-16\"", ascii("@charset \"windows-1252\"; p{}")))
                .toList();
    }

    private static byte[] seed(String headers, byte[] body) {
        byte[] head = ascii(headers + "\n\n");
        byte[] seed = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, seed, head.length, body.length);
        return seed;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public List<String> words() {
        return Stream.concat(
                        Stream.of(
                                "Cache-Control: ",
                                "Expires: ",
                                "Date: ",
                                "Age: ",
                                "Vary: *",
                                "ETag: ",
                                "Last-Modified: ",
                                "Retry-After: ",
                                "Content-Encoding: ",
                                "Content-Type: ",
                                "@charset \"",
                                " GMT"),
                        Stream.of(
                                ("max-age= stale-while-revalidate= no-cache no-store gzip deflate identity charset= utf-16 "
                                                + "\n\n ;base64, %0 9999")
                                        .split(" ")))
                .toList();
    }
}
