package io.pressrun.fetch.exchange;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.pressrun.fetch.cache.CacheKey;
import io.pressrun.fetch.cache.StoredResponse;
import io.pressrun.fetch.http.ContentCoding;
import io.pressrun.fetch.http.HttpFailure;
import io.pressrun.fetch.http.HttpResponse;
import io.pressrun.fetch.share.SharedLookup;
import io.pressrun.job.RenderJob.OriginHeader;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request, sent anew when that may help, for all that wait for the same response (RFC 9111, 4). It ends with its
 * response, with the time that a request has, or when nobody waits any more. Each of those who wait pays for the bytes,
 * and none can end it for the others.
 */
final class CollapsedRequest implements RequestAttempt.Listener {
    private final Listener listener;
    private final ExchangeContext context;
    private final CacheKey key;
    private final boolean shared;
    private final PendingRequest first;
    private final List<OriginHeader> headers;
    private final PendingRequests pending;

    // Guarded by this.
    private int retries;
    private @Nullable StoredResponse prior;
    private @Nullable RequestAttempt current;
    private @Nullable ScheduledFuture<?> pause;

    /** Takes back the requests that are to be answered otherwise. */
    interface Listener {
        /** It lets nobody in any more. */
        void closed(CacheKey key, CollapsedRequest request);

        /** The response is for another request alone. */
        void notShared(CacheKey key, PendingRequest request);

        /** Its time is over, but perhaps not that of this one. */
        void outlived(CacheKey key, boolean shared, PendingRequest request);
    }

    /** @param shared others may join it, and the cache has a part in it */
    CollapsedRequest(Listener listener, ExchangeContext context, CacheKey key, boolean shared, PendingRequest first) {
        this.listener = listener;
        this.context = context;
        this.key = key;
        this.shared = shared;
        this.first = first;
        this.headers = first.job().headers().of(key.target().origin());
        this.pending = new PendingRequests(first, this::abandon);
    }

    /** Called once, before anything else. */
    void start() {
        synchronized (this) {
            prior = shared ? context.cache().find(key) : null;
        }
        pending.watch(first);
        attempt();
    }

    /** Lets one more wait; no when it is over or its response is for those who wait already. */
    boolean join(PendingRequest request) {
        return pending.join(request);
    }

    private void attempt() {
        RequestAttempt attempt;
        synchronized (this) {
            if (pending.over()) {
                return;
            }
            attempt = new RequestAttempt(this, context, key, first.job().account(), headers, prior);
            current = attempt;
        }
        attempt.start();
    }

    @Override
    public boolean send() {
        return pending.send();
    }

    @Override
    public CompletableFuture<List<InetAddress>> lookUp(String host) {
        SharedLookup lookup = new SharedLookup(context.lookups(), host);
        pending.lookUp(lookup);
        return lookup.addresses();
    }

    @Override
    public void headers(HttpResponse head) {
        if (!shared || !(head.whole() || head.redirects()) || !StoredResponse.forOneRequest(head)) {
            return;
        }
        List<PendingRequest> others = pending.removeAllButTheFirst();
        listener.closed(key, this);
        others.forEach(request -> listener.notShared(key, request));
    }

    @Override
    public void received(int bytes) {
        pending.receive(bytes);
    }

    @Override
    public void responded(HttpResponse response, Instant requested) {
        StoredResponse stored = prior();
        if (response.status() == HttpResponse.NOT_MODIFIED && stored != null) {
            confirm(stored, response, requested);
        } else if (response.error() && stored != null && stored.servesOnError(now())) {
            serve(stored);
        } else if (!retry(
                context.retries().afterResponse(retriesMade(), response),
                request -> request.response().complete(new ServedResponse(response, false)))) {
            decode(response, requested);
        }
    }

