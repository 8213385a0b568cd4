package io.pressrun.fetch.share;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits for each key, given out with no thread waiting. Those on whose account they are take turns, and
 * within one account it is first come, first served. While others wait, none gets more than half of a key's permits.
 */
public final class Permits<K> {
    private final int perKey;
    private final Executor executor;
    private final Map<K, Slots> slots = new HashMap<>(); // guarded by this

    /** @param executor runs what had to wait, so that a chain of releases does not deepen the stack */
    public Permits(int perKey, Executor executor) {
        this.perKey = perKey;
        this.executor = executor;
    }

    /** A claim where all are on one account. */
    public Claim claim(K key, Runnable granted) {
        return claim(key, "", granted);
    }

    /** A claim that is not yet made; {@link Claim#request} makes it. */
    public Claim claim(K key, Object account, Runnable granted) {
        return new Claim(key, account, granted);
    }

    /** The keys in use, for tests: none when nothing is held. */
    public synchronized int keysInUse() {
        return slots.size();
    }

    private Slots slotOf(K key) {
        return Objects.requireNonNull(slots.get(key));
    }

    /** Gives the permit to whose turn it is; {@code null} when nobody waits. */
    private @Nullable Claim passOn(Claim released) {
        Slots slot = slotOf(released.key);
        slot.take(released);
        Claim next = slot.next();
        if (next != null) {
            slot.give(next);
        } else if (slot.total == 0) {
            slots.remove(released.key);
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
        /** By account, the one whose turn it is first. */
        private final Map<Object, Deque<Claim>> waiting = new LinkedHashMap<>();

        private final Map<Object, Integer> held = new HashMap<>();
        private int total;

        void give(Claim claim) {
            claim.state = State.HELD;
            held.merge(claim.account, 1, Integer::sum);
            total++;
        }

        void take(Claim claim) {
            held.computeIfPresent(claim.account, (account, count) -> count == 1 ? null : count - 1);
            total--;
        }

        void queue(Claim claim) {
            claim.state = State.WAITING;
            waiting.computeIfAbsent(claim.account, account -> new ArrayDeque<>())
                    .add(claim);
        }

        void leave(Claim claim) {
            waiting.computeIfPresent(claim.account, (account, queue) -> {
                queue.remove(claim);
                return queue.isEmpty() ? null : queue;
            });
        }

        @Nullable
        Claim next() {
            for (Object account : waiting.keySet()) {
                if (waiting.size() == 1 || held.getOrDefault(account, 0) < (perKey + 1) / 2) {
                    return poll(account);
                }
            }
            return waiting.isEmpty() ? null : poll(waiting.keySet().iterator().next());
        }

        private Claim poll(Object account) {
            Deque<Claim> queue = Objects.requireNonNull(waiting.remove(account));
            Claim first = queue.remove();
            if (!queue.isEmpty()) {
                waiting.put(account, queue);
            }
            return first;
        }
    }

    /** A permit, or a place in the queue for one. */
    public final class Claim {
        private final K key;
        private final Object account;
        private final Runnable granted;
        private State state = State.NEW; // guarded by the Permits

        private Claim(K key, Object account, Runnable granted) {
            this.key = key;
            this.account = account;
            this.granted = granted;
        }

        /**
         * Runs the action with a permit: at once on this thread when one is free, else later on the executor. Once the
         * claim was released the action is not run.
         */
        public void request() {
            synchronized (Permits.this) {
                if (state != State.NEW) {
                    return;
                }
                Slots slot = slots.computeIfAbsent(key, k -> new Slots());
                if (slot.total == perKey) {
                    slot.queue(this);
                    return;
                }
                slot.give(this);
            }
            granted.run();
        }

        /** Gives the permit back, or leaves the queue. Calling it again does nothing. */
        public void release() {
            Claim next = null;
            synchronized (Permits.this) {
                switch (state) {
                    case WAITING -> slotOf(key).leave(this);
                    case HELD -> next = passOn(this);
                    case NEW, RELEASED -> {}
                }
                state = State.RELEASED;
            }
            if (next != null) {
                executor.execute(next::runIfHeld);
            }
        }

        /** Leaves the queue. A permit that was given is kept until its release. */
        void withdraw() {
            synchronized (Permits.this) {
                if (state == State.HELD) {
                    return;
                }
                if (state == State.WAITING) {
                    slotOf(key).leave(this);
                }
                state = State.RELEASED;
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
