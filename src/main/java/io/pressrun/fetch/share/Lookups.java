package io.pressrun.fetch.share;

import io.pressrun.fetch.policy.NameLookup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Name lookups on threads of their own, since they block, and for as long as the resolver of the machine likes: one at a
 * time for each name, and a few for each account.
 */
public final class Lookups implements AutoCloseable {
    private static final int THREADS = 128;
    private static final int PER_ACCOUNT = 8;
    private static final int QUEUE = 1_000;

    private final NameLookup names;
    private final ThreadPoolExecutor executor;
    private final Permits<Object> places;
    private final ConcurrentMap<String, CompletableFuture<List<InetAddress>>> underWay = new ConcurrentHashMap<>();

    /** @param later runs what had to wait for a place */
    public Lookups(NameLookup names, ThreadFactory threads, Executor later) {
        this.names = names;
        this.executor = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), threads);
        executor.allowCoreThreadTimeOut(true);
        this.places = new Permits<>(PER_ACCOUNT, later);
    }

    /** A place for one lookup, to be kept until that has ended. */
    Permits<Object>.Claim place(Object account, Runnable granted) {
        return places.claim(account, granted);
    }

    /** Completes with at least one address, or exceptionally with {@link UnknownHostException}. */
    CompletableFuture<List<InetAddress>> lookup(String host) {
        CompletableFuture<List<InetAddress>> mine = new CompletableFuture<>();
        CompletableFuture<List<InetAddress>> first = underWay.putIfAbsent(host, mine);
        if (first != null) {
            return first;
        }
        try {
            executor.execute(() -> run(host, mine));
        } catch (RejectedExecutionException e) {
            underWay.remove(host, mine);
            mine.completeExceptionally(new UnknownHostException("too many name lookups under way"));
        }
        return mine;
    }

    private void run(String host, CompletableFuture<List<InetAddress>> answer) {
        try {
            List<InetAddress> addresses = names.lookup(host);
            underWay.remove(host, answer);
            if (addresses.isEmpty()) {
                throw new UnknownHostException(host);
            }
            answer.complete(addresses);
        } catch (UnknownHostException | RuntimeException e) {
            underWay.remove(host, answer);
            answer.completeExceptionally(e);
        } finally {
            // After an error, too, nobody waits for ever.
            underWay.remove(host, answer);
            answer.completeExceptionally(new UnknownHostException(host));
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
