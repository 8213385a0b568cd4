package io.pressrun.chaos;

import io.pressrun.chaos.FaultKind.Family;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** One group of workers: for a while it gets jobs and faults, then it is left alone and must come to an end. */
final class Round {
    /** The broker has a listener for each; the last one is the guest. */
    static final List<String> WORKERS = List.of("ada", "bob", "cleo");

    private static final Duration START = Duration.ofMinutes(2);
    /** How long a round lasts at most when some family of faults has not had an effect yet: on a slow machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Rig.Setup setup;
    private final Limits limits;

    /**
     * @param length of the time with jobs and faults, at least
     * @param jobsPerSecond on average
     * @param quietWithin of the last fault
     */
    record Limits(Duration length, double jobsPerSecond, Duration quietWithin) {}

    Round(Rig.Setup setup, Limits limits) {
        this.setup = setup;
        this.limits = limits;
    }

    /** @param missing families of faults that have not had an effect yet; those that have one are taken away */
    History run(BrokerProcess broker, Set<Family> missing) throws Exception {
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
            var over = new AtomicBoolean();
            var stream = CompletableFuture.runAsync(() -> stream(rig, over), threads);
            try {
                bringAbout(new Faults(rig, regulars, rig.worker(WORKERS.getLast())), missing);
            } finally {
                over.set(true);
            }
            stream.join();
            return rig.finish(rig.settle(limits.quietWithin()));
        }
    }

    /** Until the time is over and no family of faults is missing that can be had. */
    private void bringAbout(Faults faults, Set<Family> missing) throws Exception {
        var deck = new Deck(new Random(setup.seed() + 1), FaultKind.possible(setup.directoryStore()));
        var random = new Random(setup.seed() + 2);
        long begin = System.nanoTime();
        while (goesOn(Duration.ofNanos(System.nanoTime() - begin), !Collections.disjoint(missing, deck.families()))) {
            Thread.sleep(300 + random.nextInt(1_700));
            var kind = deck.draw();
            if (faults.bringAbout(kind, new Random(random.nextLong()))) {
                missing.remove(kind.family());
            } else {
                deck.putBack(kind);
            }
        }
    }

    private boolean goesOn(Duration passed, boolean isMissing) {
        return passed.compareTo(limits.length()) < 0 || isMissing && passed.compareTo(PATIENCE) < 0;
    }

    private void stream(Rig rig, AtomicBoolean over) {
        var gaps = new Random(setup.seed() + 3);
        try {
            while (!over.get()) {
                rig.submit(rig.stream().next());
                Thread.sleep((long) (gaps.nextDouble() * 2_000 / limits.jobsPerSecond()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
