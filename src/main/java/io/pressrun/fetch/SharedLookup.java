package io.pressrun.fetch;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A name lookup that begins as soon as one of the jobs that wait for it has a place for it. */
final class SharedLookup {
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<List<InetAddress>> addresses;

    SharedLookup(Supplier<CompletableFuture<List<InetAddress>>> lookup) {
        this.addresses = begun.thenCompose(granted -> lookup.get());
    }

    CompletableFuture<List<InetAddress>> addresses() {
        return addresses;
    }

    void queue(Waiter waiter) {
        Permits<String>.Claim claim = waiter.job().lookups().claim("", () -> begun.complete(null));
        var _ = addresses.whenComplete((found, failure) -> claim.release());
        var _ = waiter.answer().whenComplete((answer, failure) -> claim.release());
        claim.request();
    }
}
