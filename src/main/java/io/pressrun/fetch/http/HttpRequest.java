package io.pressrun.fetch.http;

import io.pressrun.fetch.policy.HttpTarget;
import io.pressrun.job.RenderJob.OriginHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code GET} to be sent.
 *
 * @param accept the value of {@code Accept}
 * @param headers of the job, for this origin
 * @param etag of a stored response that the server is to confirm (RFC 9110, 13.1.2)
 * @param lastModified of a stored response that the server is to confirm (RFC 9110, 13.1.3)
 */
public record HttpRequest(
        HttpTarget target,
        String accept,
        List<OriginHeader> headers,
        @Nullable String etag,
        @Nullable String lastModified) {}
