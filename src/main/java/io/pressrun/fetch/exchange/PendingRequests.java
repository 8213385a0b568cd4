package io.pressrun.fetch.exchange;

import io.pressrun.fetch.share.SharedLookup;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for the response to one. Each pays for the bytes, whenever it came, and each may leave. When
 * the last one leaves, or they are ended, no other is let in. Thread-safe.
 */
final class PendingRequests {
    private final Runnable onAbandoned;

    // Guarded by this.
    private final Set<PendingRequest> pending = new LinkedHashSet<>();
    private boolean closed;
    private boolean over;
    private boolean sent;
    private long received;
    private @Nullable SharedLookup lookup;

    /** @param onAbandoned run once when the last one has left */
    PendingRequests(PendingRequest first, Runnable onAbandoned) {
        this.onAbandoned = onAbandoned;
        this.pending.add(first);
    }

    /** Lets one more in; no when they are over, or the response is for those who wait already. */
    boolean join(PendingRequest request) {
        boolean underWay;
        long missed;
        SharedLookup wanted;
        synchronized (this) {
            if (closed || over) {
                return false;
            }
            pending.add(request);
            underWay = sent;
            missed = received;
            wanted = lookup;
        }
        watch(request);
        if (wanted != null) {
            queue(request, wanted);
        }
        if (underWay) {
            request.onSent().run();
        }
        request.charge(missed);
        return true;
    }

    /** Sees when the request is given up. */
    void watch(PendingRequest request) {
        var _ = request.response().whenComplete((response, failure) -> left(request));
    }

    private void left(PendingRequest request) {
        synchronized (this) {
            if (!pending.remove(request) || over || !pending.isEmpty()) {
                return;
            }
            // At once, or somebody could join or the request be sent anew before the end.
            over = true;
        }
        onAbandoned.run();
    }

    /** Tells them that the request goes out; no when it must not any more. */
    boolean send() {
        List<PendingRequest> present;
        synchronized (this) {
            if (over
                    || pending.stream()
                            .allMatch(request -> request.job().ended().get())) {
                // Who joined now would wait for a request that nobody sends.
                closed = true;
                return false;
            }
            sent = true;
            received = 0;
            present = List.copyOf(pending);
        }
        present.forEach(request -> request.onSent().run());
        return true;
    }

    /** Lets the lookup begin as soon as one of their jobs has a place for it. */
    void lookUp(SharedLookup shared) {
        List<PendingRequest> present;
        synchronized (this) {
            lookup = shared;
            present = List.copyOf(pending);
        }
        present.forEach(request -> queue(request, shared));
    }

    private static void queue(PendingRequest request, SharedLookup lookup) {
        lookup.queue(request.job().account(), request.response());
    }

    /** Keeps the first and lets nobody else in. */
    List<PendingRequest> removeAllButTheFirst() {
        synchronized (this) {
            closed = true;
            List<PendingRequest> others = pending.stream().skip(1).toList();
            others.forEach(pending::remove);
            return others;
        }
    }

    /**
     * Charges bytes that arrived.
     *
     * @throws CancellationException when nobody waits any more
     */
    void receive(int bytes) {
        List<PendingRequest> present;
        synchronized (this) {
            received += bytes;
            present = List.copyOf(pending);
        }
        present.forEach(request -> request.charge(bytes));
        if (over()) {
            throw new CancellationException("nobody waits for the response");
        }
    }

    /** Those that cannot wait so long, when others can; {@code null}, with none removed, when none can. */
    @Nullable
    List<PendingRequest> removeImpatient(Duration delay) {
        synchronized (this) {
            List<PendingRequest> impatient = pending.stream()
                    .filter(request -> request.remaining().get().compareTo(delay) <= 0)
                    .toList();
            if (over || impatient.size() == pending.size()) {
                return null;
            }
            impatient.forEach(pending::remove);
            return impatient;
        }
    }

    synchronized boolean over() {
        return over;
    }

    /** Lets all go, and nobody in. */
    synchronized List<PendingRequest> end() {
        over = true;
        List<PendingRequest> present = List.copyOf(pending);
        pending.clear();
        return present;
    }
}
