package io.pressrun.fetch;

import io.pressrun.job.Deadline;
import io.pressrun.job.RenderJob.OriginHeader;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sending of a flight's request, as its origin's permits and breaker allow; at once a second one when a kept
 * connection turns out to be dead. It has the time of one fetch from then on, whoever waits. Tells the flight once how
 * it ended, unless that gives it up.
 */
final class RequestAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(RequestAttempt.class);

    private final CollapsedRequest flight;
    private final CacheKey key;
    private final List<OriginHeader> headers;
    private final @Nullable StoredResponse prior;
    private final HttpFetcher fetcher;
    private final Breakers breakers;
    private final CachingClient hops;

    // Guarded by this.
    private boolean over;
    private Breakers.@Nullable Admission admission;
    private Instant requested = Instant.EPOCH;
    private Permits<?>.@Nullable Claim permit;
    private @Nullable ResponseCollector current;
    private @Nullable ConnectionLease carrier;
    private @Nullable CompletableFuture<?> lookup;
    private @Nullable Deadline time;
    private @Nullable ScheduledFuture<?> alarm;

    /** @param prior what the server is to confirm */
    RequestAttempt(CollapsedRequest flight, CacheKey key, List<OriginHeader> headers, @Nullable StoredResponse prior, CachingClient hops) {
        this.flight = flight;
        this.key = key;
        this.headers = headers;
        this.prior = prior;
        this.hops = hops;
        this.fetcher = hops.fetcher();
        this.breakers = hops.breakers();
    }

    @Nullable
    StoredResponse prior() {
        return prior;
    }

    /** When the request was last sent. */
    synchronized Instant requested() {
        return requested;
    }

    void begin() {
        Breakers.Admission admitted = breakers.admit(key);
        if (admitted == null) {
            flight.failed(this, new OriginDownException());
            return;
        }
        Permits<HttpTarget.Origin>.Claim claim =
                fetcher.origins().claim(key.target().origin(), flight.account(), () -> send(false));
        boolean stop;
        synchronized (this) {
            admission = admitted;
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
            if (end()) {
                flight.failed(this, new OriginDownException());
            }
            return;
        }
        if (!flight.sends()) {
            end();
            return;
        }
        ConnectionLease mine = fetcher.carrier(key.target(), repeated);
        Duration limit = fetcher.settings().requestTimeout();
        ResponseCollector collector = new ResponseCollector(
                fetcher.peerOf(key.target()), flight, mine, fetcher.settings().maxAssetBytes());
        synchronized (this) {
            if (over) {
                return;
            }
            current = collector;
            carrier = mine;
            requested = hops.now();
            if (time == null) {
                time = Deadline.after(limit);
                alarm = fetcher.after(limit, this::expire);
            }
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

    private void answered(HttpResponse answer) {
        tell(Breakers.Admission::answered);
        if (end()) {
            flight.answered(this, answer);
        }
    }

    private void failed(Throwable failure, ResponseCollector collector) {
        if (collector.answered()) {
            tell(Breakers.Admission::answered);
        } else if (FetchFailure.ofServer(failure)) {
            tell(admitted -> admitted.failed(failure));
        }
        if (end()) {
            flight.failed(this, failure);
        }
    }

    private void expire() {
        if (giveUp()) {
            flight.expired(this);
        }
    }

    /**
     * Ends it without an answer. That counts against the origin only when it was silent for long: who waited may have
     * spent most of the time on something else.
     *
     * @return whether it had not ended before
     */
    boolean giveUp() {
        ConnectionLease mine;
        CompletableFuture<?> addresses;
        boolean late;
        boolean silent;
        synchronized (this) {
            mine = carrier;
            addresses = lookup;
            late = late();
            silent = late && current != null && !current.answered() && (lookup == null || lookup.isDone());
        }
        if (silent) {
            tell(admitted -> admitted.failed(new TimeoutException()));
        }
        boolean ended = end();
        // Nobody is to be dialled any more.
        if (addresses != null) {
            addresses.cancel(false);
        }
        if (mine != null) {
            mine.giveUp(late);
        }
        return ended;
    }

    /** Whether half of the time is over. */
    private synchronized boolean late() {
        Duration half = fetcher.settings().requestTimeout().dividedBy(2);
        return time != null && time.remaining().compareTo(half) <= 0;
    }

    /** Gives back what it holds; no when it had ended before. */
    private boolean end() {
        boolean first;
        Permits<?>.Claim held;
        ScheduledFuture<?> timer;
        synchronized (this) {
            first = !over;
            over = true;
            held = permit;
            permit = null;
            current = null;
            carrier = null;
            timer = alarm;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        tell(Breakers.Admission::released);
        if (held != null) {
            held.release();
        }
        return first;
    }

    private void tell(Consumer<Breakers.Admission> ending) {
        Breakers.Admission admitted;
        synchronized (this) {
            admitted = admission;
        }
        if (admitted != null) {
            ending.accept(admitted);
        }
    }
}
