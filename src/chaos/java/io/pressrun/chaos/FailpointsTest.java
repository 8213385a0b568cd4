package io.pressrun.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.pressrun.chaos.FaultKind.Family;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers that are right, and come by every failpoint. */
@NullUnmarked
@Timeout(900)
final class FailpointsTest {
    private static final Path HOME = Path.of("target", "chaos", "failpoints-" + System.currentTimeMillis());
    private static final String WORKER = "ada";
    private static final String OTHER = "bob";
    private static final int JOBS = 6;
    private static final long START_MILLIS = 120_000;
    private static final long REACH_MILLIS = 60_000;
    private static final Duration SETTLING = Duration.ofMinutes(2);
    private static final Duration FREEZE = Duration.ofSeconds(8);

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

    private static Rig rig(String name) throws Exception {
        return new Rig(
                new Rig.Setup(name, 7, "consumer", true, "", "read_committed", HOME.resolve(name), Map.of()), broker);
    }

    private static List<String> points(Family family) {
        return Arrays.stream(FaultKind.values())
                .filter(kind -> kind.family() == family && !kind.point().isEmpty())
                .map(FaultKind::point)
                .toList();
    }

    private static void submit(Rig rig) {
        IntStream.range(0, JOBS).forEach(_ -> rig.submit(rig.stream().next(JobKind.SMALL)));
    }

    /** Else those in hand would be by at the next death, too. */
    private static void awaitAnswers(Rig rig) {
        await().atMost(SETTLING).until(() -> rig.results() == rig.submitted());
    }

    private static void assertAllInOrder(Rig rig) throws Exception {
        var verdict = Checker.check(rig.finish(rig.settle(SETTLING)));

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.figures().results()).containsExactly(entry("printed", rig.submitted()));
    }

    @Test
    void workerThatDiesAtEachPoint_leavesAllInOrder() throws Exception {
        try (var rig = rig("halts")) {
            var worker = rig.worker(WORKER);
            worker.start();
            for (String point : points(Family.FAILPOINT)) {
                assertThat(worker.awaitAssignment(START_MILLIS))
                        .as("it is there before it dies " + point)
                        .isTrue();
                assertThat(worker.haltAt(point, REACH_MILLIS, () -> submit(rig)))
                        .as("it dies " + point)
                        .isTrue();
                awaitAnswers(rig);
            }
            assertAllInOrder(rig);
        }
    }

    @Test
    void workerThatIsFrozenAtEachPoint_leavesAllInOrder() throws Exception {
        try (var rig = rig("freezes")) {
            var workers = List.of(rig.worker(WORKER), rig.worker(OTHER));
            workers.forEach(Worker::start);
            for (String point : points(Family.FREEZE)) {
                for (Worker worker : workers) {
                    assertThat(worker.awaitAssignment(START_MILLIS))
                            .as(worker.name() + " is there before one is frozen " + point)
                            .isTrue();
                }
                // So many that the first worker has some of them.
                submit(rig);
                submit(rig);
                assertThat(workers.getFirst().freezeAt(point, REACH_MILLIS, FREEZE))
                        .as("it is frozen " + point)
                        .isTrue();
                awaitAnswers(rig);
            }
            assertAllInOrder(rig);
        }
    }
}
