package io.pressrun.fetch;

import io.pressrun.job.RenderJob.OriginHeader;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sending of a flight's request, as its origin's permits and breaker allow; at once a second one when a kept
 * connection turns out to be dead. Tells the flight how it ended, unless that gives it up.
 */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final Flight flight;
    private final HopKey key;
    private final List<OriginHeader> headers;
    private final @Nullable StoredAnswer prior;
    private final HttpFetcher fetcher;
    private final Breakers breakers;
    private final Hops hops;

    // Guarded by this.
    private boolean over;
    /** Owes the breaker the end of a request. */
    private boolean admitted;

    private Instant requested = Instant.EPOCH;
    private Permits<?>.@Nullable Claim permit;
    private @Nullable BodyCollector current;
    private @Nullable Carrier carrier;
    private @Nullable CompletableFuture<?> lookup;

    /** @param prior what the server is to confirm */
    Attempt(Flight flight, HopKey key, List<OriginHeader> headers, @Nullable StoredAnswer prior, Hops hops) {
        this.flight = flight;
        this.key = key;
        this.headers = headers;
        this.prior = prior;
        this.hops = hops;
        this.fetcher = hops.fetcher();
        this.breakers = hops.breakers();
    }

    @Nullable
    StoredAnswer prior() {
        return prior;
    }

    /** When the request was last sent. */
    synchronized Instant requested() {
        return requested;
    }

    void begin() {
        if (!breakers.permits(key)) {
            flight.failed(this, new OriginDownException());
            return;
        }
        Permits<HttpTarget.Origin>.Claim claim =
                fetcher.origins().claim(key.target().origin(), flight.account(), () -> send(false));
        boolean stop;
        synchronized (this) {
            admitted = true;
            permit = claim;
            stop = over;
        }
        if (stop) {
            end();
        } else {
            claim.request();
        }
    }

    private void send(boolean repeated) {
        if (!repeated && breakers.isOpen(key)) {
            end();
            flight.failed(this, new OriginDownException());
            return;
        }
        if (!flight.sends()) {
            return;
        }
        Carrier mine = fetcher.carrier(key.target(), repeated);
        BodyCollector collector = new BodyCollector(
                fetcher.peerOf(key.target()), flight, mine, fetcher.settings().maxAssetBytes());
        synchronized (this) {
            if (over) {
                return;
            }
            current = collector;
            carrier = mine;
            requested = hops.now();
        }
        var _ = collector.answer().whenComplete((answer, failure) -> {
            if (answer != null) {
                answered(answer);
            } else if (failure != null && !repeated && FetchFailure.mayRepeat(failure, collector)) {
                LOG.debug("repeating a request to {} after {}", key.target().hostAndPort(), failure.toString());
                send(true);
            } else if (failure != null) {
                failed(failure, collector);
            }
        });
        try {
            mine.taken(fetcher.send(key, headers, prior, repeated, this::lookUp, collector));
        } catch (RuntimeException e) {
            collector.onThrowable(e);
        }
    }

    private CompletableFuture<List<InetAddress>> lookUp(String host) {
        CompletableFuture<List<InetAddress>> addresses = flight.lookUp(host).copy();
        boolean stop;
        synchronized (this) {
            lookup = addresses;
            stop = over;
        }
        if (stop) {
            addresses.cancel(false);
        }
        return addresses;
    }

    private void answered(HttpAnswer answer) {
        if (dismiss()) {
            breakers.answered(key);
        }
        end();
        flight.answered(this, answer);
    }

    private void failed(Throwable failure, BodyCollector collector) {
        if (dismiss()) {
            if (collector.answered()) {
                breakers.answered(key);
            } else if (FetchFailure.ofServer(failure)) {
                breakers.failed(key, failure);
            } else {
                breakers.released(key);
            }
        }
        end();
        flight.failed(this, failure);
    }

    /** @param expired the server had its time and did not answer */
    void giveUp(boolean expired) {
        Carrier mine;
        CompletableFuture<?> addresses;
        boolean silent;
        synchronized (this) {
            mine = carrier;
            addresses = lookup;
            silent = expired && current != null && !current.answered() && (lookup == null || lookup.isDone());
        }
        if (silent && dismiss()) {
            breakers.failed(key, new TimeoutException());
        }
        end();
        // Nobody is to be dialled any more.
        if (addresses != null) {
            addresses.cancel(false);
        }
        if (mine != null) {
            mine.giveUp(expired);
        }
    }

    private void end() {
        Permits<?>.Claim held;
        synchronized (this) {
            over = true;
            held = permit;
            permit = null;
            current = null;
            carrier = null;
        }
        if (dismiss()) {
            breakers.released(key);
        }
        if (held != null) {
            held.release();
        }
    }

    private synchronized boolean dismiss() {
        boolean owed = admitted;
        admitted = false;
        return owed;
    }
}
