package io.pressrun.fetch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A number of permits for each key, given out first come, first served, with no thread waiting. */
final class Permits<K> {
    private final int perKey;
    private final Executor executor;
    private final Map<K, Slots> slots = new HashMap<>(); // guarded by this

    /** @param executor runs what had to wait, so that a chain of releases does not deepen the stack */
    Permits(int perKey, Executor executor) {
        this.perKey = perKey;
        this.executor = executor;
    }

    /** A claim that is not yet made; {@link Claim#request} makes it. */
    Claim claim(K key, Runnable granted) {
        return new Claim(key, granted);
    }

    /** The keys in use, for tests: none when nothing is held. */
    synchronized int keysInUse() {
        return slots.size();
    }

    private Slots slotOf(K key) {
        return Objects.requireNonNull(slots.get(key));
    }

    /** Gives the permit to the next in the queue; {@code null} when there is none. */
    private @Nullable Claim passOn(K key) {
        Slots slot = slotOf(key);
        Claim next = slot.waiting.poll();
        if (next != null) {
            next.state = State.HELD;
        } else if (--slot.held == 0) {
            slots.remove(key);
        }
        return next;
    }

    private enum State {
        NEW,
        WAITING,
        HELD,
        RELEASED
    }

    private final class Slots {
        private final Deque<Claim> waiting = new ArrayDeque<>();
        private int held;
    }

    /** A permit, or a place in the queue for one. */
    final class Claim {
        private final K key;
        private final Runnable granted;
        private State state = State.NEW; // guarded by the Permits

        private Claim(K key, Runnable granted) {
            this.key = key;
            this.granted = granted;
        }

        /**
         * Runs the action with a permit: at once on this thread when one is free, else later on the executor. Once the
         * claim was released the action is not run.
         */
        void request() {
            synchronized (Permits.this) {
                if (state != State.NEW) {
                    return;
                }
                Slots slot = slots.computeIfAbsent(key, k -> new Slots());
                if (slot.held == perKey) {
                    slot.waiting.add(this);
                    state = State.WAITING;
                    return;
                }
                slot.held++;
                state = State.HELD;
            }
            granted.run();
        }

        /** Gives the permit back, or leaves the queue. Calling it again does nothing. */
        void release() {
            Claim next = null;
            synchronized (Permits.this) {
                switch (state) {
                    case WAITING -> slotOf(key).waiting.remove(this);
                    case HELD -> next = passOn(key);
                    case NEW, RELEASED -> {}
                }
                state = State.RELEASED;
            }
            if (next != null) {
                executor.execute(next::runIfHeld);
            }
        }

        private void runIfHeld() {
            if (held()) {
                granted.run();
            }
        }

        private boolean held() {
            synchronized (Permits.this) {
                return state == State.HELD;
            }
        }
    }
}
