package io.pressrun.fetch.share;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A name lookup that begins as soon as one of the jobs that wait for it has a place for it. */
public final class SharedLookup {
    private final Lookups lookups;
    /** With what the job that it began for brought along. */
    private final CompletableFuture<Object> begun = new CompletableFuture<>();

    private final CompletableFuture<List<InetAddress>> addresses;

    public SharedLookup(Lookups lookups, String host) {
        this.lookups = lookups;
        this.addresses = begun.thenCompose(any -> lookups.lookup(host));
    }

    public CompletableFuture<List<InetAddress>> addresses() {
        return addresses;
    }

    /**
     * Waits for a place on the account until nobody wants the addresses there any more. The place itself is kept: the
     * thread is taken until the lookup ends.
     *
     * @param unwanted completes when the wait is given up
     */
    public void queue(Object account, CompletableFuture<?> unwanted) {
        Object mine = new Object();
        Permits<Object>.Claim claim = lookups.place(account, () -> begun.complete(mine));
        var _ = addresses.whenComplete((found, failure) -> claim.release());
        var _ = begun.thenAccept(first -> {
            if (!first.equals(mine)) {
                claim.release();
            }
        });
        var _ = unwanted.whenComplete((answer, failure) -> claim.withdraw());
        claim.request();
    }
}
