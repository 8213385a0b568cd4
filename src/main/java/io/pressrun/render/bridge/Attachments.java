package io.pressrun.render.bridge;

import io.pressrun.fetch.Asset;
import io.pressrun.fetch.JobAssets;
import io.pressrun.job.AssetKind;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.RenderJob;
import io.pressrun.job.RenderJob.Attachment;
import io.pressrun.render.watch.RenderWatch;
import io.pressrun.url.ReferenceResolver;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The files that a job wants within its PDF, on their way here. */
public final class Attachments {
    private final List<Coming> all;

    private record Coming(Attachment attachment, CompletableFuture<Asset> asset) {}

    /** An attachment and what lay under its source. */
    public record Content(Attachment attachment, Asset.Found asset) {}

    private Attachments(List<Coming> all) {
        this.all = all;
    }

    /** Starts to fetch all of them; what is under way or here already is joined. */
    public static Attachments of(RenderJob job, JobAssets assets) {
        return new Attachments(job.pdf().attachments().stream()
                .map(attachment -> new Coming(
                        attachment, assets.fetchNamedByJob(uri(attachment, assets.references()), AssetKind.OTHER)))
                .toList());
    }

    private static URI uri(Attachment attachment, ReferenceResolver references) {
        return references
                .resolve(ReferenceResolver.JOB_BASE, attachment.source())
                .orElseGet(() -> URI.create("job:///"));
    }

    /** Completes, never exceptionally, when each is here or known to be missing. */
    public CompletableFuture<Void> settled() {
        return CompletableFuture.allOf(all.stream().map(Coming::asset).toArray(CompletableFuture<?>[]::new));
    }

    /**
     * What is attached, in the order of the job. Waits on the render thread for what has not arrived.
     *
     * @throws JobFailedException RESOURCE_BLOCKED, ASSET_MISSING or ASSET_UNAVAILABLE when one cannot be had
     */
    public List<Content> contents(RenderWatch watch) throws JobFailedException {
        var contents = new ArrayList<Content>();
        for (var coming : all) {
            contents.add(new Content(coming.attachment, found(coming.attachment, watch.await(coming.asset))));
        }
        return contents;
    }

    /** @throws JobFailedException as {@link #contents}, of those that have arrived */
    public void check() throws JobFailedException {
        for (var coming : all) {
            if (coming.asset.isDone()) {
                var _ = found(coming.attachment, coming.asset.resultNow());
            }
        }
    }

    private static Asset.Found found(Attachment attachment, Asset asset) throws JobFailedException {
        return switch (asset) {
            case Asset.Found found -> found;
            case Asset.Missing missing ->
                throw new JobFailedException(
                        code(missing), "The attachment " + attachment.name() + " cannot be had: " + missing.message());
        };
    }

    private static FailureCode code(Asset.Missing missing) {
        if (missing.blocked()) {
            return FailureCode.RESOURCE_BLOCKED;
        }
        return missing.transientFailure() ? FailureCode.ASSET_UNAVAILABLE : FailureCode.ASSET_MISSING;
    }
}
