package io.pressrun.chaos;

import io.pressrun.chaos.History.Event;
import io.pressrun.chaos.History.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** What happened, in order. Thread-safe. */
final class Journal {
    private final List<Event> events = new ArrayList<>();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    /** The partitions of each process. */
    private final Map<Long, Set<String>> held = new HashMap<>();

    synchronized void note(Event event) {
        events.add(event);
        var partitions = held.computeIfAbsent(event.pid(), _ -> new HashSet<>());
        switch (event.what()) {
            case "assigned" -> partitions.add(event.subject());
            case "revoked", "lost" -> partitions.remove(event.subject());
            case "ended" -> partitions.clear();
            default -> {}
        }
        notifyAll();
    }

    void note(Fault fault) {
        faults.add(fault);
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** The partitions that a process has. */
    synchronized Set<String> held(long pid) {
        return Set.copyOf(held.getOrDefault(pid, Set.of()));
    }

    /** Whether something happened since an instant. */
    synchronized boolean has(long since, Predicate<Event> wanted) {
        return events.reversed().stream().anyMatch(event -> event.at() >= since && wanted.test(event));
    }

    /** Waits until something has happened since an instant; false when it has not in time. */
    boolean await(long since, Predicate<Event> wanted, long millis) throws InterruptedException {
        return await(() -> has(since, wanted), millis);
    }

    /** Waits until something that an event brings about is so; false when it is not in time. */
    synchronized boolean await(BooleanSupplier condition, long millis) throws InterruptedException {
        long end = System.currentTimeMillis() + millis;
        while (!condition.getAsBoolean()) {
            long left = end - System.currentTimeMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
