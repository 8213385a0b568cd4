package io.pressrun.chaos;

import io.pressrun.chaos.History.Event;
import io.pressrun.chaos.History.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Brings faults about and finds out whether anybody felt them. */
final class Faults {
    /** For a worker that was killed before to be back and to have partitions. */
    private static final long READY_MILLIS = 60_000;
    /** For a worker to come by a failpoint. */
    private static final long REACH_MILLIS = 15_000;
    /** For what must follow from a fault, and for one that lasts to be felt. */
    private static final long FELT_MILLIS = 15_000;
    /** The session of a worker, and a little more. */
    private static final long SESSION_MILLIS = 6_000;

    private static final Duration FREEZE = Duration.ofSeconds(8);
    private static final String SMALLEST_FILE = "4096";
    private static final String SMALLEST_RECORD = "150";

    private final Rig rig;
    private final List<Worker> workers;
    private final Worker guest;

    /**
     * @param workers that always run
     * @param guest joins and leaves
     */
    Faults(Rig rig, List<Worker> workers, Worker guest) {
        this.rig = rig;
        this.workers = workers;
        this.guest = guest;
    }

    /** To whom a fault happened, and whether it had an effect. */
    private record Effect(String subject, boolean felt) {}

    /** Returns when it is over, but for the recovery, and tells whether it had an effect. */
    boolean bringAbout(FaultKind kind, Random random) throws Exception {
        long begin = System.currentTimeMillis();
        var effect = effectOf(kind, random);
        note(kind, effect, begin);
        return effect.felt();
    }

    private void note(FaultKind kind, Effect effect, long begin) {
        rig.journal().note(new Fault(kind.name(), effect.subject(), begin, System.currentTimeMillis(), effect.felt()));
    }

    private Effect effectOf(FaultKind kind, Random random) throws Exception {
        return switch (kind.family()) {
            case KILL -> kill(kind, random);
            case FAILPOINT -> {
                var worker = any(random);
                yield of(worker, isReady(worker) && worker.haltAt(kind.point(), REACH_MILLIS));
            }
            case FREEZE -> freeze(kind, any(random));
            case FLEET -> kind == FaultKind.ROLL ? roll() : joinAndLeave(random);
            case BROKER -> goAway(kind);
            case BROKER_LINK -> {
                var worker = any(random);
                boolean ready = isReady(worker);
                long felt = disturb(rig.broker().gate(worker.name()), kind, lengthAroundSession(random), random);
                yield of(worker, ready && felt > 0);
            }
            case STORE_LINK, STORE_LOST_ANSWERS, STORE_503 ->
                new Effect("store", disturb(rig.store().gate(), kind, length(random), random) > 0);
            case DISK -> fillDisk(random);
            case TOPIC -> refuse(kind, random);
        };
    }

    private Worker any(Random random) {
        return workers.get(random.nextInt(workers.size()));
    }

    private static Effect of(Worker worker, boolean felt) {
        return new Effect(worker.name(), felt);
    }

    /** What happens to a worker that has nothing is no fault. */
    private static boolean isReady(Worker worker) throws InterruptedException {
        return worker.awaitAssignment(READY_MILLIS);
    }

    private Effect kill(FaultKind kind, Random random) throws InterruptedException {
        if (kind == FaultKind.KILLER_JOB) {
            var job = rig.killers().next(JobKind.KILLER);
            long begin = System.currentTimeMillis();
            rig.submit(job);
            return new Effect(job.id(), rig.journal().await(begin, isOf("halt", job.id()), FELT_MILLIS));
        }
        var killed = kind == FaultKind.KILL ? List.of(any(random)) : workers;
        boolean felt = true;
        for (Worker worker : killed) {
            felt &= isReady(worker);
        }
        for (Worker worker : killed) {
            felt &= worker.kill();
        }
        return new Effect(String.join(" ", killed.stream().map(Worker::name).toList()), felt);
    }

    /** It must have been taken for dead meanwhile. */
    private Effect freeze(FaultKind kind, Worker worker) throws InterruptedException {
        boolean ready = isReady(worker);
        long begin = System.currentTimeMillis();
        Set<String> held = worker.partitions();
        boolean frozen =
                kind == FaultKind.FREEZE ? worker.freeze(FREEZE) : worker.freezeAt(kind.point(), REACH_MILLIS, FREEZE);
        return of(
                worker,
                ready && frozen && rig.journal().await(begin, event -> isTaken(event, worker, held), FELT_MILLIS));
    }

