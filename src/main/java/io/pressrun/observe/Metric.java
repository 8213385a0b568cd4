package io.pressrun.observe;

import io.pressrun.job.FailureCode;
import io.pressrun.job.Stage;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every metric of Pressrun's own. No label holds anything that grows with the jobs, such as an id. */
public enum Metric {
    BUILD("pressrun.build.info", Type.GAUGE, null, "Always 1; the label tells the version that runs.", "version"),
    JOBS(
            "pressrun.jobs",
            Type.COUNTER,
            null,
            "Jobs that ended with a result: `status` is `printed` (with the code `none`) or `failed`, which includes those"
                    + " that expired, with the code `EXPIRED`.",
            "status",
            "code"),
    JOB_DURATION(
            "pressrun.job.duration",
            Type.TIMER,
            "seconds",
            "Time of jobs by stage: " + stages()
                    + ". `queue` is the time spent waiting for a render thread, `total` that of the whole job, and"
                    + " `publish` that of a transaction with the results of many jobs.",
            "stage"),
    JOBS_IN_FLIGHT("pressrun.jobs.in.flight", Type.GAUGE, null, "Jobs that the worker holds, waiting ones included."),
    JOBS_IN_FLIGHT_BYTES(
            "pressrun.jobs.in.flight.bytes",
            Type.GAUGE,
            "bytes",
            "Bytes of the records that the worker holds, without assets."),
    RENDER_THREADS_BUSY("pressrun.render.threads.busy", Type.GAUGE, null, "Threads that parse or render."),
    PAGES("pressrun.pages", Type.COUNTER, null, "Pages printed."),
    PDF_BYTES("pressrun.pdf.bytes", Type.SUMMARY, "bytes", "Sizes of printed PDFs."),
    ASSETS(
            "pressrun.assets",
            Type.COUNTER,
            null,
            "Assets that documents asked for, by `outcome`: `found`, `cached`, `missing`, `unavailable` or `blocked`.",
            "outcome"),
    ASSET_BYTES("pressrun.asset.bytes", Type.SUMMARY, "bytes", "Sizes of fetched assets."),
    ASSET_DURATION("pressrun.asset.duration", Type.TIMER, "seconds", "Time to fetch an asset, redirects included."),
    ASSET_RETRIES("pressrun.asset.retries", Type.COUNTER, null, "Requests for assets that were sent again."),
    ORIGIN_BREAKERS(
            "pressrun.origin.breakers",
            Type.COUNTER,
            null,
            "Times that an origin was left alone because it did not answer."),
    DEAD_LETTERS("pressrun.dead.letters", Type.COUNTER, null, "Jobs written to the dead-letter topic.", "code"),
    RETRIES("pressrun.retries", Type.COUNTER, null, "Jobs put back to be tried again later.", "code"),
    DUPLICATES(
            "pressrun.duplicates",
            Type.COUNTER,
            null,
            "Jobs that were not printed but answered with the result of a former job with their id. They count as `printed`"
                    + " among `pressrun_jobs_total`."),
    INTERRUPTED(
            "pressrun.interrupted",
            Type.COUNTER,
            null,
            "Jobs handed back unfinished, because the worker stopped or lost the partition."),
    PUBLISH_TRANSACTIONS(
            "pressrun.publish.transactions",
            Type.COUNTER,
            null,
            "Transactions that published results, by `outcome`: `committed`, `aborted` or `fenced`.",
            "outcome"),
    PARTITIONS_ASSIGNED("pressrun.partitions.assigned", Type.GAUGE, null, "Partitions that the worker reads."),
    PARTITIONS_PAUSED(
            "pressrun.partitions.paused",
            Type.GAUGE,
            null,
            "Partitions that are not read now: the worker is full, its breaker is open, a record of theirs waits, or the"
                    + " first record of a retry topic is not due."),
    SUSPECTS(
            "pressrun.suspects",
            Type.COUNTER,
            null,
            "Jobs printed alone because a worker died while it printed them, to see whether they kill this one, too."),
    BREAKER_OPEN(
            "pressrun.breaker.open",
            Type.GAUGE,
            null,
            "1 from the moment when too many jobs failed for a reason that is not theirs until those that are tried end"
                    + " well; meanwhile few or none are started."),
    STALLED(
            "pressrun.stalled",
            Type.GAUGE,
            null,
            "1 while nothing moves though it should: jobs are not started though there is room, none of those under way"
                    + " ends, or committed offsets cannot be read. The log has the state."),
    POLLS("pressrun.polls", Type.COUNTER, null, "Rounds of the poll loop.");

    enum Type {
        COUNTER,
        GAUGE,
        /** A histogram of seconds. */
        TIMER,
        /** A histogram of amounts. */
        SUMMARY
    }

    /** The label of {@link FailureCode} where there was no failure. */
    static final String NO_CODE = "none";

    private final String id;
    private final Type type;
    private final @Nullable String unit;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> tags;

    Metric(String id, Type type, @Nullable String unit, String description, String... tags) {
        this.id = id;
        this.type = type;
        this.unit = unit;
        this.description = description;
        this.tags = List.of(tags);
    }

    /** The dotted name. */
    String id() {
        return id;
    }

    Type type() {
        return type;
    }

    /** The base unit, when it is not a plain count. */
    @Nullable
    String unit() {
        return unit;
    }

    String description() {
        return description;
    }

    List<String> tags() {
        return tags;
    }

    /** The name in Prometheus; a histogram adds {@code _bucket}, {@code _sum} and {@code _count} to it. */
    String exposed() {
        String name = id.replace('.', '_');
        return switch (type) {
            case COUNTER -> name + "_total";
            case TIMER -> name + "_seconds";
            case GAUGE, SUMMARY -> name;
        };
    }

    private static String stages() {
        return String.join(
                ", ",
                Arrays.stream(Stage.values())
                        .map(stage -> "`" + stage.label() + "`")
                        .toList());
    }
}
