package io.pressrun.press;

import io.pressrun.deliver.PendingRecord;
import io.pressrun.job.Outcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The end of one submission: its outcome, and what must be published with its result.
 *
 * @param id the job's, or the record's position where the job could not be read
 * @param pdf the record that carries the PDF and must be published together with the result; {@code null} when the PDF
 *     lies in a store, or there is none
 * @param stack what was thrown, in short, for people; {@code null} when nothing was
 */
public record Completion(
        String id,
        Map<String, String> labels,
        Outcome outcome,
        @Nullable PendingRecord pdf,
        @Nullable String stack) {
    public Completion {
        labels = Map.copyOf(labels);
    }

    public Completion(String id, Map<String, String> labels, Outcome outcome, @Nullable PendingRecord pdf) {
        this(id, labels, outcome, pdf, null);
    }
}
