package io.pressrun.press;

import io.pressrun.fetch.Asset;
import io.pressrun.fetch.JobAssets;
import io.pressrun.fetch.JobAssets.Answer;
import io.pressrun.job.AssetReport;
import io.pressrun.job.AssetReport.AssetOutcome;
import io.pressrun.job.ShownUri;
import io.pressrun.job.Warning;
import java.util.List;
import java.util.Optional;

/** What the result tells of a job's assets. */
final class AssetReports {
    /** So that a result stays small beside a topic's usual limit of 1 MiB. */
    private static final int MAX_LISTED = 200;

    private AssetReports() {}

    /**
     * What was fetched or carried, in the order in which it was asked for, up to a cap. A {@code data:} URI is a part of
     * the document and counts only when nothing can be made of it.
     */
    static List<AssetReport> of(JobAssets assets) {
        return reported(assets).stream()
                .limit(MAX_LISTED)
                .map(AssetReports::report)
                .toList();
    }

    /** Says how many there are beyond the cap. */
    static Optional<Warning> omission(JobAssets assets) {
        int omitted = reported(assets).size() - MAX_LISTED;
        return omitted <= 0
                ? Optional.empty()
                : Optional.of(new Warning("ASSETS_OMITTED", omitted + " more assets are not listed.", null));
    }

    private static List<Answer> reported(JobAssets assets) {
        return assets.answers().stream()
                .filter(answer -> answer.asset() instanceof Asset.Missing
                        || !"data".equalsIgnoreCase(answer.asset().uri().getScheme()))
                .toList();
    }

    private static AssetReport report(Answer answer) {
        var asset = answer.asset();
        String uri = ShownUri.of(asset.uri());
        var transfer = asset.transfer();
        return switch (asset) {
            case Asset.Found found ->
                new AssetReport(
                        uri,
                        answer.kind(),
                        AssetOutcome.FOUND,
                        transfer.status(),
                        found.bytes().length,
                        transfer.fromCache(),
                        transfer.took().toMillis());
            // Neither status nor time: they could tell what there is behind the policy.
            case Asset.Missing missing
            when missing.blocked() -> new AssetReport(uri, answer.kind(), AssetOutcome.BLOCKED, 0, 0, false, 0);
            case Asset.Missing missing ->
                new AssetReport(
                        uri,
                        answer.kind(),
                        missing.transientFailure() ? AssetOutcome.UNAVAILABLE : AssetOutcome.MISSING,
                        transfer.status(),
                        0,
                        false,
                        transfer.took().toMillis());
        };
    }
}
