package io.pressrun.intake.letters;

import java.util.Set;

/**
 * Headers on the dead-letter topic. Those of the request come first, so that of several headers of one name the last is
 * ours. {@code __dlq.errors.*} are the broker's own names (KIP-1191).
 */
public final class DeadLetterHeaders {
    static final String ERRORS = "__dlq.errors.";
    public static final String TOPIC = ERRORS + "topic";
    public static final String PARTITION = ERRORS + "partition";
    public static final String OFFSET = ERRORS + "offset";
    public static final String GROUP = ERRORS + "group";
    public static final String ATTEMPTS = ERRORS + "delivery.count";
    public static final String MESSAGE = ERRORS + "message";
    public static final String CODE = "pressrun-error-code";
    public static final String STACK = "pressrun-error-stack";
    static final String RETRY = "pressrun-retry-";

    /** The value was larger than the topic takes; it lies at the original position. */
    public static final String VALUE_OMITTED = "pressrun-value-omitted";

    /** On a replayed request: the position of the one that failed first; {@link Replay} reads it. It stays from then on. */
    public static final String REPLAY_OF = "pressrun-replay-of";

    /** On a mark: what was done with the dead letter at {@link #HANDLED_POSITION}. A mark has no {@link #OFFSET}. */
    static final String HANDLED = "pressrun-handled";

    static final String HANDLED_POSITION = "pressrun-handled-position";

    private static final int ROOM = 64 << 10;
    private static final Set<String> ADDED = Set.of(CODE, STACK);

    private DeadLetterHeaders() {}

    /** Whether the header tells of a failure, and is no part of the request. */
    static boolean isAdded(String name) {
        return name.startsWith(ERRORS) || name.startsWith(RETRY) || ADDED.contains(name);
    }

    /** What a dead letter may need for a request of that many bytes. */
    public static int roomFor(int maxRecordBytes) {
        return (int) Math.min(Integer.MAX_VALUE, (long) maxRecordBytes + ROOM);
    }
}
