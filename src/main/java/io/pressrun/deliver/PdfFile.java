package io.pressrun.deliver;

import io.pressrun.job.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A finished PDF.
 *
 * @param jobId the job that it answers
 * @param bytes the whole file; shared, not to be written to
 * @param sha256 of the bytes, 64 lower-case hexadecimal digits
 * @param origin the record that asked for it, in visible ASCII and unlike that of any other record; {@code null} when
 *     no record did. A store keeps it beside the PDF and knows by it what an earlier run of the same job left
 */
@SuppressWarnings("ArrayRecordComponent")
public record PdfFile(
        String jobId,
        byte[] bytes,
        int pages,
        String sha256,
        @Nullable String origin) {
    /** A PDF whose hash is computed here. */
    public static PdfFile of(String jobId, byte[] bytes, int pages, @Nullable String origin) {
        return new PdfFile(jobId, bytes, pages, Sha256.hex(bytes), origin);
    }

    /** What a result says of this PDF. */
    public PdfSummary summary() {
        return new PdfSummary(pages, bytes.length, sha256);
    }

    /** Whether the same record asked for the PDF that says so of itself. */
    boolean hasOrigin(@Nullable String other) {
        return origin != null && origin.equals(other);
    }

    @Override
    public String toString() {
        return "PdfFile[jobId=" + jobId + ", bytes=" + bytes.length + ", pages=" + pages + ", sha256=" + sha256
                + ", origin=" + origin + "]";
    }
}
