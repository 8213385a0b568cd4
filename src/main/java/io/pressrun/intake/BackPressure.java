package io.pressrun.intake;

import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Pauses and resumes partitions. One is paused while no job may start, while a record of its own must wait for a lower
 * offset, and while its first record is not due. Confined to the poll thread.
 */
final class BackPressure {
    private final Consumer<byte[], byte[]> consumer;
    private final Assignment assignment;
    private final Dispatcher dispatcher;
    private final Breaker breaker;
    private final RetryClock retries;
    private final BooleanSupplier stopping;

    BackPressure(
            Consumer<byte[], byte[]> consumer,
            Assignment assignment,
            Dispatcher dispatcher,
            Breaker breaker,
            RetryClock retries,
            BooleanSupplier stopping) {
        this.consumer = consumer;
        this.assignment = assignment;
        this.dispatcher = dispatcher;
        this.breaker = breaker;
        this.retries = retries;
        this.stopping = stopping;
    }

    void apply() {
        boolean none = !mayStart();
        var blocked = dispatcher.blocked();
        var paused = consumer.paused();
        for (var partition : assignment.partitions()) {
            boolean pause = none || blocked.contains(partition) || !retries.isDue(partition);
            if (pause && !paused.contains(partition)) {
                consumer.pause(List.of(partition));
            } else if (!pause && paused.contains(partition)) {
                consumer.resume(List.of(partition));
            }
        }
    }

    private boolean mayStart() {
        return !stopping.getAsBoolean() && !breaker.isOpen() && dispatcher.hasRoom();
    }

    /** The partitions whose next record would be started at once, if there is one. */
    Set<TopicPartition> ready() {
        return mayStart() && !dispatcher.trialGoesOn()
                ? assignment.partitions().stream().filter(retries::isDue).collect(Collectors.toSet())
                : Set.of();
    }
}
