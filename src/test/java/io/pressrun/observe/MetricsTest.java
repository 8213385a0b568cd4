package io.pressrun.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.FailureCode;
import io.pressrun.job.Stage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MetricsTest {
    private final Metrics metrics = new Metrics("1.2.3");

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void everySeries_existsAtZeroFromTheStart() {
        ScrapedMetrics scraped = scrape();

        for (FailureCode code : FailureCode.values()) {
            assertThat(scraped.value("pressrun_jobs_total", "status", "failed", "code", code.name()))
                    .isZero();
            assertThat(scraped.value("pressrun_dead_letters_total", "code", code.name()))
                    .isZero();
            assertThat(scraped.value("pressrun_retries_total", "code", code.name()))
                    .isZero();
        }
        assertThat(scraped.value("pressrun_jobs_total", "status", "printed", "code", "none"))
                .isZero();
        for (String stage :
                List.of("decode", "source", "queue", "parse", "fetch", "render", "deliver", "total", "publish")) {
            assertThat(scraped.value("pressrun_job_duration_seconds_count", "stage", stage))
                    .isZero();
        }
        for (String outcome : List.of("found", "cached", "missing", "unavailable", "blocked")) {
            assertThat(scraped.value("pressrun_assets_total", "outcome", outcome))
                    .isZero();
        }
        for (String outcome : List.of("committed", "aborted", "fenced")) {
            assertThat(scraped.value("pressrun_publish_transactions_total", "outcome", outcome))
                    .isZero();
        }
        for (String name : List.of(
                "pressrun_jobs_in_flight",
                "pressrun_jobs_in_flight_bytes",
                "pressrun_render_threads_busy",
                "pressrun_pages_total",
                "pressrun_pdf_bytes_count",
                "pressrun_asset_bytes_count",
                "pressrun_asset_duration_seconds_count",
                "pressrun_interrupted_total",
                "pressrun_duplicates_total",
                "pressrun_partitions_assigned",
                "pressrun_partitions_paused",
                "pressrun_polls_total")) {
            assertThat(scraped.value(name)).as(name).isZero();
        }
        assertThat(scraped.value("pressrun_build_info", "version", "1.2.3")).isEqualTo(1);
    }

    @Test
    void metersOfALibrary_areThereAsTheyAreAtTheScrape() {
        List<Reading> readings = new ArrayList<>();
        metrics.watch(() -> List.copyOf(readings));
        assertThat(scrape().types()).doesNotContainKey("lib_sent_total");

        readings.add(new Reading("lib-sent-total", "Sent.", Map.of("client_id", "a"), 3));
        readings.add(new Reading("lib-sent-total", "Sent.", Map.of("client_id", "b"), 4));
        readings.add(new Reading("lib-lag-max", "The largest lag.", Map.of(), Double.NaN));

        ScrapedMetrics scraped = scrape();
        assertThat(scraped.value("lib_sent_total", "client_id", "a")).isEqualTo(3);
        assertThat(scraped.value("lib_sent_total", "client_id", "b")).isEqualTo(4);
        assertThat(scraped.value("lib_lag_max")).isNaN();
        assertThat(scraped.types()).containsEntry("lib_sent_total", "counter").containsEntry("lib_lag_max", "gauge");
        assertThat(scraped.helps()).containsEntry("lib_sent_total", "Sent.");
    }

    @Test
    void everyEvent_movesItsOwnSeriesAlone() {
        metrics.jobPrinted(3, 2_000);
        metrics.jobFailed(FailureCode.RENDER_TIMEOUT);
        metrics.stage(Stage.RENDER, Duration.ofMillis(700));
        metrics.jobsInFlight(5, 10_000);
        metrics.renderThreadsBusy(1);
        metrics.asset(Metrics.AssetOutcome.BLOCKED);
        metrics.assetFetched(500, Duration.ofMillis(30));
        metrics.assetRetry();
        metrics.originBreaker();
        metrics.deadLetter(FailureCode.JOB_INVALID);
        metrics.retry(FailureCode.STORE_UNAVAILABLE);
        metrics.interrupted();
        metrics.transaction(Metrics.TransactionOutcome.COMMITTED);
        metrics.partitions(6, 2);
        metrics.polled();

        ScrapedMetrics scraped = scrape();

        Set<String> moved = scraped.samples().entrySet().stream()
                .filter(sample -> sample.getKey().name().startsWith("pressrun_"))
                .filter(sample -> !sample.getKey().name().matches(".*_(bucket|max|sum|info)"))
                .filter(sample -> sample.getValue() != 0)
                .map(sample -> sample.getKey().name() + sample.getKey().labels().values() + " " + sample.getValue())
                .collect(Collectors.toSet());
        assertThat(moved)
                .containsExactlyInAnyOrder(
                        "pressrun_jobs_total[none, printed] 1.0",
                        "pressrun_jobs_total[RENDER_TIMEOUT, failed] 1.0",
                        "pressrun_pages_total[] 3.0",
                        "pressrun_pdf_bytes_count[] 1.0",
                        "pressrun_job_duration_seconds_count[render] 1.0",
                        "pressrun_jobs_in_flight[] 5.0",
                        "pressrun_jobs_in_flight_bytes[] 10000.0",
                        "pressrun_render_threads_busy[] 1.0",
                        "pressrun_assets_total[blocked] 1.0",
                        "pressrun_assets_total[found] 1.0",
                        "pressrun_asset_retries_total[] 1.0",
                        "pressrun_origin_breakers_total[] 1.0",
                        "pressrun_asset_bytes_count[] 1.0",
                        "pressrun_asset_duration_seconds_count[] 1.0",
                        "pressrun_dead_letters_total[JOB_INVALID] 1.0",
                        "pressrun_retries_total[STORE_UNAVAILABLE] 1.0",
                        "pressrun_interrupted_total[] 1.0",
                        "pressrun_publish_transactions_total[committed] 1.0",
                        "pressrun_partitions_assigned[] 6.0",
                        "pressrun_partitions_paused[] 2.0",
                        "pressrun_polls_total[] 1.0");
    }

    @Test
    void histograms_countInTheRightBucket() {
        metrics.stage(Stage.RENDER, Duration.ofMillis(700));
        metrics.jobPrinted(1, 5_000);

        ScrapedMetrics scraped = scrape();

        assertThat(scraped.value("pressrun_job_duration_seconds_bucket", "stage", "render", "le", "0.5"))
                .isZero();
        assertThat(scraped.value("pressrun_job_duration_seconds_bucket", "stage", "render", "le", "1.0"))
                .isEqualTo(1);
        assertThat(scraped.value("pressrun_job_duration_seconds_sum", "stage", "render"))
                .isEqualTo(0.7);
        assertThat(scraped.value("pressrun_pdf_bytes_bucket", "le", "4096.0")).isZero();
        assertThat(scraped.value("pressrun_pdf_bytes_bucket", "le", "16384.0")).isEqualTo(1);
        assertThat(scraped.value("pressrun_pdf_bytes_sum")).isEqualTo(5_000);
    }

    @Test
    void catalogue_namesWhatIsExposed() {
        ScrapedMetrics scraped = scrape();

        Set<String> exposed = scraped.types().keySet().stream()
                .filter(name -> name.startsWith("pressrun_") && !name.endsWith("_max"))
                .collect(Collectors.toSet());
        assertThat(exposed)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Metric.values()).map(Metric::exposed).toList());
        for (Metric metric : Metric.values()) {
            assertThat(scraped.helps()).containsEntry(metric.exposed(), metric.description());
            assertThat(scraped.types())
                    .containsEntry(
                            metric.exposed(),
                            switch (metric.type()) {
                                case COUNTER -> "counter";
                                case GAUGE -> "gauge";
                                case TIMER, SUMMARY -> "histogram";
                            });
            assertThat(scraped.samples().keySet())
                    .filteredOn(series -> series.name().matches(metric.exposed() + "(_count)?"))
                    .isNotEmpty()
                    .allSatisfy(series ->
                            assertThat(series.labels().keySet()).containsExactlyInAnyOrderElementsOf(metric.tags()));
        }
    }

    @Test
    void processAndVirtualMachine_areMeasured() {
        assertThat(scrape().types())
                .containsKeys(
                        "jvm_memory_used_bytes",
                        "jvm_gc_max_data_size_bytes",
                        "jvm_threads_live_threads",
                        "jvm_classes_loaded_classes",
                        "process_cpu_usage",
                        "process_uptime_seconds",
                        "process_files_open_files");
    }

    @ParameterizedTest
    @EnumSource
    void exposition_isValid(Exposition exposition) {
        metrics.jobPrinted(1, 1);

        assertThat(ScrapedMetrics.parse(metrics.scrape(exposition), exposition).samples())
                .hasSizeGreaterThan(100);
    }

    @Test
    void promtool_findsNoFaultWhereItIsInstalled(@TempDir Path directory) throws Exception {
        String text = metrics.scrape(Exposition.PROMETHEUS);
        ScrapedMetrics.parse(text, Exposition.PROMETHEUS);
        for (String place : System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1)) {
            Path promtool = Path.of(place, "promtool");
            if (Files.isExecutable(promtool)) {
                assertAccepted(promtool, directory, text);
            }
        }
    }

    private static void assertAccepted(Path promtool, Path directory, String text)
            throws IOException, InterruptedException {
        Path input = Files.writeString(directory.resolve("metrics.txt"), text);
        Path output = directory.resolve("output.txt");
        int status = new ProcessBuilder(promtool.toString(), "check", "metrics")
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        // Status 3 means advice about style, which for the names of the JVM's metrics is not ours to follow.
        assertThat(status).as(Files.readString(output)).isIn(0, 3);
        assertThat(Files.readString(output).lines()).noneMatch(line -> line.startsWith("pressrun"));
    }

    private ScrapedMetrics scrape() {
        return ScrapedMetrics.parse(metrics.scrape(Exposition.PROMETHEUS), Exposition.PROMETHEUS);
    }
}
