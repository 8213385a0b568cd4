package io.pressrun.fetch.share;

import io.pressrun.fetch.policy.HttpTarget;
import io.pressrun.fetch.policy.RefusedException;
import io.pressrun.job.RenderJob.OriginHeader;
import io.pressrun.job.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The headers of a job, each bound to its exact origin (RFC 6454). */
public final class JobHeaders {
    private static final Logger log = LoggerFactory.getLogger(JobHeaders.class);

    /** Fields that frame the message or route it (RFC 9110, 7.6.1; RFC 9112), which belong to the client alone. */
    private static final Set<String> RESERVED = Set.of(
            "accept-encoding",
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** Conditions (RFC 9110, 13.1), ranges, and the wishes of RFC 9111, 5.2.1. */
    private static final Set<String> CACHE_RELATED = Set.of(
            "cache-control",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "if-unmodified-since",
            "pragma",
            "range");

    private final Map<HttpTarget.Origin, List<OriginHeader>> byOrigin = new HashMap<>();

    public JobHeaders(List<OriginHeader> headers) {
        for (OriginHeader header : headers) {
            try {
                HttpTarget.Origin origin =
                        HttpTarget.parse(URI.create(header.origin())).origin();
                if (isSendable(header)) {
                    byOrigin.computeIfAbsent(origin, o -> new ArrayList<>()).add(header);
                } else {
                    log.info("left out the header {}: the client sets it, or it is no header", header.name());
                }
            } catch (RefusedException | IllegalArgumentException e) {
                log.info("left out the header {}: its origin is none: {}", header.name(), e.getMessage());
            }
        }
    }

    public List<OriginHeader> of(HttpTarget.Origin origin) {
        return byOrigin.getOrDefault(origin, List.of());
    }

    /** Tells sets of headers apart without keeping their values; empty when there are none. */
    public String digest(HttpTarget.Origin origin) {
        List<OriginHeader> sent = of(origin);
        if (sent.isEmpty()) {
            return "";
        }
        String text = sent.stream()
                .map(header -> header.name().toLowerCase(Locale.ROOT) + ":" + header.value())
                .collect(Collectors.joining("\n"));
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the job wants no stored answer, or asks for what only its own request can be answered with. */
    public boolean bypassCache(HttpTarget.Origin origin) {
        return of(origin).stream()
                .map(header -> header.name().toLowerCase(Locale.ROOT))
                .anyMatch(CACHE_RELATED::contains);
    }

    private static boolean isSendable(OriginHeader header) {
        String name = header.name();
        return !name.isEmpty()
                && name.chars().allMatch(JobHeaders::isTokenChar)
                && header.value().chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f))
                && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
    }

    /** RFC 9110, 5.6.2. */
    private static boolean isTokenChar(int c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
}
