package io.pressrun.fetch.share;

import io.pressrun.fetch.http.OversizeException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What one job may still fetch. Bytes that arrived count, whether or not they made an asset. */
public final class JobBudget {
    private final long maxBytes;
    private final int maxAssets;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger assets = new AtomicInteger();

    public JobBudget(long maxBytes, int maxAssets) {
        this.maxBytes = maxBytes;
        this.maxAssets = maxAssets;
    }

    /** @throws OversizeException when the job's assets are together over the limit */
    public void take(long count) {
        if (bytes.addAndGet(count) > maxBytes) {
            throw OversizeException.ofJob(maxBytes);
        }
    }

    /** Whether one more address may be fetched. */
    public boolean takeAsset() {
        return assets.incrementAndGet() <= maxAssets;
    }

    /** The bytes that one more asset may have, of so many at the most. */
    public long allowedFor(long maxAssetBytes) {
        return Math.min(maxAssetBytes, Math.max(0, maxBytes - bytes.get()));
    }

    public int maxAssets() {
        return maxAssets;
    }
}
