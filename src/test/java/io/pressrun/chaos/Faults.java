package io.pressrun.chaos;

import io.pressrun.chaos.History.Fault;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Draws faults like cards from a deck, so that each kind has its turn before one comes again, and brings them about. */
final class Faults {
    private static final long HALT_MILLIS = 6_000;
    /** Longer than the session of a worker. */
    private static final Duration FREEZE = Duration.ofSeconds(8);

    private static final String SMALLEST_FILE = "4096";
    private static final String SMALLEST_RECORD = "150";

    private final Random random;
    private final Rig rig;
    private final List<Worker> workers;
    private final Worker guest;
    private final Deque<FaultKind> deck;

    /**
     * @param workers that always run
     * @param guest joins and leaves
     * @param deck kinds drawn already are gone from it; refilled when it holds none that can be had
     */
    Faults(Random random, Rig rig, List<Worker> workers, Worker guest, Deque<FaultKind> deck) {
        this.random = random;
        this.rig = rig;
        this.workers = workers;
        this.guest = guest;
        this.deck = deck;
    }

    /** All kinds, shuffled. */
    static Deque<FaultKind> deck(Random random) {
        var all = Arrays.asList(FaultKind.values());
        Collections.shuffle(all, random);
        return new ArrayDeque<>(all);
    }

    FaultKind draw(boolean directoryStore) {
        for (FaultKind kind : deck) {
            if (directoryStore ? !kind.needsS3() : !kind.needsDirectory()) {
                deck.remove(kind);
                return kind;
            }
        }
        deck.addAll(deck(random));
        return draw(directoryStore);
    }

    /** Brings it about and returns when it is over, but for the recovery. */
    void bringAbout(FaultKind kind) throws Exception {
        long begin = System.currentTimeMillis();
        String subject = subjectOf(kind);
        if (!subject.isEmpty()) {
            rig.journal().note(new Fault(kind.name(), subject, begin, System.currentTimeMillis(), true));
        }
    }

    private String subjectOf(FaultKind kind) throws Exception {
        var worker = workers.get(random.nextInt(workers.size()));
        switch (kind) {
            case KILL -> worker.kill();
            case KILL_ALL -> {
                for (Worker each : workers) {
                    each.kill();
                }
            }
            case HALT_AFTER_RENDER,
                    HALT_AFTER_PUT,
                    HALT_AFTER_SEND,
                    HALT_BEFORE_OFFSETS,
                    HALT_AFTER_OFFSETS,
                    HALT_BEFORE_COMMIT,
                    HALT_AFTER_COMMIT -> {
                // Not all come by it: a worker may have no partitions, or no job at all.
                return worker.haltAt(kind.point(), HALT_MILLIS) ? worker.name() : "";
            }
            case KILLER_JOB -> rig.submit(rig.killers().next(JobKind.KILLER));
            case FREEZE -> {
                worker.freeze(FREEZE);
            }
            case ROLL -> {
                for (Worker each : workers) {
                    each.stop();
                    each.start();
                    each.awaitAssignment(10_000);
                }
            }
            case JOIN_AND_LEAVE -> {
                guest.start();
                guest.awaitAssignment(10_000);
                hold();
                guest.stop();
                return guest.name();
            }
            case BROKER_RESTART -> {
                rig.broker().stop();
                Thread.sleep(500);
                rig.broker().start();
                return "broker";
            }
            case BROKER_KILL -> {
                rig.broker().kill();
                Thread.sleep(500);
                rig.broker().start();
                return "broker";
            }
            case BROKER_CUT, BROKER_STALL, BROKER_SLOW, BROKER_HALF_CLOSE, BROKER_LOST_ANSWERS -> {
                var gate = rig.broker().gate(worker.name());
                gate.set(kind.mode());
                hold();
                gate.set(TcpProxy.Mode.PASS);
            }
            case STORE_CUT, STORE_STALL, STORE_SLOW, STORE_HALF_CLOSE, STORE_LOST_ANSWERS, STORE_503 -> {
                rig.store().set(kind.mode());
                hold();
                rig.store().set(TcpProxy.Mode.PASS);
                return "store";
            }
            case DISK_FULL -> {
                boolean limited = false;
                for (Worker each : workers) {
                    limited |= each.limitFiles(SMALLEST_FILE);
                }
                hold();
                for (Worker each : workers) {
                    each.limitFiles("unlimited");
                }
                return limited ? "store" : "";
            }
            case TOPIC_TOO_SMALL -> {
                boolean pdfs = random.nextBoolean();
                String topic = pdfs ? rig.topics().pdfs() : rig.topics().results();
                rig.view().limitRecords(topic, SMALLEST_RECORD);
                hold();
                rig.view().limitRecords(topic, "");
                return pdfs ? Checker.PDFS_TOO_SMALL : Checker.RESULTS_TOO_SMALL;
            }
        }
        return worker.name();
    }

    /** Lets a fault last; now and then a worker is killed meanwhile. */
    private void hold() throws InterruptedException {
        long millis = 2_000L + random.nextInt(5_000);
        if (random.nextInt(3) > 0) {
            Thread.sleep(millis);
            return;
        }
        Thread.sleep(millis / 2);
        var worker = workers.get(random.nextInt(workers.size()));
        worker.kill();
        long now = System.currentTimeMillis();
        rig.journal().note(new Fault(FaultKind.KILL.name(), worker.name(), now, now, true));
        Thread.sleep(millis / 2);
    }
}
