package io.pressrun.fetch;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.pressrun.fetch.Asset.Transfer;
import io.pressrun.job.AssetKind;
import io.pressrun.job.Deadline;
import io.pressrun.url.ReferenceResolver;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One fetch of one address for one job: its redirects, each through the whole policy, all within one timeout. The
 * completion of its result, by whomever, ends it and gives back what it holds.
 */
final class RedirectChain {
    private static final Logger LOG = LoggerFactory.getLogger(RedirectChain.class);

    private static final int MAX_LOGGED = 300;

    private final HttpFetcher fetcher;
    private final FetchSettings settings;
    private final JobScope job;
    private final URI uri;
    private final AssetKind kind;
    private final CompletableFuture<Asset> result = new CompletableFuture<>();

    // Guarded by this.
    private boolean over;
    private @Nullable Hop current;
    private @Nullable Deadline timeout;
    private @Nullable ScheduledFuture<?> alarm;

    /** One of its requests. */
    private record Hop(HttpTarget target, PendingRequest waiter) {}

    RedirectChain(HttpFetcher fetcher, JobScope job, URI uri, AssetKind kind) {
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
        PendingRequest mine = new PendingRequest(job, this::begin, this::remaining);
        synchronized (this) {
            if (over || job.ended().get()) {
                return;
            }
            current = new Hop(target, mine);
        }
        var _ = mine.answer()
                .whenComplete((answer, failure) -> {
                    if (answer != null) {
                        accept(next, target, answer, redirects);
                    } else if (failure != null) {
                        fail(next, failure);
                    }
                })
                .exceptionally(defect -> broke(next, defect));
        if (late()) {
            expire();
        } else {
            fetcher.hops().ask(target, kind, mine);
        }
    }

    /** A defect must leave no job waiting; an ordinary failure has come to its result already. */
    private @Nullable ServedResponse broke(URI at, Throwable defect) {
        if (result.complete(FetchFailure.describe(uri, defect))) {
            LOG.warn("fetch from {} ended with a defect", loggable(at), defect);
        }
        return null;
    }

    /** The timeout runs from the first request that goes out. */
    private synchronized void begin() {
        if (timeout == null && !over) {
            timeout = Deadline.after(settings.requestTimeout());
            alarm = fetcher.after(settings.requestTimeout(), this::expire);
        }
    }

    private synchronized Duration remaining() {
        Duration ofJob = job.deadline().remaining();
        Duration own = timeout == null ? settings.requestTimeout() : timeout.remaining();
        return own.compareTo(ofJob) < 0 ? own : ofJob;
    }

    private synchronized boolean late() {
        return timeout != null && timeout.passed();
    }

    private void accept(URI at, HttpTarget target, ServedResponse hop, int redirects) {
        HttpResponse answer = hop.answer();
        if (answer.redirects()) {
            redirect(at, target, answer, redirects);
            return;
        }
        Transfer transfer = new Transfer(answer.status(), hop.fromCache(), Duration.ZERO);
        if (answer.whole()) {
            String type = answer.headers().get(HttpHeaderNames.CONTENT_TYPE);
            result.complete(new Asset.Found(uri, at, answer.body(), type, transfer));
            return;
        }
        String message = "The server answered " + answer.status() + ".";
        result.complete(new Asset.Missing(uri, false, answer.passing(), message, transfer));
    }

    private void redirect(URI at, HttpTarget target, HttpResponse answer, int redirects) {
        List<String> locations = answer.headers().getAll(HttpHeaderNames.LOCATION);
        if (locations.size() != 1) {
            absent(
                    answer,
                    "The server answered " + answer.status() + " with " + locations.size() + " Location headers.");
            return;
        }
        if (redirects == settings.maxRedirects()) {
            absent(answer, "The address redirects more than " + settings.maxRedirects() + " times.");
            return;
        }
        Optional<URI> next = new ReferenceResolver(null, Set.of()).resolve(at, LocationField.decode(locations.getFirst()));
        if (next.isEmpty()) {
            absent(answer, "The server redirects to something that is no address.");
            return;
        }
        visit(next.get(), target, redirects + 1);
    }

    private void absent(HttpResponse answer, String message) {
        Transfer transfer = new Transfer(answer.status(), false, Duration.ZERO);
        result.complete(Asset.Missing.absent(uri, message).with(transfer));
    }

    private void fail(URI at, Throwable failure) {
        RefusedException refusal = FetchFailure.refusal(failure);
        if (refusal != null) {
            refuse(at, refusal);
            return;
        }
        if (FetchFailure.proxyRefusal(failure) != null) {
            LOG.warn("{}: {}", loggable(at), failure.getMessage());
        }
        LOG.debug("fetch from {} failed", loggable(at), failure);
        if (failure instanceof TimeoutException && late()) {
            String limit = settings.requestTimeout().toMillis() + " ms";
            result.complete(Asset.Missing.unavailable(uri, "The asset did not arrive within " + limit + "."));
            return;
        }
        result.complete(FetchFailure.describe(uri, failure));
    }

    private void refuse(URI at, RefusedException refusal) {
        LOG.info("refused {}: {}", loggable(at), refusal.getMessage());
        result.complete(Asset.Missing.blocked(uri));
    }

    /** Scheme, host and port: user and password, path and query may be secrets of the job. */
    private static String loggable(URI uri) {
        String authority = uri.getRawAuthority();
        String host = authority == null ? "" : "//" + authority.substring(authority.lastIndexOf('@') + 1);
        String text = uri.getScheme() + ":" + host;
        return text.length() > MAX_LOGGED ? text.substring(0, MAX_LOGGED) + "…" : text;
    }

    /** A hop that begins after the time is over expires by itself. */
    private void expire() {
        Hop last;
        synchronized (this) {
            last = current;
        }
        if (last != null) {
            fetcher.hops().expire(last.target(), kind, last.waiter());
        }
    }

    private void end() {
        Hop last;
        ScheduledFuture<?> timer;
        synchronized (this) {
            over = true;
            last = current;
            timer = alarm;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        if (last != null) {
            last.waiter().leave();
        }
    }
}
