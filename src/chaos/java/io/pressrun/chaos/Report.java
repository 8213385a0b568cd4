package io.pressrun.chaos;

import io.pressrun.chaos.Verdict.Wrong;
import java.util.Map;
import java.util.stream.Collectors;

/** The table at the end of a run. */
final class Report {
    private Report() {}

    static String of(Verdict verdict) {
        var figures = verdict.figures();
        var table = new StringBuilder("\n");
        row(table, "Jobs", Verdict.sum(figures.jobs()) + ": " + list(figures.jobs()));
        row(table, "Faults", Verdict.sum(figures.faults()) + ": " + list(figures.faults()));
        row(table, "Without effect", Verdict.sum(figures.unfelt()) + ": " + list(figures.unfelt()));
        row(table, "Results", Verdict.sum(figures.results()) + ": " + list(figures.results()));
        row(table, "Duplicates", verdict.count(Wrong.DUPLICATE));
        row(table, "Lost", verdict.count(Wrong.LOST));
        row(table, "Swapped", verdict.count(Wrong.SWAPPED));
        row(table, "Tried again", figures.retried());
        row(table, "WORKER_CRASH", figures.crashers() + " that did it, " + figures.convicted() + " that were by twice");
        row(table, "Objects nobody names", figures.unreferenced());
        row(table, "Longest recovery", figures.longestRecovery() + " ms, after " + figures.longestRecoveryAfter());
        row(
                table,
                "Verdict",
                verdict.isGreen() ? "green" : "RED, " + verdict.findings().size() + " findings");
        return table.toString();
    }

    private static void row(StringBuilder table, String name, Object value) {
        table.append(String.format("%-22s%s%n", name, value));
    }

    private static String list(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
