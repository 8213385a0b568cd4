package io.pressrun.bench;

import io.pressrun.deliver.Delivery;
import io.pressrun.deliver.PdfFile;
import io.pressrun.deliver.PdfStore;
import io.pressrun.job.Receipt;
import java.util.concurrent.CompletableFuture;

/** A store that keeps the last PDF in memory. */
final class KeptPdf implements PdfStore {
    private volatile byte[] bytes = {};

    byte[] bytes() {
        return bytes;
    }

    @Override
    public CompletableFuture<Delivery> put(PdfFile pdf, String key) {
        bytes = pdf.bytes();
        return CompletableFuture.completedFuture(new Delivery(new Receipt("store", "memory:" + key, key), null));
    }

    @Override
    public CompletableFuture<Void> probe() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
