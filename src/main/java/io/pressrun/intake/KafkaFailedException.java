package io.pressrun.intake;

import org.apache.kafka.common.KafkaException;

/** Kafka did not do what a command asked of it; the message is the client library's. */
public final class KafkaFailedException extends RuntimeException {
    KafkaFailedException(KafkaException cause) {
        super(cause.getMessage(), cause);
    }
}
