package io.pressrun.fetch;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.pressrun.job.RenderJob.OriginHeader;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.asynchttpclient.ListenableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request, sent anew when that may help, for all that wait for its answer. It ends with its answer, or when nobody
 * waits any more. Every waiter pays for the bytes, and none can end it for the others.
 */
final class Flight implements BodyCollector.Recipients {
    private static final Logger LOG = LoggerFactory.getLogger(Flight.class);

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
    /** Holds a permission of the breaker. */
    private boolean admitted;

    private boolean sentOnce;
    private int retries;
    private long arrived;
    private @Nullable StoredAnswer prior;
    private Instant requested = Instant.EPOCH;
    private Permits<?>.@Nullable Claim permit;
    private @Nullable BodyCollector current;
    private @Nullable ListenableFuture<?> sent;
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
        boolean began;
        long missed;
        SharedLookup wanted;
        synchronized (this) {
            if (closed || over) {
                return false;
            }
            waiters.add(waiter);
            began = sentOnce;
            missed = arrived;
            wanted = lookup;
        }
        watch(waiter);
        if (wanted != null) {
            wanted.queue(waiter);
        }
        if (began) {
            waiter.began().run();
        }
        waiter.charge(missed);
        return true;
    }

    private void watch(Waiter waiter) {
        var _ = waiter.answer().whenComplete((answer, failure) -> left(waiter, failure instanceof TimeoutException));
    }

    private void begin() {
        if (!hops.breakers().permits(key)) {
            refuse();
            return;
        }
        Permits<HttpTarget.Origin>.Claim claim =
                fetcher.origins().claim(key.target().origin(), () -> send(false));
        synchronized (this) {
            if (over) {
                hops.breakers().released(key);
                return;
            }
            admitted = true;
            permit = claim;
        }
        claim.request();
    }

    private void refuse() {
        OriginDownException down = new OriginDownException();
        if (!staleInstead(down)) {
            fail(down);
        }
    }

    private void send(boolean repeated) {
        if (!repeated && hops.breakers().isOpen(key)) {
            refuse();
            return;
        }
        BodyCollector collector = new BodyCollector(
                key.target(), fetcher.policy(), this, fetcher.settings().maxAssetBytes());
        List<Waiter> present;
        StoredAnswer validated;
        synchronized (this) {
            if (over || waiters.stream().allMatch(waiter -> waiter.job().ended().get())) {
                return;
            }
            current = collector;
            sentOnce = true;
            arrived = 0;
            requested = hops.now();
            validated = prior;
            present = List.copyOf(waiters);
        }
        present.forEach(waiter -> waiter.began().run());
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
        ListenableFuture<?> running;
        try {
            running = fetcher.send(key, headers, validated, repeated, this::lookUp, collector);
        } catch (RuntimeException e) {
            collector.onThrowable(e);
            return;
        }
        boolean stop;
        synchronized (this) {
            stop = over;
            if (current == collector) {
                sent = running;
            }
        }
        if (stop) {
            giveUp(running);
        }
    }

    /** Looks the name up as soon as one of the jobs that wait has a place for it. */
    private CompletableFuture<List<InetAddress>> lookUp(String host) {
        SharedLookup shared = new SharedLookup(() -> fetcher.lookups().lookup(host));
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

    private void answered(HttpAnswer answer) {
        releasePermit();
        if (dismiss()) {
            hops.breakers().answered(key);
        }
        StoredAnswer stored = prior();
        if (answer.status() == HttpAnswer.NOT_MODIFIED && stored != null) {
            confirm(stored, answer);
        } else if (answer.error() && stored != null && stored.servesOnError(hops.now())) {
            land(stored);
        } else if (!again(
                hops.retries().afterAnswer(retriesMade(), answer),
                waiter -> waiter.answer().complete(new HopAnswer(answer, false)))) {
            settle(answer);
        }
    }

    private void confirm(StoredAnswer stored, HttpAnswer notModified) {
        if (stored.confirmedBy(notModified)) {
            StoredAnswer fresh = stored.freshened(notModified, requested(), hops.now());
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

    private void settle(HttpAnswer answer) {
        String coding =
                ContentCoding.normalise(String.join(",", answer.headers().getAll(HttpHeaderNames.CONTENT_ENCODING)));
        if (!answer.whole() || ContentCoding.isIdentity(coding)) {
            arrive(answer, 0);
        } else {
            // Unpacking megabytes is no work for the event loop.
            Thread.startVirtualThread(() -> unpack(answer, coding));
        }
    }

    private void unpack(HttpAnswer answer, String coding) {
        try {
            byte[] body = ContentCoding.decode(
                    answer.body(), coding, fetcher.settings().maxAssetBytes());
            arrive(answer.withBody(body), Math.max(0, body.length - answer.body().length));
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    private void arrive(HttpAnswer answer, long unpaid) {
        if (shared && (answer.whole() || answer.redirects())) {
            hops.cache().put(key, new StoredAnswer(answer, requested(), hops.now()));
        } else if (shared && !answer.passing()) {
            hops.cache().remove(key);
        }
        deliver(new HopAnswer(answer, false), unpaid);
    }

    private void failed(Throwable failure, BodyCollector collector) {
        releasePermit();
        boolean counted = dismiss();
        if (FetchFailure.refusal(failure) != null) {
            hops.cache().remove(key);
        }
        if (!counted) {
            LOG.debug(
                    "a request to {} failed after it was given up", key.target().hostAndPort());
        } else if (collector.answered()) {
            hops.breakers().answered(key);
        } else if (FetchFailure.ofServer(failure)) {
            hops.breakers().failed(key, failure);
        } else {
            hops.breakers().released(key);
        }
        Duration delay = FetchFailure.mayRetry(failure) ? hops.retries().afterFailure(retriesMade()) : null;
        if (!staleInstead(failure) && !again(delay, waiter -> waiter.answer().completeExceptionally(failure))) {
            fail(failure);
        }
    }

    /** Serves what the cache has, if the server once allowed that for errors. */
    private boolean staleInstead(Throwable failure) {
        StoredAnswer stored = prior();
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
        ListenableFuture<?> running;
        boolean silent;
        synchronized (this) {
            if (!waiters.remove(waiter) || over || !waiters.isEmpty()) {
                return;
            }
            running = sent;
            silent = expired
                    && current != null
                    && !current.answered()
                    && (lookup == null || lookup.addresses().isDone());
        }
        if (silent && dismiss()) {
            hops.breakers().failed(key, new TimeoutException());
        }
        end();
        if (running != null) {
            giveUp(running);
        }
    }

    /** Gives back everything that the flight holds, and says who waits. */
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
        releasePermit();
        if (dismiss()) {
            hops.breakers().released(key);
        }
        if (shared) {
            hops.forget(key, this);
        }
        return present;
    }

    private void releasePermit() {
        Permits<?>.Claim held;
        synchronized (this) {
            held = permit;
            permit = null;
            current = null;
            sent = null;
        }
        if (held != null) {
            held.release();
        }
    }

    /** Whether the breaker is still owed the end of a request; from now on it is not. */
    private synchronized boolean dismiss() {
        boolean owed = admitted;
        admitted = false;
        return owed;
    }

    private synchronized @Nullable StoredAnswer prior() {
        return prior;
    }

    private synchronized Instant requested() {
        return requested;
    }

    private synchronized int retriesMade() {
        return retries;
    }

    /** A finished request is left alone: its connection is in the pool. */
    private static void giveUp(ListenableFuture<?> running) {
        if (!running.isDone()) {
            running.cancel(true);
        }
    }
}
