package io.pressrun.job;

import org.jspecify.annotations.Nullable;

/**
 * Proof that a PDF lies where a result says.
 *
 * @param to {@code store} or {@code topic}
 * @param uri the address of the PDF: {@code s3://bucket/key}, {@code file:///…} or {@code kafka:topic}
 * @param key the key in the store; {@code null} for a topic
 * @param bytes the PDF's length in bytes
 * @param sha256 of the PDF, 64 lower-case hexadecimal digits
 */
public record Receipt(String to, String uri, @Nullable String key, int pages, long bytes, String sha256) {
    /** The receipt for another PDF at the same place. */
    public Receipt withContents(int otherPages, long otherBytes, String otherSha256) {
        return new Receipt(to, uri, key, otherPages, otherBytes, otherSha256);
    }
}
