package io.pressrun.fetch;

import io.pressrun.fetch.exchange.RequestListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hears of every fetch over HTTP. Called on the client's own threads: it must not block. */
@FunctionalInterface
public interface FetchListener extends RequestListener {
    FetchListener NONE = (host, outcome, bytes, took) -> {};

    /**
     * Called once for each fetch that ended.
     *
     * @param host of the address asked for; {@code null} when it has none
     * @param bytes length of the body; 0 when there is none
     * @param took from the request to the answer, waiting for a permit included
     */
    void onFetched(@Nullable String host, FetchOutcome outcome, long bytes, Duration took);
}
