package io.pressrun.fetch;

import io.pressrun.document.ParsedDocument;
import io.pressrun.job.AssetKind;
import io.pressrun.job.Deadline;
import io.pressrun.url.ReferenceResolver;
import java.net.URI;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job's view of the world: every asset is fetched once, and its answer kept, for as long as the job lives. */
public final class JobAssets implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JobAssets.class);
    /** Why nothing more comes. */
    static final String CLOSED = "The job had ended before the asset arrived.";

    private final AssetRequests requests;
    private final ReferenceResolver references;
    private final Deadline deadline;
    private final int maxAssets;
    private final Executor reading;
    private final BooleanSupplier onClientThread;
    private final Runnable onClose;

    /**
     * @param maxAssets that the job may fetch
     * @param reading runs one task at a time; arrived assets are searched there for what they name
     * @param onClientThread whether the calling thread is one of the client's own
     * @param onClose run at every close
     */
    JobAssets(
            AssetRequests requests,
            ReferenceResolver references,
            Deadline deadline,
            int maxAssets,
            Executor reading,
            BooleanSupplier onClientThread,
            Runnable onClose) {
        this.requests = requests;
        this.references = references;
        this.deadline = deadline;
        this.maxAssets = maxAssets;
        this.reading = reading;
        this.onClientThread = onClientThread;
        this.onClose = onClose;
    }

    /** What was asked for and came, or did not. */
    public record Answer(AssetKind kind, Asset asset) {}

    /**
     * Fetches what a document names: {@code http}, {@code https}, {@code data} and files that the job carries
     * ({@code job:///path}). Asking again, also at the same time, gets the same answer; a fragment makes no difference.
     * The future never completes exceptionally, and at the deadline with {@link Asset.Missing}.
     */
    public CompletableFuture<Asset> fetch(URI uri, AssetKind kind) {
        return requests.fetch(uri, kind, false);
    }

    /**
     * Fetches what the job itself names (its source, its attachments): as {@link #fetch}, and {@code s3://bucket/key}
     * and relative paths too, which go to the {@link ObjectReader}.
     */
    public CompletableFuture<Asset> fetchNamedByJob(URI uri, AssetKind kind) {
        return requests.fetch(uri, kind, true);
    }

    /**
     * Starts all that the document names at once, and what its stylesheets name, wave after wave. A font waits until
     * the document, which learns of the stylesheets, is known to need it; of its sources one is fetched, and the next
     * only when that is missing.
     *
     * @return completes, never exceptionally, when there is nothing left to fetch or the deadline has passed
     */
    public CompletableFuture<Void> prefetch(ParsedDocument document) {
        CompletableFuture<Void> all = new Prefetch(requests, document, references, reading, 1 + maxAssets)
                .start()
                .exceptionally(failure -> {
                    log.warn("what the document names could not all be looked for", failure);
                    return null;
                });
        return CompletableFuture.anyOf(all, requests.over()).thenApply(any -> null);
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
        return requests.asked().stream()
                .filter(request -> request.answer().isDone())
                .map(request -> new Answer(request.kind(), request.answer().resultNow()))
                .filter(answer -> listed.add(answer.asset()))
                .toList();
    }

    /** The assets of {@link #answers()}. */
    public List<Asset> settled() {
        return answers().stream().map(Answer::asset).toList();
    }

    /** Whether the calling thread is one of the client's own, event loops above all, which must never wait for a future. */
    public boolean onEventLoop() {
        return onClientThread.getAsBoolean();
    }

    /** Gives up what is under way: it completes with {@link Asset.Missing}. */
    @Override
    public void close() {
        requests.end(CLOSED);
        onClose.run();
    }
}
