package io.pressrun.chaos;

import io.pressrun.chaos.Checker.Answer;
import io.pressrun.chaos.History.Fault;
import io.pressrun.chaos.History.Input;
import io.pressrun.chaos.Verdict.Figures;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts what a history holds. */
final class Tally {
    private Tally() {}

    static Figures of(History history, Map<String, Input> inputs, Map<String, List<Answer>> answers, int unreferenced) {
        var results = answers.values().stream()
                .flatMap(List::stream)
                .map(Answer::result)
                .toList();
        var faults = history.faults().stream().collect(Collectors.partitioningBy(Fault::felt));
        var crashes = results.stream()
                .filter(result -> Outcomes.is(result.outcome(), FailureCode.WORKER_CRASH))
                .collect(Collectors.partitioningBy(result -> isKiller(inputs, result), Collectors.counting()));
        var recovery = Recovery.longest(history, answers);
        return new Figures(
                count(history.inputs(), input -> input.kind().name()),
                count(faults.getOrDefault(true, List.of()), Fault::kind),
                count(faults.getOrDefault(false, List.of()), Fault::kind),
                count(results, result -> Outcomes.describe(result.outcome())),
                (int) results.stream().filter(result -> result.attempts() > 1).count(),
                crashes.getOrDefault(true, 0L).intValue(),
                crashes.getOrDefault(false, 0L).intValue(),
                unreferenced,
                recovery.millis(),
                recovery.after());
    }

    private static boolean isKiller(Map<String, Input> inputs, JobResult result) {
        var input = inputs.get(result.input().toString());
        return input != null && input.kind() == JobKind.KILLER;
    }

    private static <T> Map<String, Integer> count(List<T> things, Function<T, String> name) {
        var counts = new TreeMap<String, Integer>();
        things.forEach(thing -> counts.merge(name.apply(thing), 1, Integer::sum));
        return counts;
    }
}
