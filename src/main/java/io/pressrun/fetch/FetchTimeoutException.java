package io.pressrun.fetch;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** The time for a fetch with all its redirects is over. */
final class FetchTimeoutException extends TimeoutException {
    private static final long serialVersionUID = 1;

    private final transient Duration limit;

    FetchTimeoutException(Duration limit) {
        super("nothing within " + limit.toMillis() + " ms");
        this.limit = limit;
    }

    Duration limit() {
        return limit;
    }
}
