package io.pressrun.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that nothing moves for long though it should: a partition whose committed offsets cannot be read, one whose
 * jobs are not started though there is room, and jobs of which none ends. It tells readiness and the log; it mends
 * nothing. Confined to the poll thread.
 */
final class StallDetector {
    private static final Logger log = LoggerFactory.getLogger(StallDetector.class);
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Duration limit;
    private final Clock clock;
    private final IntakeListener listener;
    /** Since when nothing has moved on the partitions that are watched. */
    private final Map<TopicPartition, Instant> quiet = new HashMap<>();

    private final Set<TopicPartition> stuck = new HashSet<>();
    private Instant lastMove;
    private boolean jobsStuck;
    private boolean told;

    /**
     * What the worker is at.
     *
     * @param unread partitions whose committed offsets are not known yet
     * @param ready partitions whose next record could be started at once; none while no job may be started
     * @param holding those of which a record was taken that is not started
     * @param running jobs under way
     */
    record State(
            Collection<TopicPartition> unread,
            Collection<TopicPartition> ready,
            Set<TopicPartition> holding,
            int running) {}

    StallDetector(Consumer<byte[], byte[]> consumer, Duration limit, Clock clock, IntakeListener listener) {
        this.consumer = consumer;
        this.limit = limit;
        this.clock = clock;
        this.listener = listener;
        this.lastMove = clock.instant();
    }

    /** A job of the partition was started, or has ended. */
    void moved(TopicPartition partition) {
        quiet.remove(partition);
        stuck.remove(partition);
        lastMove = clock.instant();
    }

    /** Called in every turn of the loop. */
    void turn(State state, Supplier<String> description) {
        var now = clock.instant();
        var watched = new HashSet<>(state.unread());
        watched.addAll(state.ready());
        quiet.keySet().retainAll(watched);
        watched.forEach(partition -> quiet.putIfAbsent(partition, now));
        if (state.running() == 0) {
            lastMove = now;
        }
        stuck.retainAll(quiet.keySet());
        jobsStuck = isOver(lastMove, now);

        String reason = reason(state, now);
        if (reason != null && !told) {
            log.error("{}: {}", reason, description.get());
            listener.stalled(reason);
        } else if (reason == null && told) {
            log.info("The worker goes on");
            listener.stalled(null);
        }
        told = reason != null;
    }

    private @Nullable String reason(State state, Instant now) {
        String time = " for " + limit.toSeconds() + " s";
        if (jobsStuck) {
            return "none of the " + state.running() + " jobs under way has ended" + time;
        }
        var over = new ArrayList<TopicPartition>();
        quiet.forEach((partition, since) -> {
            if (isOver(since, now)) {
                over.add(partition);
            }
        });
        var unread = over.stream().filter(state.unread()::contains).toList();
        if (!unread.isEmpty()) {
            return "the committed offsets of " + unread + " cannot be read" + time;
        }
        ask(over, state, now);
        return stuck.isEmpty()
                ? null
                : "nothing was started" + time + ", though there is room and records wait on " + stuck;
    }

    /** Tells partitions that are stuck from those that have no records. Asks once in a while, not in every turn. */
    private void ask(List<TopicPartition> over, State state, Instant now) {
        var unclear = new ArrayList<TopicPartition>();
        for (var partition : over) {
            if (state.holding().contains(partition)) {
                stuck.add(partition);
            } else if (!stuck.contains(partition)) {
                unclear.add(partition);
            }
        }
        if (unclear.isEmpty()) {
            return;
        }
        var behind = behind(unclear);
        for (var partition : unclear) {
            if (behind.contains(partition)) {
                stuck.add(partition);
            } else {
                quiet.put(partition, now);
            }
        }
    }

    private Set<TopicPartition> behind(List<TopicPartition> partitions) {
        try {
            return consumer.endOffsets(partitions, QUERY_TIMEOUT).entrySet().stream()
                    .filter(end -> end.getValue() > consumer.position(end.getKey(), QUERY_TIMEOUT))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        } catch (KafkaException e) {
            log.warn("Whether jobs wait on {} cannot be told: {}", partitions, e.getMessage());
            return Set.of();
        }
    }

    private boolean isOver(Instant since, Instant now) {
        return Duration.between(since, now).compareTo(limit) >= 0;
    }
}
