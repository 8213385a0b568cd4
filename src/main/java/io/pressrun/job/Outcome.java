package io.pressrun.job;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a job ended, or why it has not ended yet. */
public sealed interface Outcome {
    /** An outcome of a job that was worked on, with what is told of the work. */
    sealed interface Reported extends Outcome {
        Report report();

        default List<Warning> warnings() {
            return report().warnings();
        }

        default List<AssetReport> assets() {
            return report().assets();
        }

        default Timings timings() {
            return report().timings();
        }
    }

    /** The PDF is made and stored. */
    record Printed(Receipt receipt, Report report) implements Reported {}

    /** There will be no PDF. */
    record Failed(FailureCode code, String message, Report report) implements Reported {}

    /**
     * The failure may pass by itself: try again later.
     *
     * @param notAfter when it is too late for that; {@code null} when it never is
     */
    record RetryLater(
            FailureCode code,
            String message,
            Report report,
            @Nullable Instant notAfter) implements Reported {}

    /** The worker stopped, or lost the record, before the job ended. Nothing is published and no attempt is counted. */
    record Interrupted() implements Outcome {}

    /** What is told of the work on a job. */
    record Report(List<Warning> warnings, List<AssetReport> assets, Timings timings) {
        public static final Report NONE = new Report(List.of(), List.of(), Timings.NONE);

        public Report {
            warnings = List.copyOf(warnings);
            assets = List.copyOf(assets);
        }
    }

    /** Milliseconds by the label of a {@link Stage}, in order. */
    record Timings(Map<String, Long> millis) {
        public static final Timings NONE = new Timings(Map.of());

        public Timings {
            millis = Collections.unmodifiableMap(new LinkedHashMap<>(millis));
        }
    }
}
