package io.pressrun.job;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a job ended, or why it has not ended yet. */
public sealed interface Outcome {
    /**
     * The PDF is made and stored.
     *
     * @param bytes the PDF's length in bytes
     * @param sha256 of the PDF, 64 lower-case hexadecimal digits
     */
    record Printed(Receipt receipt, int pages, long bytes, String sha256, List<Warning> warnings, Timings timings)
            implements Outcome {
        public Printed {
            warnings = List.copyOf(warnings);
        }
    }

    /** There will be no PDF. */
    record Failed(FailureCode code, String message, List<Warning> warnings, Timings timings) implements Outcome {
        public Failed {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The failure may pass by itself: try again later.
     *
     * @param notAfter when it is too late for that; {@code null} when it never is
     */
    record RetryLater(
            FailureCode code,
            String message,
            List<Warning> warnings,
            Timings timings,
            @Nullable Instant notAfter) implements Outcome {
        public RetryLater {
            warnings = List.copyOf(warnings);
        }
    }

    /** The worker stopped, or lost the record, before the job ended. Nothing is published and no attempt is counted. */
    record Interrupted() implements Outcome {}

    /** Milliseconds by the label of a {@link Stage}, in order. */
    record Timings(Map<String, Long> millis) {
        public static final Timings NONE = new Timings(Map.of());

        public Timings {
            millis = Collections.unmodifiableMap(new LinkedHashMap<>(millis));
        }
    }
}
