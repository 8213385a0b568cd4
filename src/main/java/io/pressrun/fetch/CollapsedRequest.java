package io.pressrun.fetch;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.pressrun.job.RenderJob.OriginHeader;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request, sent anew when that may help, for all that wait for its answer. It ends with its answer, with the time
 * that a request has, or when nobody waits any more. Every waiter pays for the bytes, and none can end it for the others.
 */
final class CollapsedRequest implements ResponseCollector.Recipients {
    private final CachingClient hops;
    private final HttpFetcher fetcher;
    private final CacheKey key;
    private final boolean shared;
    private final PendingRequest first;
    private final List<OriginHeader> headers;

    // Guarded by this.
    private final Set<PendingRequest> waiters = new LinkedHashSet<>();
    private boolean closed;
    private boolean over;
    private boolean began;
    private int retries;
    private long arrived;
    private @Nullable StoredResponse prior;
    private @Nullable RequestAttempt current;
    private @Nullable ScheduledFuture<?> pause;
    private @Nullable SharedLookup lookup;

    /** @param shared others may join it, and the cache has a part in it */
    CollapsedRequest(CachingClient hops, CacheKey key, boolean shared, PendingRequest first) {
        this.hops = hops;
        this.fetcher = hops.fetcher();
        this.key = key;
        this.shared = shared;
        this.headers = CachingClient.headers(first.job(), key);
        this.first = first;
        this.waiters.add(first);
    }

    /** On whose account its requests are: that of the one who began it. */
    Object account() {
        return first.job().account();
    }

    /** Called once, with the first waiter on board. */
    void start() {
        synchronized (this) {
            prior = shared ? hops.cache().find(key) : null;
        }
        watch(first);
        begin();
    }

    /** Takes one more on board; no when the flight is over or its answer is for those who wait already. */
    boolean join(PendingRequest waiter) {
        boolean underWay;
        long missed;
        SharedLookup wanted;
        synchronized (this) {
            if (closed || over) {
                return false;
            }
            waiters.add(waiter);
            underWay = began;
            missed = arrived;
            wanted = lookup;
        }
        watch(waiter);
        if (wanted != null) {
            wanted.queue(waiter);
        }
        if (underWay) {
            waiter.began().run();
        }
        waiter.charge(missed);
        return true;
    }

    private void watch(PendingRequest waiter) {
        var _ = waiter.answer().whenComplete((answer, failure) -> left(waiter));
    }

    private void begin() {
        RequestAttempt attempt;
        synchronized (this) {
            if (over) {
                return;
            }
            attempt = new RequestAttempt(this, key, headers, prior, hops);
            current = attempt;
        }
        attempt.begin();
    }

    /** Tells those who wait that the request goes out; no when it must not any more. */
    boolean sends() {
        List<PendingRequest> present;
        synchronized (this) {
            if (over || waiters.stream().allMatch(waiter -> waiter.job().ended().get())) {
                // Who joined now would wait for a request that nobody sends.
                closed = true;
                return false;
            }
            began = true;
            arrived = 0;
            present = List.copyOf(waiters);
        }
        present.forEach(waiter -> waiter.began().run());
        return true;
    }

    /** Looks the name up as soon as one of the jobs that wait has a place for it. */
    CompletableFuture<List<InetAddress>> lookUp(String host) {
        SharedLookup shared = new SharedLookup(fetcher.lookups(), host);
        List<PendingRequest> present;
        synchronized (this) {
            lookup = shared;
            present = List.copyOf(waiters);
        }
        present.forEach(shared::queue);
        return shared.addresses();
    }

    @Override
    public void headers(HttpResponse head) {
        if (!shared || !(head.whole() || head.redirects()) || !StoredResponse.forOneRequest(head)) {
            return;
        }
        List<PendingRequest> others;
        synchronized (this) {
            closed = true;
            others = waiters.stream().skip(1).toList();
            others.forEach(waiters::remove);
        }
        hops.forget(key, this);
        others.forEach(waiter -> hops.fly(key, waiter));
    }

    @Override
    public void received(int bytes) {
        List<PendingRequest> present;
        synchronized (this) {
            arrived += bytes;
            present = List.copyOf(waiters);
        }
        present.forEach(waiter -> waiter.charge(bytes));
        synchronized (this) {
            if (over) {
                throw new CancellationException("nobody waits for the answer");
            }
        }
    }

    void answered(RequestAttempt attempt, HttpResponse answer) {
        StoredResponse stored = attempt.prior();
        if (answer.status() == HttpResponse.NOT_MODIFIED && stored != null) {
            confirm(attempt, stored, answer);
        } else if (answer.error() && stored != null && stored.servesOnError(hops.now())) {
            land(stored);
        } else if (!again(
                hops.retries().afterAnswer(retriesMade(), answer),
                waiter -> waiter.answer().complete(new ServedResponse(answer, false)))) {
            settle(attempt, answer);
        }
    }

