package io.pressrun.fetch;

import io.pressrun.fetch.http.OversizeException;
import io.pressrun.fetch.share.JobBudget;

/**
 * What one job may still have of assets that do not come over HTTP, and whose bytes count once they are there.
 *
 * @param maxAssetBytes of one asset
 */
record AssetAllowance(JobBudget budget, long maxAssetBytes) {
    /** The bytes that one more asset may have. */
    long bytes() {
        return budget.allowedFor(maxAssetBytes);
    }

    /** The asset, its bytes counted, or that it is too large. */
    Asset charge(Asset asset) {
        try {
            if (asset instanceof Asset.Found found) {
                budget.take(found.bytes().length);
            }
            return asset;
        } catch (OversizeException e) {
            return Asset.Missing.absent(asset.uri(), e.explanation());
        }
    }
}
