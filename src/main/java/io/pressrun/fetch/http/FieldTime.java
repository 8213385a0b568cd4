package io.pressrun.fetch.http;

import io.netty.handler.codec.DateFormatter;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Times in the fields of HTTP. */
public final class FieldTime {
    /** Longer than any life of a worker, and far from overflow (RFC 9111, 1.2.2). */
    private static final long MAX_SECONDS = 1L << 31;
    /** The parser throws at longer ones. */
    private static final int MAX_DATE = 64;

    private FieldTime() {}

    /** A date in any of the three forms of RFC 9110, 5.6.7; {@code null} for anything else. */
    public static @Nullable Instant date(@Nullable String field) {
        Date parsed = field == null || field.length() > MAX_DATE ? null : DateFormatter.parseHttpDate(field);
        return parsed == null ? null : parsed.toInstant();
    }

    /** A number of seconds (RFC 9111, 1.2.2; RFC 9110, 10.2.3). */
    public static long seconds(String text, long otherwise) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return otherwise;
        }
        return text.length() > 10 ? MAX_SECONDS : Math.min(MAX_SECONDS, Long.parseLong(text));
    }
}