    private void confirm(RequestAttempt attempt, StoredResponse stored, HttpResponse notModified) {
        if (stored.confirmedBy(notModified)) {
            StoredResponse fresh = stored.freshened(notModified, attempt.requested(), hops.now());
            hops.cache().put(key, fresh);
            land(fresh);
            return;
        }
        // It speaks of another answer than ours: ask without conditions.
        hops.cache().remove(key);
        synchronized (this) {
            prior = null;
        }
        begin();
    }

    private void settle(RequestAttempt attempt, HttpResponse answer) {
        String coding =
                ContentCoding.normalise(String.join(",", answer.headers().getAll(HttpHeaderNames.CONTENT_ENCODING)));
        if (!answer.whole() || ContentCoding.isIdentity(coding)) {
            arrive(attempt, answer, 0);
        } else {
            // Unpacking megabytes is no work for the event loop.
            Thread.startVirtualThread(() -> unpack(attempt, answer, coding));
        }
    }

    private void unpack(RequestAttempt attempt, HttpResponse answer, String coding) {
        try {
            byte[] body = ContentCoding.decode(
                    answer.body(), coding, fetcher.settings().maxAssetBytes());
            arrive(attempt, answer.withBody(body), Math.max(0, body.length - answer.body().length));
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    private void arrive(RequestAttempt attempt, HttpResponse answer, long unpaid) {
        if (shared && (answer.whole() || answer.redirects())) {
            hops.cache().put(key, new StoredResponse(answer, attempt.requested(), hops.now()));
        } else if (shared && !answer.passing()) {
            hops.cache().remove(key);
        }
        deliver(new ServedResponse(answer, false), unpaid);
    }

    void failed(RequestAttempt attempt, Throwable failure) {
        if (FetchFailure.refusal(failure) != null) {
            hops.cache().remove(key);
        }
        Duration delay = FetchFailure.mayRetry(failure) ? hops.retries().afterFailure(retriesMade()) : null;
        if (!staleInstead(attempt.prior(), failure)
                && !again(delay, waiter -> waiter.answer().completeExceptionally(failure))) {
            fail(failure);
        }
    }

    /** The request had its time. Those who came later have some left, for another flight. */
    void expired(RequestAttempt attempt) {
        if (!staleInstead(attempt.prior(), new TimeoutException())) {
            end().forEach(waiter -> hops.board(key, shared, waiter));
        }
    }

    /** Serves what the cache has, if the server once allowed that for errors. */
    private boolean staleInstead(@Nullable StoredResponse stored, Throwable failure) {
        if (stored == null || !FetchFailure.isError(failure) || !stored.servesOnError(hops.now())) {
            return false;
        }
        land(stored);
        return true;
    }

    /**
     * Sends the request again after the delay, if anyone can wait so long; the others get the outcome now.
     *
     * @param delay {@code null} for not at all
     */
    private boolean again(@Nullable Duration delay, Consumer<PendingRequest> outcome) {
        if (delay == null) {
            return false;
        }
        List<PendingRequest> impatient;
        synchronized (this) {
            impatient = waiters.stream()
                    .filter(waiter -> waiter.remaining().get().compareTo(delay) <= 0)
                    .toList();
            if (over || impatient.size() == waiters.size()) {
                return false;
            }
            pause = fetcher.after(delay, this::begin);
            if (pause == null) {
                return false;
            }
            retries++;
            impatient.forEach(waiters::remove);
        }
        impatient.forEach(outcome);
        fetcher.tellRetry(key.target().host());
        return true;
    }

    /** Ends with what the cache has. */
    void land(StoredResponse stored) {
        deliver(new ServedResponse(stored.answer(), true), stored.answer().body().length);
    }

    private void deliver(ServedResponse answer, long unpaid) {
        for (PendingRequest waiter : end()) {
            waiter.charge(unpaid);
            waiter.answer().complete(answer);
        }
    }

    private void fail(Throwable failure) {
        end().forEach(waiter -> waiter.answer().completeExceptionally(failure));
    }

    private void left(PendingRequest waiter) {
        RequestAttempt abandoned;
        synchronized (this) {
            if (!waiters.remove(waiter) || over || !waiters.isEmpty()) {
                return;
            }
            // At once, or somebody could join or the request be sent anew before the end.
            over = true;
            abandoned = current;
        }
        end();
        if (abandoned != null) {
            abandoned.giveUp();
        }
    }

    /** Says who waits. */
    private List<PendingRequest> end() {
        List<PendingRequest> present;
        ScheduledFuture<?> timer;
        synchronized (this) {
            over = true;
            present = List.copyOf(waiters);
            waiters.clear();
            timer = pause;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        if (shared) {
            hops.forget(key, this);
        }
        return present;
    }

    private synchronized int retriesMade() {
        return retries;
    }
}
