package io.pressrun.fetch.exchange;

import io.pressrun.fetch.cache.CacheKey;
import io.pressrun.fetch.cache.StoredResponse;
import io.pressrun.fetch.http.ConnectionLease;
import io.pressrun.fetch.http.HttpClient;
import io.pressrun.fetch.http.HttpFailure;
import io.pressrun.fetch.http.HttpRequest;
import io.pressrun.fetch.http.HttpResponse;
import io.pressrun.fetch.http.ResponseCollector;
import io.pressrun.fetch.policy.HttpTarget;
import io.pressrun.fetch.share.Permits;
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
 * One sending of a request, as its origin's permits and breaker allow; at once a second one when a kept connection turns
 * out to be dead. It has the time of one fetch from then on, whoever waits. The listener hears once how it ended, unless
 * it gives it up.
 */
final class RequestAttempt {
    private static final Logger log = LoggerFactory.getLogger(RequestAttempt.class);

    /** For whom the request is sent. */
    interface Listener extends ResponseCollector.Listener {
        /** The request may go out now; no when it must not any more. */
        boolean send();

        /** Finds the addresses of a name. */
        CompletableFuture<List<InetAddress>> lookUp(String host);

        /** @param requested when the request was last sent */
        void responded(HttpResponse response, Instant requested);

        void failed(Throwable failure);

        /** The request had its time. */
        void timedOut();
    }

    private final Listener listener;
    private final ExchangeContext context;
    private final CacheKey key;
    private final Object account;
    private final List<OriginHeader> headers;
    private final @Nullable StoredResponse prior;

    // Guarded by this.
    private boolean over;
    private Breakers.@Nullable Admission admission;
    private Instant requested = Instant.EPOCH;
    private Permits<?>.@Nullable Claim permit;
    private @Nullable ResponseCollector current;
    private @Nullable ConnectionLease lease;
    private @Nullable CompletableFuture<?> lookup;
    private @Nullable Deadline time;
    private @Nullable ScheduledFuture<?> alarm;

    /**
     * @param account on which it takes its turn at the origin's permits
     * @param headers of the job, for the origin
     * @param prior what the server is to confirm
     */
    RequestAttempt(
            Listener listener,
            ExchangeContext context,
            CacheKey key,
            Object account,
            List<OriginHeader> headers,
            @Nullable StoredResponse prior) {
        this.listener = listener;
        this.context = context;
        this.key = key;
        this.account = account;
        this.headers = headers;
        this.prior = prior;
    }

    void start() {
        Breakers.Admission admitted = context.breakers().admit(key);
        if (admitted == null) {
            listener.failed(new OriginDownException());
            return;
        }
        Permits<HttpTarget.Origin>.Claim claim =
                context.permits().claim(key.target().origin(), account, () -> send(false));
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
        if (!repeated && context.breakers().isOpen(key)) {
            if (end()) {
                listener.failed(new OriginDownException());
            }
            return;
        }
        if (!listener.send()) {
            end();
            return;
        }
        HttpClient client = context.client();
        ConnectionLease mine = client.lease(key.target(), repeated);
        Duration limit = context.limits().timeout();
        ResponseCollector collector = new ResponseCollector(
                client.peerOf(key.target()), listener, mine, context.limits().maxBytes());
        synchronized (this) {
            if (over) {
                return;
            }
            current = collector;
            lease = mine;
            requested = context.clock().instant();
            if (time == null) {
                time = Deadline.after(limit);
                alarm = context.timer().after(limit, this::expire);
            }
        }
        var _ = collector.response().whenComplete((response, failure) -> {
            if (response != null) {
                responded(response);
            } else if (failure != null && !repeated && HttpFailure.mayRepeat(failure, collector)) {
                log.debug("repeating a request to {} after {}", key.target().hostAndPort(), failure.toString());
                send(true);
            } else if (failure != null) {
                failed(failure, collector);
            }
        });
        try {
            mine.taken(client.send(request(), repeated, this::lookUp, collector));
        } catch (RuntimeException e) {
            collector.onThrowable(e);
        }
    }

    private HttpRequest request() {
        String etag = prior == null ? null : prior.etag();
        String lastModified = prior == null ? null : prior.lastModified();
        return new HttpRequest(key.target(), key.accept(), headers, etag, lastModified);
    }

    private CompletableFuture<List<InetAddress>> lookUp(String host) {
        CompletableFuture<List<InetAddress>> addresses = listener.lookUp(host).copy();
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

    private void responded(HttpResponse response) {
        tell(Breakers.Admission::answered);
        Instant sent;
        synchronized (this) {
            sent = requested;
        }
        if (end()) {
            listener.responded(response, sent);
        }
    }

    private void failed(Throwable failure, ResponseCollector collector) {
        if (collector.responded()) {
            tell(Breakers.Admission::answered);
        } else if (HttpFailure.ofServer(failure)) {
            tell(admitted -> admitted.failed(failure));
        }
        if (end()) {
            listener.failed(failure);
        }
    }

    private void expire() {
        if (giveUp()) {
            listener.timedOut();
        }
    }

    /**
     * Ends it without a response. That counts against the origin only when it was silent for long: who waited may have
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
            mine = lease;
            addresses = lookup;
            late = late();
            silent = late && current != null && !current.responded() && (lookup == null || lookup.isDone());
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
        Duration half = context.limits().timeout().dividedBy(2);
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
            lease = null;
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
