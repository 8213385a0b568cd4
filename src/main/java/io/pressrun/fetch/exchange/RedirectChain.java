package io.pressrun.fetch.exchange;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.pressrun.fetch.http.ClientTimer;
import io.pressrun.fetch.http.HttpFailure;
import io.pressrun.fetch.http.HttpResponse;
import io.pressrun.fetch.policy.AddressPolicy;
import io.pressrun.fetch.policy.HttpTarget;
import io.pressrun.fetch.policy.RefusedException;
import io.pressrun.fetch.share.JobScope;
import io.pressrun.fetch.share.Permits;
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
 * One fetch of one address for one job: its redirects (RFC 9110, 15.4), each through the whole policy, all within one
 * timeout. The completion of its result, by whomever, ends it and gives back what it holds.
 */
final class RedirectChain {
    private static final Logger log = LoggerFactory.getLogger(RedirectChain.class);

    private static final int MAX_LOGGED = 300;
    private static final ReferenceResolver LOCATIONS = new ReferenceResolver(null, Set.of());

    private final CachingClient client;
    private final AddressPolicy policy;
    private final ClientTimer timer;
    private final RequestLimits limits;
    private final JobScope job;
    private final URI uri;
    private final AssetKind kind;
    private final CompletableFuture<FetchedResponse> result = new CompletableFuture<>();

    // Guarded by this.
    private boolean over;
    private @Nullable Step current;
    private @Nullable Deadline timeout;
    private @Nullable ScheduledFuture<?> alarm;

    /** One of its requests. */
    private record Step(HttpTarget target, PendingRequest request) {}

    RedirectChain(
            CachingClient client,
            AddressPolicy policy,
            ClientTimer timer,
            RequestLimits limits,
            JobScope job,
            URI uri,
            AssetKind kind) {
        this.client = client;
        this.policy = policy;
        this.timer = timer;
        this.limits = limits;
        this.job = job;
        this.uri = uri;
        this.kind = kind;
    }

    CompletableFuture<FetchedResponse> start() {
        Permits<String>.Claim permit = job.connections().claim("", () -> request(uri, null, 0));
        var _ = result.whenComplete((response, failure) -> {
            end();
            permit.release();
        });
        permit.request();
        return result;
    }

    /** @param from what redirected here */
    private void request(URI next, @Nullable HttpTarget from, int redirects) {
        HttpTarget target;
        try {
            target = policy.admit(next);
            if (from != null && from.secure() && !target.secure()) {
                throw new RefusedException("redirect from https to http");
            }
        } catch (RefusedException e) {
            refuse(next, e);
            return;
        }
        PendingRequest mine = new PendingRequest(job, this::sent, this::remaining);
        synchronized (this) {
            if (over || job.ended().get()) {
                return;
            }
            current = new Step(target, mine);
        }
        var _ = mine.response()
                .whenComplete((response, failure) -> {
                    if (response != null) {
                        accept(next, target, response, redirects);
                    } else if (failure != null) {
                        fail(next, failure);
                    }
                })
                .exceptionally(defect -> broke(next, defect));
        if (late()) {
            expire();
        } else {
            client.request(target, kind, mine);
        }
    }

    /** A defect must leave no job waiting; an ordinary failure has come to its result already. */
    private @Nullable ServedResponse broke(URI at, Throwable defect) {
        if (result.completeExceptionally(defect)) {
            log.warn("fetch from {} ended with a defect", loggable(at), defect);
        }
        return null;
    }

    /** The timeout runs from the first request that goes out. */
    private synchronized void sent() {
        if (timeout == null && !over) {
            timeout = Deadline.after(limits.timeout());
            alarm = timer.after(limits.timeout(), this::expire);
        }
    }

    private synchronized Duration remaining() {
        Duration ofJob = job.deadline().remaining();
        Duration own = timeout == null ? limits.timeout() : timeout.remaining();
        return own.compareTo(ofJob) < 0 ? own : ofJob;
    }

    private synchronized boolean late() {
        return timeout != null && timeout.passed();
    }

    private void accept(URI at, HttpTarget target, ServedResponse served, int redirects) {
        HttpResponse response = served.response();
        if (response.redirects()) {
            redirect(at, target, response, redirects);
        } else {
            result.complete(new FetchedResponse(at, response, served.fromCache()));
        }
    }

    private void redirect(URI at, HttpTarget target, HttpResponse response, int redirects) {
        List<String> locations = response.headers().getAll(HttpHeaderNames.LOCATION);
        if (locations.size() != 1) {
            stop(
                    response,
                    "The server answered " + response.status() + " with " + locations.size() + " Location headers.");
            return;
        }
        if (redirects == limits.maxRedirects()) {
            stop(response, "The address redirects more than " + limits.maxRedirects() + " times.");
            return;
        }
        Optional<URI> next = LOCATIONS.resolve(at, LocationField.decode(locations.getFirst()));
        if (next.isEmpty()) {
            stop(response, "The server redirects to something that is no address.");
            return;
        }
        request(next.get(), target, redirects + 1);
    }

    private void stop(HttpResponse response, String explanation) {
        result.completeExceptionally(new RedirectException(response.status(), explanation));
    }

    private void fail(URI at, Throwable failure) {
        RefusedException refusal = HttpFailure.refusal(failure);
        if (refusal != null) {
            refuse(at, refusal);
            return;
        }
        if (HttpFailure.proxyRefusal(failure) != null) {
            log.warn("{}: {}", loggable(at), failure.getMessage());
        }
        log.debug("fetch from {} failed", loggable(at), failure);
        boolean timedOut = failure instanceof TimeoutException && late();
        result.completeExceptionally(timedOut ? new FetchTimeoutException(limits.timeout()) : failure);
    }

    private void refuse(URI at, RefusedException refusal) {
        log.info("refused {}: {}", loggable(at), refusal.getMessage());
        result.completeExceptionally(refusal);
    }

    /** Scheme, host and port: user and password, path and query may be secrets of the job. */
    private static String loggable(URI uri) {
        String authority = uri.getRawAuthority();
        String host = authority == null ? "" : "//" + authority.substring(authority.lastIndexOf('@') + 1);
        String text = uri.getScheme() + ":" + host;
        return text.length() > MAX_LOGGED ? text.substring(0, MAX_LOGGED) + "…" : text;
    }

    /** A request that begins after the time is over expires by itself. */
    private void expire() {
        Step last;
        synchronized (this) {
            last = current;
        }
        if (last != null) {
            client.timeOut(last.target(), kind, last.request());
        }
    }

    private void end() {
        Step last;
        ScheduledFuture<?> ticking;
        synchronized (this) {
            over = true;
            last = current;
            ticking = alarm;
        }
        if (ticking != null) {
            ticking.cancel(false);
        }
        if (last != null) {
            last.request().cancel();
        }
    }
}
