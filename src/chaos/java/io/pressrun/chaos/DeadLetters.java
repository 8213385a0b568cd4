package io.pressrun.chaos;

import io.pressrun.chaos.Checker.Answer;
import io.pressrun.chaos.History.Input;
import io.pressrun.chaos.History.Output;
import io.pressrun.chaos.History.Topic;
import io.pressrun.chaos.Verdict.Finding;
import io.pressrun.chaos.Verdict.Wrong;
import io.pressrun.job.FailureCode;
import io.pressrun.job.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One dead letter for every job that failed, the record as it was, and none for the others. */
final class DeadLetters {
    private final Map<String, Input> inputs;
    private final Map<String, List<Answer>> answers;
    private final List<Finding> findings;
    private final Map<String, List<Output>> letters = new HashMap<>();

    DeadLetters(History history, Map<String, Input> inputs, Map<String, List<Answer>> answers, List<Finding> findings) {
        this.inputs = inputs;
        this.answers = answers;
        this.findings = findings;
        for (Output record : history.last()) {
            if (record.topic() == Topic.DEAD_LETTERS) {
                String position = record.header("__dlq.errors.topic") + "-" + record.header("__dlq.errors.partition")
                        + "-" + record.header("__dlq.errors.offset");
                letters.computeIfAbsent(position, _ -> new ArrayList<>()).add(record);
            }
        }
    }

    void check() {
        letters.keySet().stream()
                .filter(position -> !inputs.containsKey(position))
                .forEach(position -> find(position, "there is a dead letter for it, which nobody sent"));
        inputs.values().forEach(this::check);
    }

    private void check(Input input) {
        var code = answers.getOrDefault(input.position(), List.of()).stream()
                .map(answer -> answer.result().outcome())
                .filter(Outcome.Failed.class::isInstance)
                .map(outcome -> ((Outcome.Failed) outcome).code())
                .filter(failed -> failed != FailureCode.EXPIRED)
                .findFirst();
        var found = letters.getOrDefault(input.position(), List.of());
        int wanted = code.isPresent() ? 1 : 0;
        if (found.size() != wanted) {
            find(input.position(), "has " + found.size() + " dead letters instead of " + wanted);
        }
        for (Output letter : found) {
            if (!isAsItWas(letter, input)) {
                find(input.position(), "has a dead letter that is not the record it was");
            }
            if (code.isPresent() && !Objects.equals(code.get().name(), letter.header("pressrun-error-code"))) {
                find(
                        input.position(),
                        "failed with " + code.get() + ", its dead letter says " + letter.header("pressrun-error-code"));
            }
        }
    }

    /** Byte for byte; what is told of the failure stands behind the headers of the request. */
    private static boolean isAsItWas(Output letter, Input input) {
        int own = input.headers().size();
        return Objects.equals(letter.key(), input.key())
                && Hashes.sha256(letter.value()).equals(input.sha256())
                && letter.headers().size() > own
                && letter.headers().subList(0, own).equals(input.headers());
    }

    private void find(String position, String what) {
        findings.add(new Finding(Wrong.DEAD_LETTERS, position + " " + what));
    }
}
