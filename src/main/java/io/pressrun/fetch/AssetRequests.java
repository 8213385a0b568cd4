package io.pressrun.fetch;

import io.pressrun.fetch.share.JobScope;
import io.pressrun.job.AssetKind;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one job has asked for. Every asset is fetched once, from where its address leads, and its answer kept. Thread-safe.
 */
final class AssetRequests {
    private static final Logger log = LoggerFactory.getLogger(AssetRequests.class);

    private final HttpAssets http;
    private final ObjectReads objects;
    private final CarriedFiles carried;
    private final AssetAllowance allowance;
    private final JobScope scope;
    private final ConcurrentMap<Request, CompletableFuture<Asset>> requests = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final long opened = System.nanoTime();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile @Nullable String ended;
    /** What all get that is asked for beyond the number of assets. The first of it alone is among the answers. */
    private volatile @Nullable CompletableFuture<Asset> surplus;

    AssetRequests(
            HttpAssets http, ObjectReads objects, CarriedFiles carried, AssetAllowance allowance, JobScope scope) {
        this.http = http;
        this.objects = objects;
        this.carried = carried;
        this.allowance = allowance;
        this.scope = scope;
    }

    /** What was asked for by the job or its document. */
    record Asked(AssetKind kind, CompletableFuture<Asset> answer) {}

    /** @param trusted named by the job itself and not by a document, which may not read stored objects */
    private record Request(URI uri, boolean trusted) {
        static Request of(URI uri, boolean trusted) {
            boolean object = uri.getScheme() == null || uri.getScheme().equalsIgnoreCase("s3");
            return new Request(withoutFragment(uri), trusted && object);
        }
    }

    /**
     * Asking again, also at the same time, gets the same answer; a fragment makes no difference. The future never completes
     * exceptionally.
     *
     * @param trusted named by the job itself, which may read stored objects
     */
    CompletableFuture<Asset> fetch(URI uri, AssetKind kind, boolean trusted) {
        return request(Request.of(uri, trusted), kind, true).copy();
    }

    /** The first of the sources that is there. Only that, or the last one missing, is among the job's assets. */
    CompletableFuture<Asset> fetchFont(List<String> sources) {
        CompletableFuture<Asset> font = firstOf(sources, 0);
        asked.add(new Asked(AssetKind.FONT, font));
        return font;
    }

    private CompletableFuture<Asset> firstOf(List<String> sources, int index) {
        CompletableFuture<Asset> asset =
                request(Request.of(URI.create(sources.get(index)), false), AssetKind.FONT, false);
        return asset.thenCompose(arrived -> arrived instanceof Asset.Missing && index + 1 < sources.size()
                ? firstOf(sources, index + 1)
                : CompletableFuture.completedFuture(arrived));
    }

    /** In the order of the first request. */
    List<Asked> asked() {
        return List.copyOf(asked);
    }

    boolean hasEnded() {
        return ended != null;
    }

    /** Completes at the end of the job. */
    CompletableFuture<Void> over() {
        return over.copy();
    }

    /** Gives up what is under way. The first reason counts. */
    void end(String reason) {
        if (ended == null) {
            ended = reason;
        }
        // Before the first permit is freed, or the job's own queue would take it.
        scope.ended().set(true);
        requests.forEach(
                (request, answer) -> answer.complete(timed(Asset.Missing.unavailable(request.uri(), reason), opened)));
        over.complete(null);
    }

    private CompletableFuture<Asset> request(Request request, AssetKind kind, boolean visible) {
        CompletableFuture<Asset> refused = surplus;
        if (refused != null && carried.isCounted(request.uri()) && !requests.containsKey(request)) {
            return refused;
        }
        CompletableFuture<Asset> answer = new CompletableFuture<>();
        CompletableFuture<Asset> first = requests.putIfAbsent(request, answer);
        if (first != null) {
            return first;
        }
        if (visible) {
            asked.add(new Asked(kind, answer));
        }
        String reason = ended;
        if (reason != null && !carried.isAtHand(request.uri())) {
            answer.complete(Asset.Missing.unavailable(request.uri(), reason));
            return answer;
        }
        long started = System.nanoTime();
        CompletableFuture<Asset> source = start(request, kind);
        var _ = source.whenComplete((asset, failure) -> {
            if (failure != null) {
                log.debug("fetch failed", failure);
            }
            Asset arrived = asset != null
                    ? asset.as(request.uri())
                    : Asset.Missing.unavailable(request.uri(), "The asset could not be fetched.");
            answer.complete(timed(arrived, started));
        });
        var _ = answer.whenComplete((asset, failure) -> source.cancel(false));
        return answer;
    }

    private static Asset timed(Asset asset, long started) {
        return asset.with(asset.transfer().took(Duration.ofNanos(System.nanoTime() - started)));
    }

    private CompletableFuture<Asset> start(Request request, AssetKind kind) {
        URI uri = request.uri();
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.equals("data")) {
            return CompletableFuture.completedFuture(decode(uri, uri.toString()));
        }
        if (carried.isCounted(uri) && !scope.budget().takeAsset()) {
            CompletableFuture<Asset> refused = CompletableFuture.completedFuture(Asset.Missing.absent(
                    uri, "The job names more than " + scope.budget().maxAssets() + " assets."));
            surplus = refused;
            return refused;
        }
        if (scheme.equals("job")) {
            return startCarried(uri, kind);
        }
        if (request.trusted()) {
            return objects.read(uri);
        }
        return http.fetch(uri, kind, scope);
    }

    /** A carried file keeps its own place: what it names is relative to it, wherever its bytes came from. */
    private CompletableFuture<Asset> startCarried(URI uri, AssetKind kind) {
        String value = carried.valueOf(uri);
        if (value == null) {
            return CompletableFuture.completedFuture(Asset.Missing.absent(uri, "The job carries no such file."));
        }
        if (DataUri.is(value)) {
            return CompletableFuture.completedFuture(decode(uri, value));
        }
        URI source;
        try {
            source = new URI(value);
        } catch (URISyntaxException e) {
            return CompletableFuture.completedFuture(Asset.Missing.absent(uri, "The carried file's value is no URI."));
        }
        if ("job".equalsIgnoreCase(source.getScheme())) {
            return CompletableFuture.completedFuture(Asset.Missing.blocked(uri));
        }
        return request(Request.of(source, true), kind, false).thenApply(asset -> switch (asset) {
            case Asset.Found found -> new Asset.Found(uri, uri, found.bytes(), found.contentType(), found.transfer());
            case Asset.Missing missing -> missing;
        });
    }

    private Asset decode(URI uri, String text) {
        return allowance.charge(DataUri.decode(uri, text, allowance.bytes()));
    }

    private static URI withoutFragment(URI uri) {
        if (uri.getRawFragment() == null) {
            return uri;
        }
        String text = uri.toString();
        return URI.create(text.substring(0, text.indexOf('#')));
    }
}
