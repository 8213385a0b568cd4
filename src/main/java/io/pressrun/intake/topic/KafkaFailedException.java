package io.pressrun.intake.topic;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Kafka did not do what was asked of it; the message is the client library's, with how to mend it where that is known. */
public final class KafkaFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public KafkaFailedException(KafkaException cause) {
        super(cause.getMessage() + hint(cause), cause);
    }

    /** A sentence with a space before it; empty where the message must do. */
    public static String hint(Throwable cause) {
        return switch (cause) {
            case AuthorizationException _ ->
                " The user of the Kafka clients lacks an ACL; docs/operations.md lists them.";
            case AuthenticationException _ -> " The brokers refuse the credentials in the kafka.* settings.";
            case UnsupportedVersionException _ ->
                " The brokers are older than 4.0: upgrade them, or set pressrun.group.protocol=classic.";
            default -> "";
        };
    }
}
