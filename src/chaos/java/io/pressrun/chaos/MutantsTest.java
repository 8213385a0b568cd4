package io.pressrun.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pressrun.chaos.Verdict.Finding;
import io.pressrun.chaos.Verdict.Wrong;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers and readers that are wrong, and the checker that must notice. */
@NullUnmarked
@Timeout(600)
final class MutantsTest {
    private static final Path HOME = Path.of("target", "chaos", "mutants-" + System.currentTimeMillis());
    private static final String WORKER = "ada";
    private static final String OTHER = "bob";
    private static final int JOBS = 8;
    private static final long START_MILLIS = 120_000;
    private static final long REACH_MILLIS = 60_000;
    private static final Duration SETTLING = Duration.ofMinutes(2);
    /** Longer than the session by far, so that the other one has the partitions and has read where they stand. */
    private static final Duration FREEZE = Duration.ofSeconds(10);

    private static BrokerProcess broker;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new BrokerProcess(HOME.resolve("broker"), List.of(WORKER, OTHER));
        broker.start();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    /** What is done to the workers, whose first has started. */
    private interface Deed {
        void on(Rig rig, Worker worker) throws Exception;
    }

    private static List<Wrong> findings(String mutant, String isolation, Deed deed) throws Exception {
        String name = "mutant-" + (mutant.isEmpty() ? isolation.replace('_', '-') : mutant);
        // A worker that is frozen within a transaction still has it afterwards.
        var settings = Map.of("PRESSRUN_INTAKE_TRANSACTION_TIMEOUT", "60s");
        var setup = new Rig.Setup(name, 7, "consumer", true, mutant, isolation, HOME.resolve(name), settings);
        try (var rig = new Rig(setup, broker)) {
            var worker = rig.worker(WORKER);
            start(worker);
            deed.on(rig, worker);
            return Checker.check(rig.finish(rig.settle(SETTLING))).findings().stream()
                    .map(Finding::wrong)
                    .toList();
        }
    }

    private static void start(Worker worker) throws InterruptedException {
        worker.start();
        assertThat(worker.awaitAssignment(START_MILLIS)).as("it starts").isTrue();
    }

    private static void submit(Rig rig) {
        IntStream.range(0, JOBS).forEach(_ -> rig.submit(rig.stream().next(JobKind.SMALL)));
    }

    /** The only worker dies with jobs in hand, and is there again. */
    private static void dieAt(String point, Rig rig, Worker worker) throws InterruptedException {
        assertThat(worker.haltAt(point, REACH_MILLIS, () -> submit(rig)))
                .as("it dies " + point)
                .isTrue();
        assertThat(worker.awaitAssignment(START_MILLIS)).as("it starts again").isTrue();
    }

    @Test
    void offsetsThatAreCommittedBeforeTheResults_loseJobs() throws Exception {
        var findings = findings(
                "commit-before-send", "read_committed", (rig, worker) -> dieAt("between-commits", rig, worker));

        assertThat(findings).contains(Wrong.LOST).doesNotContain(Wrong.LAG);
    }

    @Test
    void offsetsLeftOutOfTheTransaction_doubleResults() throws Exception {
        String mutant = "offsets-left-out";
        var setup =
                new Rig.Setup(mutant, 7, "consumer", true, mutant, "read_committed", HOME.resolve(mutant), Map.of());
        try (var rig = new Rig(setup, broker)) {
            var worker = rig.worker(WORKER);
            start(worker);
            dieAt("after-commit", rig, worker);
            // It begins anew, and never says that it is done.
            await().atMost(SETTLING).until(() -> rig.results() > JOBS);

            var verdict = Checker.check(rig.finish(rig.settle(Duration.ZERO)));

            assertThat(verdict.findings()).extracting(Finding::wrong).contains(Wrong.DUPLICATE);
        }
    }

    @Test
    void offsetsOfAWorkerThatWasTakenForDead_doubleResults() throws Exception {
        var findings = findings("offsets-unfenced", "read_committed", (rig, worker) -> {
            start(rig.worker(OTHER));
            // So many that this worker has some of them.
            submit(rig);
            submit(rig);
            assertThat(worker.freezeAt("after-send", REACH_MILLIS, FREEZE))
                    .as("it is frozen within a transaction")
                    .isTrue();
        });

        assertThat(findings).contains(Wrong.DUPLICATE).doesNotContain(Wrong.LAG);
    }

    @Test
    void readerOfUncommittedRecords_seesResultsThatNeverWere() throws Exception {
        var findings = findings("", "read_uncommitted", (rig, worker) -> dieAt("before-commit", rig, worker));

        assertThat(findings).containsOnly(Wrong.SEEN_AND_GONE);
    }

    @Test
    void swappedPdfs_areFoundByTheirText() throws Exception {
        var findings = findings("swapped-pdfs", "read_committed", (rig, _) -> submit(rig));

        assertThat(findings).contains(Wrong.SWAPPED).doesNotContain(Wrong.LAG);
    }
}
