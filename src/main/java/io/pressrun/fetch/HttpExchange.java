package io.pressrun.fetch;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.pressrun.document.AssetKind;
import io.pressrun.document.ReferenceResolver;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import org.asynchttpclient.ListenableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One fetch of one address: its redirects, each through the whole policy, and one repetition after a broken
 * connection, all within one timeout. The completion of its result, by whomever, ends it and gives back what it holds.
 */
final class HttpExchange {
    private static final Logger LOG = LoggerFactory.getLogger(HttpExchange.class);

    private final HttpFetcher fetcher;
    private final FetchSettings settings;
    private final JobScope job;
    private final URI uri;
    private final AssetKind kind;
    private final CompletableFuture<Asset> result = new CompletableFuture<>();

    // Guarded by this.
    private boolean over;
    private Permits<?>.@Nullable Claim permit;
    private @Nullable BodyCollector current;
    private @Nullable ListenableFuture<?> sent;
    private @Nullable ScheduledFuture<?> timeout;

    HttpExchange(HttpFetcher fetcher, JobScope job, URI uri, AssetKind kind) {
        this.fetcher = fetcher;
        this.settings = fetcher.settings();
        this.job = job;
        this.uri = uri;
        this.kind = kind;
    }

    CompletableFuture<Asset> start() {
        Permits<String>.Claim place = job.connections().claim("", () -> visit(uri, null, 0));
        var _ = result.whenComplete((asset, failure) -> {
            end();
            place.release();
        });
        place.request();
        return result;
    }

    /** @param from the hop that redirected here */
    private void visit(URI next, @Nullable HttpTarget from, int redirects) {
        HttpTarget target;
        try {
            target = fetcher.policy().admit(next);
            if (from != null && from.secure() && !target.secure()) {
                throw new RefusedException("redirect from https to http");
            }
        } catch (RefusedException e) {
            refuse(next, e);
            return;
        }
        Permits<HttpTarget.Origin>.Claim claim =
                fetcher.origins().claim(target.origin(), () -> send(next, target, redirects, false));
        synchronized (this) {
            if (over) {
                return;
            }
            permit = claim;
        }
        claim.request();
    }

    private void send(URI at, HttpTarget target, int redirects, boolean repeated) {
        BodyCollector collector = new BodyCollector(target, fetcher.policy(), job.budget(), settings.maxAssetBytes());
        synchronized (this) {
            if (over || job.ended().get()) {
                return;
            }
            current = collector;
            if (timeout == null) {
                timeout = fetcher.after(settings.requestTimeout(), this::expire);
            }
        }
        var _ = collector.answer().whenComplete((answer, failure) -> {
            if (answer != null) {
                releasePermit();
                accept(at, target, answer, redirects);
            } else if (failure != null && !repeated && FetchFailure.mayRepeat(failure, collector)) {
                LOG.debug("repeating a request to {} after {}", target.hostAndPort(), failure.toString());
                send(at, target, redirects, true);
            } else if (failure != null) {
                releasePermit();
                fail(at, failure);
            }
        });
        ListenableFuture<?> running;
        try {
            running = fetcher.send(target, kind, job, repeated, collector);
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

    private void accept(URI at, HttpTarget target, HttpAnswer answer, int redirects) {
        if (answer.redirects()) {
            redirect(at, target, answer, redirects);
        } else if (answer.whole()) {
            List<String> codings = answer.headers().getAll(HttpHeaderNames.CONTENT_ENCODING);
            String coding = ContentCoding.normalise(String.join(",", codings));
            if (ContentCoding.isIdentity(coding)) {
                found(at, answer, answer.body());
            } else {
                // Unpacking megabytes is no work for the event loop.
                Thread.startVirtualThread(() -> unpack(at, answer, coding));
            }
        } else if (answer.passing()) {
            result.complete(Asset.Missing.unavailable(uri, "The server answered " + answer.status() + "."));
        } else {
            result.complete(Asset.Missing.absent(uri, "The server answered " + answer.status() + "."));
        }
    }

    private void redirect(URI at, HttpTarget target, HttpAnswer answer, int redirects) {
        List<String> locations = answer.headers().getAll(HttpHeaderNames.LOCATION);
        if (locations.size() != 1) {
            result.complete(Asset.Missing.absent(
                    uri,
                    "The server answered " + answer.status() + " with " + locations.size() + " Location headers."));
            return;
        }
        if (redirects == settings.maxRedirects()) {
            result.complete(Asset.Missing.absent(
                    uri, "The address redirects more than " + settings.maxRedirects() + " times."));
            return;
        }
        Optional<URI> next = new ReferenceResolver(null, Set.of()).resolve(at, locations.getFirst());
        if (next.isEmpty()) {
            result.complete(Asset.Missing.absent(uri, "The server redirects to something that is no address."));
            return;
        }
        visit(next.get(), target, redirects + 1);
    }

    private void unpack(URI at, HttpAnswer answer, String coding) {
        try {
            byte[] body = ContentCoding.decode(answer.body(), coding, settings.maxAssetBytes());
            job.budget().take(Math.max(0, body.length - answer.body().length));
            found(at, answer, body);
        } catch (IOException | RuntimeException e) {
            fail(at, e);
        }
    }

    private void found(URI at, HttpAnswer answer, byte[] body) {
        result.complete(new Asset.Found(uri, at, body, answer.headers().get(HttpHeaderNames.CONTENT_TYPE)));
    }

    private void fail(URI at, Throwable failure) {
        RefusedException refusal = FetchFailure.refusal(failure);
        if (refusal != null) {
            refuse(at, refusal);
            return;
        }
        LOG.debug("fetch from {} failed", at.getRawAuthority(), failure);
        result.complete(FetchFailure.describe(uri, failure));
    }

    private void refuse(URI at, RefusedException refusal) {
        LOG.info("refused {}://{}: {}", at.getScheme(), at.getRawAuthority(), refusal.getMessage());
        result.complete(Asset.Missing.blocked(uri));
    }

    private void expire() {
        Duration limit = settings.requestTimeout();
        result.complete(Asset.Missing.unavailable(uri, "The asset did not arrive within " + limit.toMillis() + " ms."));
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

    private void end() {
        ListenableFuture<?> running;
        ScheduledFuture<?> timer;
        synchronized (this) {
            over = true;
            running = sent;
            timer = timeout;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        if (running != null) {
            giveUp(running);
        }
        releasePermit();
    }

    /** A finished request is left alone: its connection is in the pool. */
    private static void giveUp(ListenableFuture<?> running) {
        if (!running.isDone()) {
            running.cancel(true);
        }
    }
}
