package io.pressrun.press;

import io.pressrun.fetch.Asset;
import io.pressrun.fetch.JobAssets;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.RenderJob;
import io.pressrun.job.RenderJob.OnMissing;
import io.pressrun.job.Warning;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What becomes of a job whose assets are not all there. */
final class MissingAssets {
    private static final int MAX_MISSING_LISTED = 100;
    private static final int MAX_ADDRESS = 200;

    private MissingAssets() {}

    /** @throws JobFailedException when the job wants all its assets and one is missing */
    static void check(RenderJob job, JobAssets assets) throws JobFailedException {
        if (job.fetch().onMissing() != OnMissing.FAIL) {
            return;
        }
        // What is gone for good decides: trying again would not bring it back.
        var missing =
                missing(assets).min(Comparator.comparing(asset -> codeOf(asset).retryable()));
        if (missing.isPresent()) {
            var asset = missing.get();
            throw new JobFailedException(codeOf(asset), shortened(asset.uri()) + ": " + asset.message());
        }
    }

    /** One for each missing asset, up to a cap. */
    static List<Warning> warnings(JobAssets assets) {
        var missing = missing(assets).toList();
        var warnings = missing.stream()
                .limit(MAX_MISSING_LISTED)
                .map(asset -> new Warning(codeOf(asset).name(), asset.message(), shortened(asset.uri())))
                .collect(Collectors.toCollection(ArrayList::new));
        int omitted = missing.size() - warnings.size();
        if (omitted > 0) {
            warnings.add(new Warning("WARNINGS_OMITTED", omitted + " more missing assets are not listed.", null));
        }
        return warnings;
    }

    private static Stream<Asset.Missing> missing(JobAssets assets) {
        return assets.settled().stream().filter(Asset.Missing.class::isInstance).map(Asset.Missing.class::cast);
    }

    /** A {@code data:} URI may be megabytes long. */
    private static String shortened(URI uri) {
        String text = uri.toString();
        return text.length() <= MAX_ADDRESS ? text : text.substring(0, MAX_ADDRESS) + "…";
    }

    private static FailureCode codeOf(Asset.Missing missing) {
        if (missing.blocked()) {
            return FailureCode.RESOURCE_BLOCKED;
        }
        return missing.transientFailure() ? FailureCode.ASSET_UNAVAILABLE : FailureCode.ASSET_MISSING;
    }
}
