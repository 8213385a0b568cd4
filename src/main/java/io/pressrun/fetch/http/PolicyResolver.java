package io.pressrun.fetch.http;

import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import io.pressrun.fetch.policy.Peer;
import io.pressrun.fetch.policy.RefusedException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The resolver of one request: the client dials exactly the addresses it returns, so they are checked here and nothing
 * lies between check and use. An address literal is answered without a lookup.
 */
final class PolicyResolver extends InetNameResolver {
    private final Peer peer;
    private final Function<String, CompletableFuture<List<InetAddress>>> lookup;

    PolicyResolver(Peer peer, Function<String, CompletableFuture<List<InetAddress>>> lookup) {
        super(ImmediateEventExecutor.INSTANCE);
        this.peer = peer;
        this.lookup = lookup;
    }

    @Override
    protected void doResolve(String host, Promise<InetAddress> promise) {
        Promise<List<InetAddress>> all = executor().newPromise();
        var _ = all.addListener(future -> {
            if (future.isSuccess()) {
                promise.trySuccess(all.getNow().getFirst());
            } else {
                promise.tryFailure(future.cause());
            }
        });
        doResolveAll(host, all);
    }

    @Override
    protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
        InetAddress literal = peer.dialled().literal();
        if (literal != null) {
            settle(List.of(literal), promise);
            return;
        }
        var _ = lookup.apply(peer.dialled().host()).whenComplete((addresses, failure) -> {
            if (failure != null) {
                promise.tryFailure(HttpFailure.unwrapped(failure));
            } else {
                settle(addresses, promise);
            }
        });
    }

    private void settle(List<InetAddress> addresses, Promise<List<InetAddress>> promise) {
        try {
            peer.check(addresses);
            promise.trySuccess(addresses);
        } catch (RefusedException e) {
            promise.tryFailure(e);
        }
    }
}
