package io.pressrun.chaos;

import io.pressrun.chaos.History.Topic;
import java.util.Map;

/** The topics of one group of workers. */
record Topics(String requests, String results, String pdfs, String deadLetters) {
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
}
