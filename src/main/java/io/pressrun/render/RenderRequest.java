package io.pressrun.render;

import io.pressrun.document.ParsedDocument;
import io.pressrun.fetch.JobAssets;
import io.pressrun.job.Deadline;
import io.pressrun.job.RenderJob;
import java.util.function.BooleanSupplier;

/**
 * A document ready to be printed.
 *
 * @param document is changed by the render: one document, one render
 * @param deadline of the render, not of the whole job
 * @param cancelled asked often from the render thread; once true the render stops
 */
public record RenderRequest(
        RenderJob job, ParsedDocument document, JobAssets assets, Deadline deadline, BooleanSupplier cancelled) {}
