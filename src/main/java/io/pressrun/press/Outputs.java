package io.pressrun.press;

import io.pressrun.deliver.OutputKeys;
import io.pressrun.deliver.PdfStore;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.RenderJob;
import io.pressrun.job.RenderJob.Output;
import org.jspecify.annotations.Nullable;

/**
 * Where this worker can put PDFs.
 *
 * @param store {@code null} when the worker has none
 * @param topic {@code null} when the worker has none
 * @param topicByDefault where a job goes that does not say
 */
public record Outputs(@Nullable PdfStore store, @Nullable PdfStore topic, boolean topicByDefault) {
    /** A store and the key under which it takes the PDF; the topic ignores the key. */
    record Target(PdfStore store, String key) {}

    Target targetOf(RenderJob job) throws JobFailedException {
        return switch (job.output()) {
            case Output.Unspecified _ -> topicByDefault ? toTopic() : toStore(OutputKeys.ofJob(job.id()));
            case Output.Store(var key) -> toStore(key == null ? OutputKeys.ofJob(job.id()) : key);
            case Output.Topic _ -> toTopic();
        };
    }

    private Target toStore(String key) throws JobFailedException {
        if (store == null) {
            throw new JobFailedException(
                    FailureCode.OUTPUT_INVALID,
                    "output.to is \"store\", but this worker has no store. Say \"topic\", or set pressrun.store.kind.");
        }
        return new Target(store, key);
    }

    private Target toTopic() throws JobFailedException {
        if (topic == null) {
            throw new JobFailedException(
                    FailureCode.OUTPUT_INVALID,
                    "output.to is \"topic\", but this run has no PDF topic. Say \"store\".");
        }
        return new Target(topic, "");
    }
}
