package io.pressrun.intake.topic;

import java.util.Set;

/**
 * What the brokers tell a worker at its start.
 *
 * @param metadataBytes what they take as metadata of a commit ({@code offset.metadata.max.bytes})
 * @param formerRetryTopics those of delays that were set before, on which jobs may wait
 */
public record Brokers(int metadataBytes, Set<String> formerRetryTopics) {
    public Brokers {
        formerRetryTopics = Set.copyOf(formerRetryTopics);
    }
}
