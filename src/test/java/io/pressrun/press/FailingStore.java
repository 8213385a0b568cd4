package io.pressrun.press;

import io.pressrun.deliver.Delivery;
import io.pressrun.deliver.PdfFile;
import io.pressrun.deliver.PdfStore;
import io.pressrun.job.JobFailedException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** PDFs by key, until it is told to answer otherwise. */
final class FailingStore implements PdfStore {
    final Map<String, PdfFile> pdfs = new ConcurrentHashMap<>();
    private volatile @Nullable RuntimeException defect;
    private volatile @Nullable CompletableFuture<Delivery> answer;
    private volatile Runnable atPut = () -> {};

    /** From now on every {@link #put} completes with this failure. */
    void failWith(JobFailedException failure) {
        answer = CompletableFuture.failedFuture(failure);
    }

    /** From now on every {@link #put} completes with this defect. */
    void completeWith(RuntimeException failure) {
        answer = CompletableFuture.failedFuture(failure);
    }

    /** From now on {@link #put} throws. */
    void throwing(RuntimeException failure) {
        defect = failure;
    }

    /** From now on no {@link #put} is answered. */
    void hang() {
        hang(() -> {});
    }

    /** @param meanwhile what happens while it does not answer */
    void hang(Runnable meanwhile) {
        answer = new CompletableFuture<>();
        atPut = meanwhile;
    }

    /** Takes PDFs again. */
    void recover() {
        answer = null;
        defect = null;
        atPut = () -> {};
    }

    @Override
    public CompletableFuture<Delivery> put(PdfFile pdf, String key) {
        if (defect != null) {
            throw defect;
        }
        pdfs.put(key, pdf);
        atPut.run();
        return answer != null
                ? answer
                : CompletableFuture.completedFuture(new Delivery(pdf.receipt("store", "memory:" + key, key), null));
    }

    @Override
    public CompletableFuture<Void> probe() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
}
