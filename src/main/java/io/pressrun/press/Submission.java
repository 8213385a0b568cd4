package io.pressrun.press;

import io.pressrun.job.ResultEvent.InputPosition;
import io.pressrun.job.Sha256;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came in, not yet understood.
 *
 * @param value the record's bytes; {@code null} for a tombstone. Not copied
 * @param headers names in lower case; of several headers of one name the last
 * @param position of the request, also when this is one of its retries
 * @param firstPosition of the request that this one repeats after it failed; the same where it repeats none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Submission(
        byte @Nullable [] value, Map<String, String> headers, InputPosition position, InputPosition firstPosition) {
    public Submission {
        headers = Map.copyOf(headers);
    }

    /** One that repeats no other. */
    public Submission(byte @Nullable [] value, Map<String, String> headers, InputPosition position) {
        this(value, headers, position, position);
    }

    /**
     * What tells this record from every other, but for those that repeat it: its first position and, since a topic that
     * is made anew counts from 0 again, the beginning of its value's hash.
     */
    String origin() {
        String hash = Sha256.hex(value == null ? new byte[0] : value).substring(0, 16);
        return firstPosition.topic() + "/" + firstPosition.partition() + "/" + firstPosition.offset() + "@" + hash;
    }

    /** The id of a job that brings none. */
    public String fallbackId() {
        return position.toString();
    }
}
