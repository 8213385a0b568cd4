package io.pressrun.job.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request taken out of its wrapping.
 *
 * @param eventId the {@code id} of the CloudEvent it came in; {@code null} outside of one
 */
record Envelope(Content content, @Nullable String eventId) {
    /** What was wrapped. */
    sealed interface Content {
        /** @param path of the job in the record's value: empty, or {@code data} in a structured event */
        record Json(ObjectNode job, String path) implements Content {}

        record Html(String html) implements Content {}
    }
}
