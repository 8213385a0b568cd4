package io.pressrun.press;

import io.pressrun.fetch.JobAssets;
import io.pressrun.job.AssetReport;
import io.pressrun.job.Outcome.Report;
import io.pressrun.job.Warning;
import java.util.ArrayList;
import java.util.List;

/** What will be told of the work on one job, while it goes on. Confined to the job's thread. */
final class WorkNotes {
    private final StageClock stages = new StageClock(System::nanoTime);
    private final List<Warning> warnings = new ArrayList<>();
    private List<AssetReport> assets = List.of();

    StageClock stages() {
        return stages;
    }

    void warn(List<Warning> more) {
        warnings.addAll(more);
    }

    /** What weighs more than all that was noted so far. */
    void warnFirst(List<Warning> more) {
        warnings.addAll(0, more);
    }

    /** Notes what has become of the assets by now. */
    void assets(JobAssets of) {
        assets = AssetReports.of(of);
        AssetReports.omission(of).ifPresent(warnings::add);
    }

    Report report() {
        return new Report(warnings, assets, stages.timings());
    }
}
