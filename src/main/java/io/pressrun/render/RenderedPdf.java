package io.pressrun.render;

import io.pressrun.job.Warning;
import java.util.List;

/** A finished PDF and what the engine could not do as the document asked. */
@SuppressWarnings("ArrayRecordComponent")
public record RenderedPdf(byte[] bytes, int pages, List<Warning> warnings) {
    public RenderedPdf {
        warnings = List.copyOf(warnings);
    }
}
