package io.pressrun.intake;

import io.pressrun.intake.topic.ClientFigures;
import io.pressrun.press.Completion;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hears what the intake does, on its poll thread. Must not block. */
public interface IntakeListener {
    /** What became of a transaction. */
    enum TransactionEnd {
        COMMITTED,
        /** Given up; its results are published again. */
        ABORTED,
        /** Given up, because this worker was taken for dead. What it lost is printed elsewhere. */
        FENCED
    }

    /**
     * A Kafka client was made, and takes the place of a former one of its kind.
     *
     * @param figures which any thread may read, also after the client was closed
     */
    default void client(ClientFigures figures) {}

    /** The loop went round. */
    default void polled(int assigned, int paused, int inFlight, long inFlightBytes) {}

    /** The loop is held up by brokers that do not answer yet, or by jobs that must end before it goes on. */
    default void waits() {}

    /** All that ended is visible; nothing waits to be published. */
    default void settled() {}

    /** The outcome is visible: as a result, or as a record on a retry topic. */
    default void published(Completion printing, boolean deadLetter) {}

    /** A job was answered with the result of a former one, and its result is visible. */
    default void duplicate() {}

    /** A job was stopped and will be done again. */
    default void interrupted() {}

    /** A transaction ended. */
    default void transaction(TransactionEnd end, Duration took) {}

    /** A job is printed alone, because a worker died while it printed it. */
    default void suspect() {}

    /** @param reason why no jobs are started for now; {@code null} when they are started again */
    default void breaker(@Nullable String reason) {}

    /** @param state in which nothing moves, though it should; {@code null} when the worker goes on */
    default void stalled(@Nullable String state) {}
}
