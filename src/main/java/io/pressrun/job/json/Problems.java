package io.pressrun.job.json;

import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with one job, in the order found: a sentence for each, and none holds a secret. */
final class Problems {
    private static final int MAX_REPORTED = 10;

    private final List<String> reported = new ArrayList<>();
    private int count;

    void add(String path, String sentence) {
        count++;
        if (reported.size() < MAX_REPORTED) {
            reported.add(path + " " + sentence);
        }
    }

    boolean any() {
        return count > 0;
    }

    void throwIfAny() throws JobFailedException {
        if (any()) {
            throw new JobFailedException(FailureCode.JOB_INVALID, toString());
        }
    }

    @Override
    public String toString() {
        String text = reported.stream().collect(Collectors.joining("; "));
        return count > reported.size() ? text + "; and " + (count - reported.size()) + " more" : text;
    }
}
