package io.pressrun.intake.letters;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All of a dead letter.
 *
 * @param headers of its record, those that tell of the failure included
 * @param value of the request, from its original position where it was left out
 * @param valueGone why there is no value though the request had one; {@code null} when nothing is missing
 */
@SuppressWarnings("ArrayRecordComponent")
public record DeadLetterContents(
        byte @Nullable [] key,
        List<Header> headers,
        byte @Nullable [] value,
        @Nullable String valueGone) {
    public DeadLetterContents {
        headers = List.copyOf(headers);
    }

    /** @param value {@code null} for a header without one */
    @SuppressWarnings("ArrayRecordComponent")
    public record Header(String name, byte @Nullable [] value) {}
}
