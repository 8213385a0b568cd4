package io.pressrun.fetch.exchange;

/** Hears of requests that servers do not answer. Called on the client's own threads: it must not block or throw. */
public interface RequestListener {
    /** Called each time a request is about to be sent again after a pause. */
    default void onRetry(String host) {}

    /** Called when an origin that does not answer is left alone, and when it answers again; for each tenant apart. */
    default void onBreaker(String host, boolean open) {}
}
