package io.pressrun.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.pressrun.chaos.Verdict.Finding;
import io.pressrun.chaos.Verdict.Wrong;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers and readers that are wrong, and the checker that must notice. */
@NullUnmarked
@Timeout(180)
final class MutantsTest {
    private static final Path HOME = Path.of("target", "chaos", "mutants-" + System.currentTimeMillis());
    private static final String WORKER = "ada";
    private static final int JOBS = 8;
    private static final long HALT_MILLIS = 20_000;

    private static BrokerProcess broker;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new BrokerProcess(HOME.resolve("broker"), List.of(WORKER));
        broker.start();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    /** @param point at which the only worker dies once, with jobs in hand; empty: it does not */
    private static Verdict verdict(String mutant, String isolation, Duration settling, String point) throws Exception {
        String name = "mutant-" + (mutant.isEmpty() ? isolation.replace('_', '-') : mutant);
        var setup = new Rig.Setup(name, 7, "consumer", true, mutant, isolation, HOME.resolve(name), java.util.Map.of());
        try (var rig = new Rig(setup, broker)) {
            var worker = rig.worker(WORKER);
            worker.start();
            assertThat(worker.awaitAssignment(60_000)).as("the worker starts").isTrue();
            if (point.isEmpty()) {
                submit(rig);
            } else {
                assertThat(worker.haltAt(point, HALT_MILLIS, () -> submit(rig)))
                        .as("it dies " + point)
                        .isTrue();
            }
            return Checker.check(rig.finish(rig.settle(settling)));
        }
    }

    private static void submit(Rig rig) {
        IntStream.range(0, JOBS).forEach(_ -> rig.submit(rig.stream().next(JobKind.SMALL)));
    }

    @Test
    void rightWorkerThatDiesBeforeItsCommit_isFoundInOrder() throws Exception {
        var verdict = verdict("", "read_committed", Duration.ofSeconds(40), "before-commit");

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.figures().results()).containsExactly(entry("printed", JOBS));
    }

    @Test
    void offsetsThatAreCommittedBeforeTheResults_loseJobs() throws Exception {
        var verdict = verdict("commit-before-send", "read_committed", Duration.ofSeconds(20), "between-commits");

        assertThat(verdict.findings()).extracting(Finding::wrong).contains(Wrong.LOST);
    }

    @Test
    void offsetsLeftOutOfTheTransaction_doubleResults() throws Exception {
        var verdict = verdict("offsets-left-out", "read_committed", Duration.ofSeconds(20), "after-commit");

        assertThat(verdict.findings()).extracting(Finding::wrong).contains(Wrong.DUPLICATE);
    }

    @Test
    void readerOfUncommittedRecords_seesResultsThatNeverWere() throws Exception {
        var verdict = verdict("", "read_uncommitted", Duration.ofSeconds(40), "before-commit");

        assertThat(verdict.findings()).extracting(Finding::wrong).containsOnly(Wrong.SEEN_AND_GONE);
    }

    @Test
    void swappedPdfs_areFoundByTheirText() throws Exception {
        var verdict = verdict("swapped-pdfs", "read_committed", Duration.ofSeconds(40), "");

        assertThat(verdict.findings()).extracting(Finding::wrong).contains(Wrong.SWAPPED);
    }
}
