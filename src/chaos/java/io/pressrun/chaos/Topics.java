package io.pressrun.chaos;

import io.pressrun.chaos.History.Topic;
import java.util.List;
import java.util.Map;

/** The topics of one group of workers. */
record Topics(String requests, String results, String pdfs, String deadLetters) {
    /** After which a job is tried again the first time. */
    static final String FIRST_DELAY = "1s";

    private static final String DEAD_LETTERS = "dead letters";
    private static final String RETRY = "retry";

    static Topics of(String name) {
        return new Topics(name, name + "-results", name + "-pdfs", "dlq." + name);
    }

    Map<String, Topic> outputs() {
        return Map.of(results, Topic.RESULTS, pdfs, Topic.PDFS, deadLetters, Topic.DEAD_LETTERS);
    }

    /** What all retry topics of the group begin with. */
    String retryPrefix() {
        return requests + ".retry.";
    }

    /** The roles of topics that a fault makes refuse records. */
    static List<String> refusing(boolean tooSmall) {
        return tooSmall
                ? List.of(Checker.RESULTS_TOO_SMALL, Checker.PDFS_TOO_SMALL)
                : List.of(Checker.RESULTS_TOO_SMALL, Checker.PDFS_TOO_SMALL, DEAD_LETTERS, RETRY);
    }

    String inRole(String role) {
        return switch (role) {
            case Checker.RESULTS_TOO_SMALL -> results;
            case Checker.PDFS_TOO_SMALL -> pdfs;
            case DEAD_LETTERS -> deadLetters;
            case RETRY -> retryPrefix() + FIRST_DELAY;
            default -> throw new IllegalArgumentException(role);
        };
    }
}
