package io.pressrun.observe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether the worker lives and whether it is ready. It lives as long as its poll loop ticks, however long jobs wait or
 * render; it is ready once started, until it drains, while every named check holds. Thread-safe.
 */
public final class Health {
    private enum Phase {
        STARTING,
        STARTED,
        DRAINING
    }

    private final Clock clock;
    private final Duration tickLimit;
    private final Duration startupGrace;
    private final Instant created;
    private final Object lock = new Object();

    // Guarded by lock
    private @Nullable Instant lastTick;
    private Phase phase = Phase.STARTING;
    private final Map<String, Check> checks = new TreeMap<>();

    /**
     * @param tickLimit how old the last tick may be
     * @param startupGrace how long the first tick may take
     */
    public Health(Clock clock, Duration tickLimit, Duration startupGrace) {
        this.clock = clock;
        this.tickLimit = tickLimit;
        this.startupGrace = startupGrace;
        this.created = clock.instant();
    }

    /** The poll loop has come round. */
    public void tick() {
        synchronized (lock) {
            lastTick = clock.instant();
        }
    }

    /** The worker takes jobs from now on. */
    public void started() {
        synchronized (lock) {
            if (phase == Phase.STARTING) {
                phase = Phase.STARTED;
            }
        }
    }

    /** The worker takes no more jobs, for good. */
    public void draining() {
        synchronized (lock) {
            phase = Phase.DRAINING;
        }
    }

    /** Records the state of a part that readiness depends on, until the next call with the same name. */
    public void ready(String name, boolean ok, String reason) {
        synchronized (lock) {
            checks.put(name, new Check(name, ok, reason));
        }
    }

    public Report liveness() {
        synchronized (lock) {
            return new Report(List.of(pollLoop()));
        }
    }

    private Check pollLoop() {
        boolean ticked = lastTick != null;
        Duration silence = Duration.between(ticked ? lastTick : created, clock.instant());
        Duration limit = ticked ? tickLimit : startupGrace;
        String reason = (ticked ? "last tick " : "no tick in the first ") + silence.toMillis() + " ms"
                + (ticked ? " ago" : "") + ", limit " + limit.toMillis() + " ms";
        return new Check("poll-loop", silence.compareTo(limit) <= 0, reason);
    }

    public Report readiness() {
        synchronized (lock) {
            List<Check> all = new ArrayList<>();
            all.add(
                    switch (phase) {
                        case STARTING -> new Check("worker", false, "starting");
                        case STARTED -> new Check("worker", true, "started");
                        case DRAINING -> new Check("worker", false, "draining");
                    });
            all.addAll(checks.values());
            return new Report(all);
        }
    }

    /** Checks at one moment; good when all of them are. */
    public record Report(List<Check> checks) {
        public Report {
            checks = List.copyOf(checks);
        }

        public boolean ok() {
            return checks.stream().allMatch(Check::ok);
        }
    }

    /** @param reason one line, for people */
    public record Check(String name, boolean ok, String reason) {
        public Check {
            reason = reason.replaceAll("\\R", " ");
        }
    }
}
