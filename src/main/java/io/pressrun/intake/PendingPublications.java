package io.pressrun.intake;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * The publications that are not visible yet, and which of them come next in one transaction. It holds so many that it ends
 * before the broker gives it up: half as many after each one that failed, so that a transaction which is too slow, or
 * holds a record that Kafka refuses, is not tried for ever. A publication that Kafka does not take in any form is set aside
 * and tried again by itself from time to time. Confined to the poll thread.
 */
final class PendingPublications {
    static final int MAX_PUBLICATIONS = 500;
    static final long MAX_BYTES = 16 << 20;
    static final Duration ASIDE = Duration.ofSeconds(5);

    private final Duration quick;
    private final List<Publication> ready = new ArrayList<>();
    private final Deque<Publication> aside = new ArrayDeque<>();
    private long bytes;
    private int limit = MAX_PUBLICATIONS;
    private long tryAside;

    /** @param quick a transaction that takes less could have held twice as much */
    PendingPublications(Duration quick) {
        this.quick = quick;
    }

    void add(Publication publication) {
        ready.add(publication);
        bytes += publication.bytes();
    }

    int size() {
        return ready.size() + aside.size();
    }

    long bytes() {
        return bytes;
    }

    List<Publication> all() {
        return Stream.concat(ready.stream(), aside.stream()).toList();
    }

    /** Whether nothing is left but what is set aside. */
    boolean isEmpty() {
        return ready.isEmpty();
    }

    /** Whether there are as many as one transaction may hold. */
    boolean isFull() {
        return ready.size() >= limit;
    }

    /** Whether some of the partitions' are not set aside. */
    boolean holds(Collection<TopicPartition> partitions) {
        return ready.stream()
                .anyMatch(
                        publication -> partitions.contains(publication.ledger().partition()));
    }

    /** How long until one that is set aside is tried again. */
    long nanosUntilAside(long now) {
        return aside.isEmpty() ? Long.MAX_VALUE : tryAside - now;
    }

    /** What the next transaction holds: one that was set aside, or the oldest of the others. */
    List<Publication> next(long now) {
        if (nanosUntilAside(now) <= 0) {
            return List.of(aside.getFirst());
        }
        int count = 0;
        long sum = 0;
        while (count < Math.min(ready.size(), limit)) {
            sum += ready.get(count).outputBytes();
            if (count > 0 && sum > MAX_BYTES) {
                break;
            }
            count++;
        }
        return List.copyOf(ready.subList(0, count));
    }

    /** They are visible. */
    void published(List<Publication> batch, Duration took) {
        if (batch.size() >= limit && took.compareTo(quick) < 0) {
            limit = Math.min(MAX_PUBLICATIONS, 2 * limit);
        }
        removeIf(batch::contains);
    }

    /** Their transaction failed. One that was alone in it lets the others go first. */
    void failed(List<Publication> batch, long now) {
        if (batch.size() == 1) {
            var publication = batch.getFirst();
            if (aside.contains(publication)) {
                setAside(publication, now);
            } else if (ready.remove(publication)) {
                ready.add(publication);
            }
        }
        limit = Math.max(1, Math.min(limit, batch.size()) / 2);
    }

    void setAside(Publication publication, long now) {
        ready.remove(publication);
        aside.remove(publication);
        aside.addLast(publication);
        tryAside = now + ASIDE.toNanos();
    }

    void replace(Publication publication, Publication substitute) {
        aside.remove(publication);
        ready.remove(publication);
        ready.addFirst(substitute);
        recount();
    }

    void removeIf(Predicate<Publication> condition) {
        ready.removeIf(condition);
        aside.removeIf(condition);
        recount();
    }

    private void recount() {
        bytes = all().stream().mapToLong(Publication::bytes).sum();
    }
}
