package io.pressrun.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the checker makes of a history. */
record Verdict(List<Finding> findings, Figures figures) {
    Verdict {
        findings = List.copyOf(findings);
    }

    boolean isGreen() {
        return findings.isEmpty();
    }

    /** What can be wrong. */
    enum Wrong {
        /** Nothing was put to the test, or too little. */
        TOO_LITTLE,
        LOST,
        DUPLICATE,
        UNKNOWN_INPUT,
        WRONG_OUTCOME,
        WRONG_KEY,
        WRONG_ATTEMPTS,
        WRONG_WARNINGS,
        NO_OBJECT,
        WRONG_BYTES,
        BAD_PDF,
        WRONG_PAGES,
        SWAPPED,
        PDF_RECORDS,
        DEAD_LETTERS,
        SEEN_AND_GONE,
        SEEN_TWICE,
        NOT_SEEN,
        FENCED_WORKER_PUBLISHED,
        LAG,
        HANGING_TRANSACTION,
        WORKER_DIED,
        HARNESS
    }

    record Finding(Wrong wrong, String what) {
        @Override
        public String toString() {
            return wrong + ": " + what;
        }
    }

    /**
     * @param faults that had an effect, by kind
     * @param unfelt faults that had none
     * @param retried results of jobs that were tried more than once
     * @param crashers killer jobs that ended as such
     * @param convicted other jobs that ended so, since they were by at two deaths, at the second on trial
     * @param unreferenced objects in the store that no result names
     * @param longestRecovery the longest time from the end of a fault until every job accepted before it had its result
     */
    record Figures(
            Map<String, Integer> jobs,
            Map<String, Integer> faults,
            Map<String, Integer> unfelt,
            Map<String, Integer> results,
            int retried,
            int crashers,
            int convicted,
            int unreferenced,
            long longestRecovery,
            String longestRecoveryAfter) {
        Figures {
            jobs = Map.copyOf(jobs);
            faults = Map.copyOf(faults);
            unfelt = Map.copyOf(unfelt);
            results = Map.copyOf(results);
        }

        Figures plus(Figures other) {
            boolean longer = other.longestRecovery > longestRecovery;
            return new Figures(
                    sum(jobs, other.jobs),
                    sum(faults, other.faults),
                    sum(unfelt, other.unfelt),
                    sum(results, other.results),
                    retried + other.retried,
                    crashers + other.crashers,
                    convicted + other.convicted,
                    unreferenced + other.unreferenced,
                    longer ? other.longestRecovery : longestRecovery,
                    longer ? other.longestRecoveryAfter : longestRecoveryAfter);
        }

        private static Map<String, Integer> sum(Map<String, Integer> one, Map<String, Integer> other) {
            var sum = new HashMap<>(one);
            other.forEach((name, count) -> sum.merge(name, count, Integer::sum));
            return sum;
        }
    }

    /** All of them together. */
    static Verdict of(List<Verdict> parts) {
        var findings = new ArrayList<Finding>();
        var sum = new Figures(Map.of(), Map.of(), Map.of(), Map.of(), 0, 0, 0, 0, 0, "");
        for (Verdict part : parts) {
            findings.addAll(part.findings());
            sum = sum.plus(part.figures());
        }
        return new Verdict(findings, sum);
    }

    /** The same, but red when less was put to the test. */
    Verdict atLeast(int jobs, int faults) {
        var all = new ArrayList<>(findings);
        require(all, jobs, sum(figures.jobs()), "jobs");
        require(all, faults, sum(figures.faults()), "faults with an effect");
        return new Verdict(all, figures);
    }

    private static void require(List<Finding> findings, int least, int count, String what) {
        if (count < least) {
            findings.add(new Finding(Wrong.TOO_LITTLE, count + " " + what + " instead of at least " + least));
        }
    }

    static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    long count(Wrong wrong) {
        return findings.stream().filter(finding -> finding.wrong() == wrong).count();
    }
}
