package io.pressrun.deliver;

import io.pressrun.job.Receipt;
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

    /**
     * The receipt for this PDF at a place.
     *
     * @param key {@code null} for a topic
     */
    public Receipt receipt(String to, String uri, @Nullable String key) {
        return new Receipt(to, uri, key, pages, bytes.length, sha256);
    }

    /** @param text the decimal number that a store keeps beside a PDF; {@code null} when it keeps none */
    static @Nullable Integer pages(@Nullable String text) {
        return text != null && text.matches("[1-9][0-9]{0,8}") ? Integer.valueOf(text) : null;
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
