package io.pressrun.fetch;

import io.pressrun.document.ParsedDocument;
import io.pressrun.job.AssetKind;
import io.pressrun.job.Deadline;
import io.pressrun.job.RenderJob;
import io.pressrun.url.ReferenceResolver;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job's view of the world: every asset is fetched once, and its answer kept, for as long as the job lives. */
public final class JobAssets implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobAssets.class);
    private static final String DEADLINE_PASSED = "The job's time was over before the asset arrived.";
    /** At the soonest, for a deadline on a clock that stands still. */
    private static final Duration NEXT_ALARM = Duration.ofMillis(100);

    private static final String CLOSED = "The job had ended before the asset arrived.";

    private final AssetFetcher fetcher;
    private final Map<String, String> carried;
    private final ReferenceResolver references;
    private final Deadline deadline;
    private final JobScope scope;
    private final ConcurrentMap<Request, CompletableFuture<Asset>> requests = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final long opened = System.nanoTime();
    private final ObjectReads objects;
    private volatile @Nullable ScheduledFuture<?> alarm;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile @Nullable String ended;
    /** What all get that is asked for beyond the number of assets. The first of it alone is among the answers. */
    private volatile @Nullable CompletableFuture<Asset> surplus;

    JobAssets(AssetFetcher fetcher, RenderJob job, ReferenceResolver references, Deadline deadline, JobScope scope) {
        this.fetcher = fetcher;
        this.carried = job.assets();
        this.references = references;
        this.deadline = deadline;
        this.scope = scope;
        this.objects =
                new ObjectReads(fetcher.objects(), scope, fetcher.settings().maxAssetBytes(), fetcher.http()::later);
        this.alarm = fetcher.http().after(deadline.remaining(), this::atTheAlarm);
    }

    private record Asked(AssetKind kind, CompletableFuture<Asset> answer) {}

    /** What was asked for and came, or did not. */
    public record Answer(AssetKind kind, Asset asset) {}

    /** @param trusted named by the job itself and not by a document, which may not read stored objects */
    private record Request(URI uri, boolean trusted) {
        static Request of(URI uri, boolean trusted) {
            boolean object = uri.getScheme() == null || uri.getScheme().equalsIgnoreCase("s3");
            return new Request(withoutFragment(uri), trusted && object);
        }
    }

    /**
     * Fetches what a document names: {@code http}, {@code https}, {@code data} and files that the job carries
     * ({@code job:///path}). Asking again, also at the same time, gets the same answer; a fragment makes no difference.
     * The future never completes exceptionally, and at the deadline with {@link Asset.Missing}.
     */
    public CompletableFuture<Asset> fetch(URI uri, AssetKind kind) {
        return ask(uri, kind, false);
    }

    /**
     * Fetches what the job itself names (its source, its attachments): as {@link #fetch}, and {@code s3://bucket/key}
     * and relative paths too, which go to the {@link ObjectReader}.
     */
    public CompletableFuture<Asset> fetchNamedByJob(URI uri, AssetKind kind) {
        return ask(uri, kind, true);
    }

    /**
     * Starts all that the document names at once, and what its stylesheets name, wave after wave. A font waits until
     * the document, which learns of the stylesheets, is known to need it; of its sources one is fetched, and the next
     * only when that is missing.
     *
     * @return completes, never exceptionally, when there is nothing left to fetch or the deadline has passed
     */
    public CompletableFuture<Void> prefetch(ParsedDocument document) {
        CompletableFuture<Void> all = new Prefetch(
                        this,
                        document,
                        fetcher.reading().forOneJob(),
                        1 + scope.budget().maxAssets())
                .start()
                .exceptionally(failure -> {
                    LOG.warn("what the document names could not all be looked for", failure);
                    return null;
                });
        return CompletableFuture.anyOf(all, over).thenApply(any -> null);
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

    public ReferenceResolver references() {
        return references;
    }

    public Deadline deadline() {
        return deadline;
    }

    /** The answers so far to what was asked for, each once, in the order of the first request. */
    public List<Answer> answers() {
        Set<Asset> listed = Collections.newSetFromMap(new IdentityHashMap<>());
        return asked.stream()
                .filter(request -> request.answer.isDone())
                .map(request -> new Answer(request.kind, request.answer.resultNow()))
                .filter(answer -> listed.add(answer.asset()))
                .toList();
    }

    /** The assets of {@link #answers()}. */
    public List<Asset> settled() {
        return answers().stream().map(Answer::asset).toList();
    }

    /** Whether the calling thread is one of the client's own, event loops above all, which must never wait for a future. */
    public boolean onEventLoop() {
        return fetcher.http().onClientThread();
    }

    /** Gives up what is under way: it completes with {@link Asset.Missing}. */
    @Override
    public void close() {
        end(CLOSED);
        fetcher.closed(this);
    }

    private void end(String reason) {
        if (ended == null) {
            ended = reason;
        }
        // Before the first permit is freed, or the job's own queue would take it.
        scope.ended().set(true);
        ScheduledFuture<?> pending = alarm;
        if (pending != null) {
            pending.cancel(false);
        }
        requests.forEach(
                (request, answer) -> answer.complete(timed(Asset.Missing.unavailable(request.uri(), reason), opened)));
        over.complete(null);
    }

    /** The job's clock may have stood still since the alarm was set. */
    private void atTheAlarm() {
        if (deadline.passed()) {
            end(DEADLINE_PASSED);
        } else if (ended == null) {
            var left = deadline.remaining();
            alarm = fetcher.http().after(left.compareTo(NEXT_ALARM) < 0 ? NEXT_ALARM : left, this::atTheAlarm);
        }
    }

    boolean hasEnded() {
        return ended != null;
    }

    private CompletableFuture<Asset> ask(URI uri, AssetKind kind, boolean trusted) {
        return request(Request.of(uri, trusted), kind, true).copy();
    }

    private CompletableFuture<Asset> request(Request request, AssetKind kind, boolean visible) {
        CompletableFuture<Asset> refused = surplus;
        if (refused != null && takesPlace(request.uri()) && !requests.containsKey(request)) {
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
        if (reason != null && !isAtHand(request.uri())) {
            answer.complete(Asset.Missing.unavailable(request.uri(), reason));
            return answer;
        }
        long started = System.nanoTime();
        CompletableFuture<Asset> source = start(request, kind);
        var _ = source.whenComplete((asset, failure) -> {
            if (failure != null) {
                LOG.debug("fetch failed", failure);
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
        if (takesPlace(uri) && !scope.budget().takeAsset()) {
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
        return fetcher.http().fetch(uri, kind, scope);
    }

    /** Whether the bytes came with the job, so that there is nothing to wait for. */
    private boolean isAtHand(URI uri) {
        String carriedValue = carriedValue(uri);
        return DataUri.is(carriedValue == null ? uri.toString() : carriedValue);
    }

    /** Whether the asset counts: neither what a {@code data:} URI holds does, nor what the job carries. */
    private boolean takesPlace(URI uri) {
        return !DataUri.is(uri.toString()) && carriedValue(uri) == null;
    }

    /** A carried file keeps its own place: what it names is relative to it, wherever its bytes came from. */
    private CompletableFuture<Asset> startCarried(URI uri, AssetKind kind) {
        String value = carriedValue(uri);
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

    private @Nullable String carriedValue(URI uri) {
        return references.carriedPath(uri).map(carried::get).orElse(null);
    }

    private Asset decode(URI uri, String text) {
        JobBudget budget = scope.budget();
        return budget.charged(
                DataUri.decode(uri, text, budget.allowedFor(fetcher.settings().maxAssetBytes())));
    }

    private static URI withoutFragment(URI uri) {
        if (uri.getRawFragment() == null) {
            return uri;
        }
        String text = uri.toString();
        return URI.create(text.substring(0, text.indexOf('#')));
    }
}
