package io.pressrun.deliver;

import io.pressrun.job.Sha256;

/**
 * A finished PDF.
 *
 * @param jobId the job that it answers
 * @param bytes the whole file; shared, not to be written to
 * @param sha256 of the bytes, 64 lower-case hexadecimal digits
 */
@SuppressWarnings("ArrayRecordComponent")
public record PdfFile(String jobId, byte[] bytes, int pages, String sha256) {
    /** A PDF whose hash is computed here. */
    public static PdfFile of(String jobId, byte[] bytes, int pages) {
        return new PdfFile(jobId, bytes, pages, Sha256.hex(bytes));
    }

    @Override
    public String toString() {
        return "PdfFile[jobId=" + jobId + ", bytes=" + bytes.length + ", pages=" + pages + ", sha256=" + sha256 + "]";
    }
}