    private void confirm(StoredResponse stored, HttpResponse notModified, Instant requested) {
        if (stored.confirmedBy(notModified)) {
            StoredResponse fresh = stored.freshened(notModified, requested, now());
            context.cache().put(key, fresh);
            serve(fresh);
            return;
        }
        // It speaks of another response than ours: ask without conditions.
        context.cache().remove(key);
        synchronized (this) {
            prior = null;
        }
        attempt();
    }

    private void decode(HttpResponse response, Instant requested) {
        String coding =
                ContentCoding.normalise(String.join(",", response.headers().getAll(HttpHeaderNames.CONTENT_ENCODING)));
        if (!response.whole() || ContentCoding.isIdentity(coding)) {
            arrived(response, requested, 0);
        } else {
            // Unpacking megabytes is no work for the event loop.
            Thread.startVirtualThread(() -> unpack(response, requested, coding));
        }
    }

    private void unpack(HttpResponse response, Instant requested, String coding) {
        try {
            byte[] body = ContentCoding.decode(
                    response.body(), coding, context.limits().maxBytes());
            arrived(response.withBody(body), requested, Math.max(0, body.length - response.body().length));
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    private void arrived(HttpResponse response, Instant requested, long unpaid) {
        if (shared && (response.whole() || response.redirects())) {
            context.cache().put(key, new StoredResponse(response, requested, now()));
        } else if (shared && !response.passing()) {
            context.cache().remove(key);
        }
        complete(new ServedResponse(response, false), unpaid);
    }

    @Override
    public void failed(Throwable failure) {
        if (HttpFailure.refusal(failure) != null) {
            context.cache().remove(key);
        }
        Duration delay = HttpFailure.mayRetry(failure) ? context.retries().afterFailure(retriesMade()) : null;
        if (!serveStale(failure) && !retry(delay, request -> request.response().completeExceptionally(failure))) {
            fail(failure);
        }
    }

    @Override
    public void timedOut() {
        if (!serveStale(new TimeoutException())) {
            end().forEach(request -> listener.outlived(key, shared, request));
        }
    }

    /** Serves what the cache has, if the server once allowed that for errors. */
    private boolean serveStale(Throwable failure) {
        StoredResponse stored = prior();
        if (stored == null || !HttpFailure.isError(failure) || !stored.servesOnError(now())) {
            return false;
        }
        serve(stored);
        return true;
    }

    /**
     * Sends the request again after the delay, if anyone can wait so long; the others get the outcome now.
     *
     * @param delay {@code null} for not at all
     */
    private boolean retry(@Nullable Duration delay, Consumer<PendingRequest> outcome) {
        List<PendingRequest> impatient = delay == null ? null : pending.removeImpatient(delay);
        if (delay == null || impatient == null) {
            return false;
        }
        boolean scheduled;
        synchronized (this) {
            retries++;
            pause = context.timer().after(delay, this::attempt);
            scheduled = pause != null;
        }
        impatient.forEach(outcome);
        if (scheduled) {
            context.listener().onRetry(key.target().host());
        }
        return scheduled;
    }

    /** Ends with what the cache has. */
    void serve(StoredResponse stored) {
        complete(new ServedResponse(stored.response(), true), stored.response().body().length);
    }

    private void complete(ServedResponse response, long unpaid) {
        for (PendingRequest request : end()) {
            request.charge(unpaid);
            request.response().complete(response);
        }
    }

    private void fail(Throwable failure) {
        end().forEach(request -> request.response().completeExceptionally(failure));
    }

    private void abandon() {
        RequestAttempt abandoned;
        synchronized (this) {
            abandoned = current;
        }
        end();
        if (abandoned != null) {
            abandoned.giveUp();
        }
    }

    /** Says who waits. */
    private List<PendingRequest> end() {
        List<PendingRequest> present = pending.end();
        ScheduledFuture<?> timer;
        synchronized (this) {
            timer = pause;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        if (shared) {
            listener.closed(key, this);
        }
        return present;
    }

    private Instant now() {
        return context.clock().instant();
    }

    private synchronized @Nullable StoredResponse prior() {
        return prior;
    }

    private synchronized int retriesMade() {
        return retries;
    }
}
