package io.pressrun.chaos;

import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** One group of workers: for a while it gets jobs and faults, then it is left alone and must come to an end. */
final class Round {
    /** The broker has a listener for each; the last one is the guest. */
    static final List<String> WORKERS = List.of("ada", "bob", "cleo");

    private static final Duration START = Duration.ofSeconds(30);

    private final Rig.Setup setup;
    private final Limits limits;
    private final Random random;

    /**
     * @param length of the time with jobs and faults
     * @param jobsPerSecond on average
     * @param quietWithin of the last fault
     */
    record Limits(Duration length, double jobsPerSecond, Duration quietWithin) {}

    Round(Rig.Setup setup, Limits limits) {
        this.setup = setup;
        this.limits = limits;
        this.random = new Random(setup.seed());
    }

    History run(BrokerProcess broker, Deque<FaultKind> deck) throws Exception {
        try (var rig = new Rig(setup, broker);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var regulars = WORKERS.subList(0, WORKERS.size() - 1).stream()
                    .map(rig::worker)
                    .toList();
            regulars.forEach(Worker::start);
            for (Worker worker : regulars) {
                if (!worker.awaitAssignment(START.toMillis())) {
                    throw new IllegalStateException(worker.name() + " does not start; see " + setup.directory());
                }
            }
            long end = System.currentTimeMillis() + limits.length().toMillis();
            var stream = CompletableFuture.runAsync(() -> stream(rig, end), threads);
            var faults = new Faults(random, rig, regulars, rig.worker(WORKERS.getLast()), deck);
            while (System.currentTimeMillis() < end) {
                Thread.sleep(500 + random.nextInt(2_500));
                faults.bringAbout(faults.draw(setup.directoryStore()));
            }
            stream.join();
            return rig.finish(rig.settle(limits.quietWithin()));
        }
    }

    private void stream(Rig rig, long end) {
        var gaps = new Random(setup.seed() + 1);
        try {
            while (System.currentTimeMillis() < end) {
                rig.submit(rig.stream().next());
                Thread.sleep((long) (gaps.nextDouble() * 2_000 / limits.jobsPerSecond()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
