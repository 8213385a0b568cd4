package io.pressrun.fetch.cache;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.pressrun.fetch.http.FieldTime;
import io.pressrun.fetch.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A response that a private cache keeps, and for how long it may be used (RFC 9111; RFC 5861). Directives for shared
 * caches ({@code s-maxage}, {@code proxy-revalidate}) mean nothing here.
 *
 * @param response with its body decoded
 * @param requested when the request was sent
 * @param received when the response was complete
 */
public record StoredResponse(HttpResponse response, Instant requested, Instant received) {
    private static final Duration MAX_HEURISTIC = Duration.ofDays(1);
    /** For redirects that call themselves permanent and say nothing of time. */
    private static final Duration PERMANENT_REDIRECT = Duration.ofMinutes(10);

    private static final int HEURISTIC_PART = 10;

    /** What a 304 does not change in a stored response (RFC 9111, 3.2), or what belongs to one connection. */
    private static final Set<String> KEPT = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "content-range",
            "content-type",
            "keep-alive",
            "trailer",
            "transfer-encoding");

    /** Whether the response may be kept at all (RFC 9111, 3), and keeping it could ever spare a request or a body. */
    static boolean storable(HttpResponse response) {
        if (!(response.whole() || response.redirects()) || forOneRequest(response)) {
            return false;
        }
        StoredResponse stored = new StoredResponse(response, Instant.EPOCH, Instant.EPOCH);
        return stored.hasValidator() || (stored.lifetime().isPositive() && !stored.mustAskAlways());
    }

    /** Whether the response must not serve any request but the one that it answers. */
    public static boolean forOneRequest(HttpResponse response) {
        CacheControl control = CacheControl.of(response.headers());
        return (control.has("no-store") && !control.has("must-understand"))
                || varyingBy(response).anyMatch("*"::equals);
    }

    /** The request headers that chose this response, in lower case. */
    static Stream<String> varyingBy(HttpResponse response) {
        return response.headers().getAll(HttpHeaderNames.VARY).stream()
                .flatMap(field -> Arrays.stream(field.split(",", -1)))
                .map(name -> name.strip().toLowerCase(Locale.ROOT));
    }

    public boolean fresh(Instant now) {
        return !mustAskAlways() && lifetime().compareTo(age(now)) > 0;
    }

    /** Whether it may be served once more while a newer one is fetched. */
    public boolean servesWhileRevalidating(Instant now) {
        return servesStale(now, "stale-while-revalidate");
    }

    /** Whether it may be served in place of an error. */
    public boolean servesOnError(Instant now) {
        return servesStale(now, "stale-if-error");
    }

    private boolean servesStale(Instant now, String directive) {
        CacheControl control = control();
        Duration extra = control.seconds(directive);
        return extra != null
                && !control.has("must-revalidate")
                && !mustAskAlways()
                && age(now).minus(lifetime()).compareTo(extra) <= 0;
    }

    boolean hasValidator() {
        return etag() != null || lastModified() != null;
    }

    @Nullable
    public String etag() {
        return response.headers().get(HttpHeaderNames.ETAG);
    }

    @Nullable
    public String lastModified() {
        return response.headers().get(HttpHeaderNames.LAST_MODIFIED);
    }

    /** Whether the 304 speaks of this response and not of another one (RFC 9111, 4.3.4). */
    public boolean confirmedBy(HttpResponse notModified) {
        String tag = notModified.headers().get(HttpHeaderNames.ETAG);
        return tag == null || etag() == null || opaque(tag).equals(opaque(Objects.requireNonNull(etag())));
    }

    /** The same body with the headers that a 304 brought (RFC 9111, 3.2). */
    public StoredResponse freshened(HttpResponse notModified, Instant newlyRequested, Instant newlyReceived) {
        HttpHeaders merged = new DefaultHttpHeaders().set(response.headers());
        // A time in transit belongs to the response that was late.
        merged.remove(HttpHeaderNames.AGE);
        // A response without a date is as old as its receipt (RFC 9110, 6.6.1).
        merged.remove(HttpHeaderNames.DATE);
        for (String name : notModified.headers().names()) {
            if (!KEPT.contains(name.toLowerCase(Locale.ROOT))) {
                merged.set(name, notModified.headers().getAll(name));
            }
        }
        return new StoredResponse(
                new HttpResponse(response.status(), merged, response.body()), newlyRequested, newlyReceived);
    }

    /** RFC 9111, 4.2.3. */
    Duration age(Instant now) {
        Duration apparent = nonNegative(Duration.between(date(), received));
        String field = response.headers().get(HttpHeaderNames.AGE);
        long seconds = field == null ? 0 : FieldTime.seconds(field.split(",", 2)[0].strip(), 0);
        Duration corrected = Duration.ofSeconds(seconds).plus(nonNegative(Duration.between(requested, received)));
        Duration initial = apparent.compareTo(corrected) > 0 ? apparent : corrected;
        return initial.plus(nonNegative(Duration.between(received, now)));
    }

    /** RFC 9111, 4.2.1 and 4.2.2. */
    Duration lifetime() {
        Duration maxAge = control().seconds("max-age");
        if (maxAge != null) {
            return maxAge;
        }
        String expires = response.headers().get(HttpHeaderNames.EXPIRES);
        if (expires != null) {
            Instant end = FieldTime.date(expires);
            return end == null ? Duration.ZERO : nonNegative(Duration.between(date(), end));
        }
        Instant modified = FieldTime.date(lastModified());
        boolean heuristic = response.cacheableByDefault() || control().has("public");
        if (heuristic && modified != null) {
            Duration part = nonNegative(Duration.between(modified, date())).dividedBy(HEURISTIC_PART);
            return part.compareTo(MAX_HEURISTIC) > 0 ? MAX_HEURISTIC : part;
        }
        return response.permanentRedirect() ? PERMANENT_REDIRECT : Duration.ZERO;
    }

    /** What the response weighs in a cache, in bytes: its body, its headers, and what holds them together. */
    long weight() {
        long headers = response.headers().entries().stream()
                .mapToLong(entry ->
                        2L * (entry.getKey().length() + entry.getValue().length()) + 64)
                .sum();
        return 512 + headers + response.body().length;
    }

    private boolean mustAskAlways() {
        return control().has("no-cache");
    }

    private CacheControl control() {
        return CacheControl.of(response.headers());
    }

    private Instant date() {
        Instant date = FieldTime.date(response.headers().get(HttpHeaderNames.DATE));
        return date == null ? received : date;
    }

    private static String opaque(String tag) {
        String text = tag.strip();
        return text.startsWith("W/") ? text.substring(2) : text;
    }

    private static Duration nonNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
