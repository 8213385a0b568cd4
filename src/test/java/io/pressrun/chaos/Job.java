package io.pressrun.chaos;

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
        byte @Nullable [] value) {
    static final String TAG_HEADER = "chaos-tag";

    Job copy(String otherTag) {
        return new Job(otherTag, JobKind.DUPLICATE, id, nonce, pages, to, key, value);
    }
}
