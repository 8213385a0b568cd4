package io.pressrun.intake;

import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/**
 * The errors by which Kafka tells a worker that it was taken for dead: by the group, or by one with the same id. An epoch
 * that is not valid is none of them: a transaction that took too long has it, too, and where another worker has the id
 * the abort is fenced.
 */
final class Fencing {
    private static final Set<Class<? extends RuntimeException>> ERRORS = Set.of(
            CommitFailedException.class,
            FencedMemberEpochException.class,
            IllegalGenerationException.class,
            ProducerFencedException.class,
            StaleMemberEpochException.class,
            UnknownMemberIdException.class);

    private Fencing() {}

    /** Whether it is one, or was caused by one. */
    static boolean is(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (ERRORS.contains(cause.getClass())) {
                return true;
            }
        }
        return false;
    }
}