    private static boolean isTaken(Event event, Worker worker, Set<String> held) {
        boolean own = event.worker().equals(worker.name());
        return held.contains(event.subject())
                && (own ? event.what().equals("lost") : event.what().equals("assigned"));
    }

    private Effect roll() throws InterruptedException {
        boolean felt = true;
        for (Worker worker : workers) {
            felt &= isReady(worker);
            worker.stop();
            worker.start();
            felt &= isReady(worker);
        }
        return new Effect("all", felt);
    }

    private Effect joinAndLeave(Random random) throws InterruptedException {
        guest.start();
        boolean joined = isReady(guest);
        hold(length(random), random, () -> true);
        guest.stop();
        return of(guest, joined);
    }

    private Effect goAway(FaultKind kind) throws Exception {
        int links = rig.broker().links();
        if (kind == FaultKind.BROKER_KILL) {
            rig.broker().kill();
        } else {
            rig.broker().stop();
        }
        Thread.sleep(500);
        rig.broker().start();
        return new Effect("broker", links > 0);
    }

    /** How often it was felt. */
    private long disturb(TcpProxy gate, FaultKind kind, long millis, Random random) throws InterruptedException {
        gate.set(kind.mode());
        hold(millis, random, () -> gate.felt() > 0);
        gate.set(TcpProxy.Mode.PASS);
        return gate.felt();
    }

    private Effect fillDisk(Random random) throws InterruptedException {
        long begin = System.currentTimeMillis();
        boolean limited = false;
        for (Worker each : workers) {
            limited |= each.limitFiles(SMALLEST_FILE);
        }
        BooleanSupplier felt =
                () -> rig.journal().has(begin, event -> event.what().equals("unstored"));
        if (limited) {
            hold(length(random), random, felt);
        }
        for (Worker each : workers) {
            each.limitFiles("unlimited");
        }
        return new Effect("store", felt.getAsBoolean());
    }

    private Effect refuse(FaultKind kind, Random random) throws Exception {
        boolean small = kind == FaultKind.TOPIC_TOO_SMALL;
        var roles = Topics.refusing(small);
        String role = roles.get(random.nextInt(roles.size()));
        String topic = rig.topics().inRole(role);
        long begin = System.currentTimeMillis();
        BooleanSupplier felt = () -> rig.journal()
                .has(
                        begin,
                        event -> event.what().equals("refused")
                                && event.subject().startsWith(topic + " "));
        if (small) {
            rig.view().limitRecords(topic, SMALLEST_RECORD);
        } else {
            rig.view().denyWrites(topic);
        }
        hold(length(random), random, felt);
        if (small) {
            rig.view().limitRecords(topic, "");
        } else {
            rig.view().allowWrites(topic);
        }
        return new Effect(role, felt.getAsBoolean());
    }

    private static Predicate<Event> isOf(String what, String subject) {
        return event -> event.what().equals(what) && event.subject().equals(subject);
    }

    private static long length(Random random) {
        return 2_000 + random.nextLong(4_000);
    }

    /** Mostly long enough for a worker to be taken for dead, and now and then too short. */
    private static long lengthAroundSession(Random random) {
        return (random.nextInt(3) == 0 ? 1_000 : SESSION_MILLIS) + random.nextLong(2_500);
    }

    /** Lets a fault last, until it is felt if need be; now and then a worker is killed meanwhile. */
    private void hold(long millis, Random random, BooleanSupplier felt) throws InterruptedException {
        boolean kills = random.nextInt(3) == 0;
        var victim = any(random);
        Thread.sleep(millis / 2);
        if (kills) {
            long begin = System.currentTimeMillis();
            boolean ready = !victim.partitions().isEmpty();
            note(FaultKind.KILL, of(victim, victim.kill() && ready), begin);
        }
        Thread.sleep(millis / 2);
        for (long end = System.currentTimeMillis() + FELT_MILLIS;
                !felt.getAsBoolean() && System.currentTimeMillis() < end; ) {
            Thread.sleep(100);
        }
    }
}
