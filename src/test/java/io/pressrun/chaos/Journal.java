package io.pressrun.chaos;

import io.pressrun.chaos.History.Event;
import io.pressrun.chaos.History.Fault;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What happened, in order. Thread-safe. */
final class Journal {
    private final List<Event> events = new java.util.ArrayList<>();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();

    synchronized void note(Event event) {
        events.add(event);
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

    /** Waits until a process has told of something; false when it has not in time. */
    synchronized boolean await(long pid, String what, long millis) throws InterruptedException {
        long end = System.currentTimeMillis() + millis;
        while (events.stream()
                .noneMatch(event -> event.pid() == pid && event.what().equals(what))) {
            long left = end - System.currentTimeMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
