package io.pressrun.press;

import io.pressrun.fetch.Asset;
import io.pressrun.fetch.JobAssets;
import io.pressrun.job.AssetKind;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.RenderJob;
import io.pressrun.job.RenderJob.OnMissing;
import io.pressrun.job.ShownUri;
import io.pressrun.job.Warning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What becomes of a job whose assets are not all there. */
final class MissingAssets {
    private static final int MAX_MISSING_LISTED = 100;

    private MissingAssets() {}

    private record Gap(AssetKind kind, Asset.Missing asset) {
        FailureCode code() {
            if (asset.blocked()) {
                return FailureCode.RESOURCE_BLOCKED;
            }
            return asset.transientFailure() ? FailureCode.ASSET_UNAVAILABLE : FailureCode.ASSET_MISSING;
        }
    }

    /** @throws JobFailedException when one is missing of a kind without which the job does not want to be printed */
    static void check(RenderJob job, JobAssets assets) throws JobFailedException {
        // What is gone for good decides: trying again would not bring it back.
        var missing = gaps(assets)
                .filter(gap -> job.fetch().onMissing(gap.kind) == OnMissing.FAIL)
                .min(Comparator.comparing(gap -> gap.code().retryable()));
        if (missing.isPresent()) {
            var gap = missing.get();
            throw new JobFailedException(gap.code(), ShownUri.of(gap.asset.uri()) + ": " + gap.asset.message());
        }
    }

    /** One for each missing asset, up to a cap, and before them one that says that the page lacks its styles. */
    static List<Warning> warnings(JobAssets assets) {
        var gaps = gaps(assets).toList();
        var warnings = new ArrayList<Warning>();
        var stylesheets =
                gaps.stream().filter(gap -> gap.kind == AssetKind.STYLESHEET).toList();
        if (!stylesheets.isEmpty()) {
            warnings.add(new Warning(
                    "STYLESHEET_MISSING",
                    "The document was printed without the rules of " + stylesheets.size()
                            + (stylesheets.size() == 1 ? " stylesheet" : " stylesheets")
                            + " and will not look as meant.",
                    ShownUri.of(stylesheets.getFirst().asset.uri())));
        }
        gaps.stream()
                .limit(MAX_MISSING_LISTED)
                .map(gap -> new Warning(gap.code().name(), gap.asset.message(), ShownUri.of(gap.asset.uri())))
                .forEach(warnings::add);
        int omitted = gaps.size() - MAX_MISSING_LISTED;
        if (omitted > 0) {
            warnings.add(new Warning("WARNINGS_OMITTED", omitted + " more missing assets are not listed.", null));
        }
        return warnings;
    }

    private static Stream<Gap> gaps(JobAssets assets) {
        return assets.answers().stream()
                .filter(answer -> answer.asset() instanceof Asset.Missing)
                .map(answer -> new Gap(answer.kind(), (Asset.Missing) answer.asset()));
    }
}
