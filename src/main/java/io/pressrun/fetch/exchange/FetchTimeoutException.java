package io.pressrun.fetch.exchange;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** The time for a fetch with all its redirects is over. */
public final class FetchTimeoutException extends TimeoutException {
    private static final long serialVersionUID = 1;

    private final transient Duration limit;

    FetchTimeoutException(Duration limit) {
        super("nothing within " + limit.toMillis() + " ms");
        this.limit = limit;
    }

    public Duration limit() {
        return limit;
    }
}
