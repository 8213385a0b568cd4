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
 * One request, sent anew when that may help, for all that wait for its answer. It ends with its answer, or when nobody
 * waits any more. Every waiter pays for the bytes, and none can end it for the others.
 */
final class Flight implements BodyCollector.Recipients {
    private final Hops hops;
    private final HttpFetcher fetcher;
    private final HopKey key;
    private final boolean shared;
    private final Waiter first;
    private final List<OriginHeader> headers;

    // Guarded by this.
    private final Set<Waiter> waiters = new LinkedHashSet<>();
    private boolean closed;
    private boolean over;
    private boolean began;
    private int retries;
    private long arrived;
    private @Nullable StoredAnswer prior;
    private @Nullable Attempt current;
    private @Nullable ScheduledFuture<?> pause;
    private @Nullable SharedLookup lookup;

    /** @param shared others may join it, and the cache has a part in it */
    Flight(Hops hops, HopKey key, boolean shared, Waiter first) {
        this.hops = hops;
        this.fetcher = hops.fetcher();
        this.key = key;
        this.shared = shared;
        this.headers = Hops.headers(first.job(), key);
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
    boolean join(Waiter waiter) {
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

    private void watch(Waiter waiter) {
        var _ = waiter.answer().whenComplete((answer, failure) -> left(waiter, failure instanceof TimeoutException));
    }

    private void begin() {
        Attempt attempt;
        synchronized (this) {
            if (over) {
                return;
            }
            attempt = new Attempt(this, key, headers, prior, hops);
            current = attempt;
        }
        attempt.begin();
    }

    /** Tells those who wait that the request goes out; no when it must not any more. */
    boolean sends() {
        List<Waiter> present;
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
        List<Waiter> present;
        synchronized (this) {
            lookup = shared;
            present = List.copyOf(waiters);
        }
        present.forEach(shared::queue);
        return shared.addresses();
    }

    @Override
    public void headers(HttpAnswer head) {
        if (!shared || !(head.whole() || head.redirects()) || !StoredAnswer.forOneRequest(head)) {
            return;
        }
        List<Waiter> others;
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
        List<Waiter> present;
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

    void answered(Attempt attempt, HttpAnswer answer) {
        StoredAnswer stored = attempt.prior();
        if (answer.status() == HttpAnswer.NOT_MODIFIED && stored != null) {
            confirm(attempt, stored, answer);
        } else if (answer.error() && stored != null && stored.servesOnError(hops.now())) {
            land(stored);
        } else if (!again(
                hops.retries().afterAnswer(retriesMade(), answer),
                waiter -> waiter.answer().complete(new HopAnswer(answer, false)))) {
            settle(attempt, answer);
        }
    }

    private void confirm(Attempt attempt, StoredAnswer stored, HttpAnswer notModified) {
        if (stored.confirmedBy(notModified)) {
            StoredAnswer fresh = stored.freshened(notModified, attempt.requested(), hops.now());
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

    private void settle(Attempt attempt, HttpAnswer answer) {
        String coding =
                ContentCoding.normalise(String.join(",", answer.headers().getAll(HttpHeaderNames.CONTENT_ENCODING)));
        if (!answer.whole() || ContentCoding.isIdentity(coding)) {
            arrive(attempt, answer, 0);
        } else {
            // Unpacking megabytes is no work for the event loop.
            Thread.startVirtualThread(() -> unpack(attempt, answer, coding));
        }
    }

    private void unpack(Attempt attempt, HttpAnswer answer, String coding) {
        try {
            byte[] body = ContentCoding.decode(
                    answer.body(), coding, fetcher.settings().maxAssetBytes());
            arrive(attempt, answer.withBody(body), Math.max(0, body.length - answer.body().length));
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    private void arrive(Attempt attempt, HttpAnswer answer, long unpaid) {
        if (shared && (answer.whole() || answer.redirects())) {
            hops.cache().put(key, new StoredAnswer(answer, attempt.requested(), hops.now()));
        } else if (shared && !answer.passing()) {
            hops.cache().remove(key);
        }
        deliver(new HopAnswer(answer, false), unpaid);
    }

    void failed(Attempt attempt, Throwable failure) {
        if (FetchFailure.refusal(failure) != null) {
            hops.cache().remove(key);
        }
        Duration delay = FetchFailure.mayRetry(failure) ? hops.retries().afterFailure(retriesMade()) : null;
        if (!staleInstead(attempt.prior(), failure)
                && !again(delay, waiter -> waiter.answer().completeExceptionally(failure))) {
            fail(failure);
        }
    }

    /** Serves what the cache has, if the server once allowed that for errors. */
    private boolean staleInstead(@Nullable StoredAnswer stored, Throwable failure) {
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
    private boolean again(@Nullable Duration delay, Consumer<Waiter> outcome) {
        if (delay == null) {
            return false;
        }
        List<Waiter> impatient;
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
    void land(StoredAnswer stored) {
        deliver(new HopAnswer(stored.answer(), true), stored.answer().body().length);
    }

    private void deliver(HopAnswer answer, long unpaid) {
        for (Waiter waiter : end()) {
            waiter.charge(unpaid);
            waiter.answer().complete(answer);
        }
    }

    private void fail(Throwable failure) {
        end().forEach(waiter -> waiter.answer().completeExceptionally(failure));
    }

    private void left(Waiter waiter, boolean expired) {
        Attempt abandoned;
        synchronized (this) {
            if (!waiters.remove(waiter) || over || !waiters.isEmpty()) {
                return;
            }
            abandoned = current;
        }
        end();
        if (abandoned != null) {
            abandoned.giveUp(expired);
        }
    }

    /** Says who waits. */
    private List<Waiter> end() {
        List<Waiter> present;
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
