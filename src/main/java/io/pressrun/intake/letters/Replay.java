package io.pressrun.intake.letters;

import io.pressrun.intake.topic.HeaderText;
import io.pressrun.job.ResultEvent.InputPosition;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * Reads from a request where it failed first, as a replay writes it into the header {@code pressrun-replay-of}. Any
 * producer can send that header, too, so it counts only as a replay writes it, and gives no job its id.
 */
public final class Replay {
    private Replay() {}

    /**
     * The position on the request's topic; empty where the last header of the name is not whole, or names another topic.
     *
     * @param topic of the request
     */
    public static Optional<InputPosition> of(Headers request, String topic) {
        String text = HeaderText.of(request, DeadLetterHeaders.REPLAY_OF);
        try {
            var first = HeaderText.position(text);
            boolean whole = first.partition() >= 0
                    && first.offset() >= 0
                    && HeaderText.of(first).equals(text);
            return whole && first.topic().equals(topic) ? Optional.of(first) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
