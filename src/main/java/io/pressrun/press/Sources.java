package io.pressrun.press;

import io.pressrun.document.HtmlText;
import io.pressrun.fetch.Asset;
import io.pressrun.fetch.AssetFetcher;
import io.pressrun.job.AssetKind;
import io.pressrun.job.Deadline;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.RenderJob;
import io.pressrun.job.RenderJob.Source;
import io.pressrun.url.ReferenceResolver;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Gets the documents of jobs: from the job itself, by address, or from the object store. */
final class Sources {
    private final AssetFetcher fetcher;

    Sources(AssetFetcher fetcher) {
        this.fetcher = fetcher;
    }

    /** A document's text and what its relative references resolve against. */
    record Html(HtmlText text, @Nullable URI base) {}

    /** @throws JobFailedException when the source is refused or cannot be had */
    Html of(RenderJob job, Deadline deadline) throws JobFailedException, InterruptedException {
        return switch (job.source()) {
            case Source.Html(var html) -> new Html(new HtmlText(html, StandardCharsets.UTF_8), job.baseUrl());
            case Source.Url(var url) -> {
                var found = fetch(job, url, "source.url", deadline);
                yield new Html(textOf(found), job.baseUrl() == null ? found.location() : job.baseUrl());
            }
            case Source.StoredObject(var object) ->
                new Html(textOf(fetch(job, objectUri(object), "source.object", deadline)), job.baseUrl());
        };
    }

    private static HtmlText textOf(Asset.Found found) {
        return HtmlText.decode(found.bytes(), found.contentType());
    }

    private Asset.Found fetch(RenderJob job, URI uri, String field, Deadline deadline)
            throws JobFailedException, InterruptedException {
        var references = new ReferenceResolver(null, job.assets().keySet());
        try (var assets = fetcher.open(job, references, deadline)) {
            return switch (Waiting.on(assets.fetchNamedByJob(uri, AssetKind.OTHER))) {
                case Asset.Found found -> found;
                case Asset.Missing missing ->
                    throw new JobFailedException(codeOf(missing), field + " cannot be had: " + missing.message());
            };
        }
    }

    private static FailureCode codeOf(Asset.Missing missing) {
        if (missing.blocked()) {
            return FailureCode.RESOURCE_BLOCKED;
        }
        return missing.transientFailure() ? FailureCode.SOURCE_UNAVAILABLE : FailureCode.SOURCE_NOT_FOUND;
    }

    /** {@code s3://bucket/key}, percent-encoded already, or a relative path, whatever characters it has. */
    private static URI objectUri(String object) throws JobFailedException {
        try {
            return object.startsWith("s3://") ? new URI(object) : new URI(null, null, object, null);
        } catch (URISyntaxException e) {
            throw new JobFailedException(
                    FailureCode.JOB_INVALID,
                    "source.object: \"" + object + "\" is neither s3://bucket/key nor a relative path.",
                    e);
        }
    }
}
