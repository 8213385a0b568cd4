package io.pressrun.fetch.exchange;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.pressrun.fetch.http.FieldTime;
import io.pressrun.fetch.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** When a request that failed for now is sent again: after a random part of a time that doubles. */
final class Retries {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final int MAX_DOUBLINGS = 4;

    private final int max;
    private final Clock clock;
    private final RandomGenerator random;

    /** @param max 0 for none */
    Retries(int max, Clock clock, RandomGenerator random) {
        this.max = max;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The time to wait; {@code null} when the request is not to be sent again.
     *
     * @param made retries so far
     */
    @Nullable
    Duration afterFailure(int made) {
        return made < max ? jitter(made) : null;
    }

    /** As for a failure, and not before the server's {@code Retry-After} (RFC 9110, 10.2.3). */
    @Nullable
    Duration afterResponse(int made, HttpResponse response) {
        return made < max && response.busy() ? asked(response).plus(jitter(made)) : null;
    }

    private Duration jitter(int made) {
        long bound = FIRST.toNanos() << Math.min(made, MAX_DOUBLINGS);
        return Duration.ofNanos(random.nextLong(bound));
    }

    private Duration asked(HttpResponse response) {
        String field = response.headers().get(HttpHeaderNames.RETRY_AFTER);
        if (field == null) {
            return Duration.ZERO;
        }
        long seconds = FieldTime.seconds(field.strip(), -1);
        if (seconds >= 0) {
            return Duration.ofSeconds(seconds);
        }
        Instant date = FieldTime.date(field);
        Instant now = clock.instant();
        return date == null || date.isBefore(now) ? Duration.ZERO : Duration.between(now, date);
    }
}
