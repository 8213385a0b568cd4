package io.pressrun.deliver;

import java.util.concurrent.CompletableFuture;

/** A store of finished PDFs. Thread-safe. */
public interface PdfStore extends AutoCloseable {
    /**
     * Puts a PDF where it stays. Nothing is ever overwritten. Putting the same bytes under the same key again succeeds,
     * so a job may be delivered twice. Where another PDF of the same origin lies, an earlier run of the job stored it
     * and ended before its result: that one is kept, and the delivery tells of it instead of the PDF that was given.
     *
     * @param key relative and {@code /}-separated, see {@link OutputKeys}; a topic ignores it
     * @return completes exceptionally only with a {@link io.pressrun.job.JobFailedException}: {@code OUTPUT_INVALID},
     *     {@code OUTPUT_CONFLICT}, {@code PDF_TOO_LARGE}, {@code STORE_UNAVAILABLE}, {@code STORE_REFUSED}, or
     *     {@code INTERNAL_ERROR} for a defect
     */
    CompletableFuture<Delivery> put(PdfFile pdf, String key);

    /**
     * Asks whether the store would take a PDF now.
     *
     * @return completes exceptionally with what {@link #put} would fail with
     */
    CompletableFuture<Void> probe();

    /** Waits for what is under way and gives back what the store opened itself. */
    @Override
    void close();
}
