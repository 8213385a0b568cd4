package io.pressrun.chaos;

import io.pressrun.chaos.History.Header;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record to be submitted, and what its PDF must hold.
 *
 * @param tag names the record, and no other, in a header
 * @param id the job's; empty when the record can tell none
 * @param nonce text that stands in this PDF and in no other
 * @param pages of the PDF
 * @param to {@code store} or {@code topic}
 * @param value {@code null}: a tombstone
 * @param headers besides that of the tag
 */
@SuppressWarnings("ArrayRecordComponent")
record Job(
        String tag,
        JobKind kind,
        String id,
        String nonce,
        int pages,
        String to,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers) {
    static final String TAG_HEADER = "chaos-tag";

    Job {
        headers = List.copyOf(headers);
    }

    Job copy(String otherTag) {
        return new Job(otherTag, JobKind.DUPLICATE, id, nonce, pages, to, key, value, headers);
    }
}
