package io.pressrun.deliver;

import org.jspecify.annotations.Nullable;

/**
 * What a result says of a PDF.
 *
 * @param bytes the length in bytes
 * @param sha256 64 lower-case hexadecimal digits
 */
public record PdfSummary(int pages, long bytes, String sha256) {
    /** @param text the decimal number that a store keeps beside a PDF; {@code null} when it keeps none */
    static @Nullable Integer pages(@Nullable String text) {
        return text != null && text.matches("[1-9][0-9]{0,8}") ? Integer.valueOf(text) : null;
    }
}
