package io.pressrun.deliver;

import io.pressrun.job.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * Where a PDF lies.
 *
 * @param receipt for what lies there: not always the PDF that was given, see {@link PdfStore#put}
 * @param record what must still be published together with the result; {@code null} when the PDF lies there already
 */
public record Delivery(Receipt receipt, @Nullable PendingRecord record) {}
