package io.pressrun.fetch;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A name lookup that begins as soon as one of the jobs that wait for it has a place for it. */
final class SharedLookup {
    private final Lookups lookups;
    /** With what the job that it began for brought along. */
    private final CompletableFuture<Object> begun = new CompletableFuture<>();

    private final CompletableFuture<List<InetAddress>> addresses;

    SharedLookup(Lookups lookups, String host) {
        this.lookups = lookups;
        this.addresses = begun.thenCompose(any -> lookups.lookup(host));
    }

    CompletableFuture<List<InetAddress>> addresses() {
        return addresses;
    }

    /** Who leaves gives up the wait for a place, but keeps the place: the thread is taken until the lookup ends. */
    void queue(PendingRequest waiter) {
        Object mine = new Object();
        Permits<Object>.Claim claim = lookups.place(waiter.job().account(), () -> begun.complete(mine));
        var _ = addresses.whenComplete((found, failure) -> claim.release());
        var _ = begun.thenAccept(first -> {
            if (!first.equals(mine)) {
                claim.release();
            }
        });
        var _ = waiter.answer().whenComplete((answer, failure) -> claim.withdraw());
        claim.request();
    }
}
