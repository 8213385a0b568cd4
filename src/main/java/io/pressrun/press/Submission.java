package io.pressrun.press;

import io.pressrun.job.JobResult.InputPosition;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came in, not yet understood.
 *
 * @param value the record's bytes; {@code null} for a tombstone. Not copied
 * @param headers names in lower case; of several headers of one name the last
 * @param position where it came from
 */
@SuppressWarnings("ArrayRecordComponent")
public record Submission(byte @Nullable [] value, Map<String, String> headers, InputPosition position) {
    public Submission {
        headers = Map.copyOf(headers);
    }

    /** The id of a job that brings none. */
    public String fallbackId() {
        return position.toString();
    }
}
