package io.pressrun.intake.duplicates;

import io.pressrun.intake.duplicates.Verdict.Wait;
import io.pressrun.intake.topic.TopicClients;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the topic of printed jobs says, partition by partition as they are asked for: where the result of each id is, and
 * which jobs wait for their next attempt. Confined to the poll thread.
 */
final class PrintedIndex implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PrintedIndex.class);
    private static final long UNKNOWN = -1;
    private static final Duration FETCH_WAIT = Duration.ofMillis(20);

    private final DuplicateSettings settings;
    private final TopicClients clients;
    private final Clock clock;
    private final Map<Integer, Memory> memories = new HashMap<>();
    private @Nullable Consumer<byte[], byte[]> reader;
    private @Nullable PrintedOffsets offsets;

    /** Of one partition. */
    private static final class Memory {
        final CompletableFuture<Long> start;
        /** Whether it is being read from its start on. */
        boolean open;

        final OffsetTable printed = new OffsetTable();
        final WaitingJobs waiting = new WaitingJobs();

        Memory(CompletableFuture<Long> start) {
            this.start = start;
        }
    }

    PrintedIndex(DuplicateSettings settings, TopicClients clients, Clock clock) {
        this.settings = settings;
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * Reads on until every question can be answered, at most for the given time. Beyond what is committed by now the
     * topic may hold records whose transaction is not settled; they count, too, so reading may end before them.
     *
     * @return the partitions that cannot be read for now, and why
     * @throws org.apache.kafka.common.KafkaException when none can
     */
    Map<Integer, Throwable> read(Collection<Question> questions, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        ask(questions);
        awaitOffsets(questions, limit.dividedBy(2));
        var failures = new HashMap<Integer, Throwable>();
        openPartitions(failures);
        dropEnds(questions, failures);
        var consumer = reader;
        while (consumer != null && !questions.stream().allMatch(this::isReady)) {
            for (var record : consumer.poll(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                take(record);
            }
            if (end - System.nanoTime() <= 0) {
                break;
            }
        }
        return failures;
    }

    /** Whether all that was written before the question was asked is read. */
    boolean isReady(Question question) {
        var memory = memories.get(question.key.partition());
        return reader != null && memory != null && memory.open && question.isReady(position(reader, question));
    }

    private long position(Consumer<byte[], byte[]> consumer, Question question) {
        try {
            return consumer.position(partition(question.key.partition()), Duration.ZERO);
        } catch (TimeoutException e) {
            log.trace("the leader has changed", e);
            return UNKNOWN;
        }
    }

    /** The job with this id that waits for its next attempt. */
    @Nullable
    Wait waiting(JobKey key) {
        long oldest = oldest();
        return memory(key.partition()).waiting.find(key, time -> time < oldest);
    }

    /** The offset of the result under this id, or {@link OffsetTable#ABSENT}. */
    long printed(JobKey key) {
        return memory(key.partition()).printed.find(key.high(), key.low(), oldest());
    }

    /** Forgets a result that is not there any more. */
    void forget(JobKey key, long offset) {
        if (printed(key) == offset) {
            memory(key.partition()).printed.remove(key.high(), key.low());
        }
    }

    /** Forgets every partition but these. */
    void retain(Set<Integer> partitions) {
        if (memories.keySet().retainAll(partitions) && reader != null) {
            assign(reader);
        }
    }

    private Memory memory(int number) {
        var memory = memories.get(number);
        if (memory == null) {
            throw new IllegalStateException("partition " + number + " was not read");
        }
        return memory;
    }

    private long oldest() {
        return clock.millis() - settings.window().toMillis();
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(settings.topic(), number);
    }

    /**
     * Lets new questions wait for all that is written by now, settled or not: a transaction that was committed just now
     * is visible only when its markers are written.
     */
    private void ask(Collection<Question> questions) {
        var broker = offsets;
        if (broker == null) {
            broker = new PrintedOffsets(settings.topic(), clients.admin("printed-offsets"));
            offsets = broker;
        }
        for (var question : questions) {
            int number = question.key.partition();
            if (!memories.containsKey(number)) {
                memories.put(number, new Memory(broker.start(number, oldest())));
            }
        }
        var fresh =
                questions.stream().filter(question -> question.readTo() == null).toList();
        if (!fresh.isEmpty()) {
            var ends = broker.ends(
                    fresh.stream().map(question -> question.key.partition()).collect(Collectors.toSet()));
            ends.forEach((number, end) -> fresh.stream()
                    .filter(question -> question.key.partition() == number)
                    .forEach(question -> question.readTo(end)));
        }
    }

    private void awaitOffsets(Collection<Question> questions, Duration limit) {
        var asked = Stream.concat(
                memories.values().stream().map(memory -> memory.start),
                questions.stream().map(Question::readTo));
        var all = CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new));
        try {
            all.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            log.trace("not all is known", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void openPartitions(Map<Integer, Throwable> failures) {
        for (var number : Set.copyOf(memories.keySet())) {
            var memory = memory(number);
            if (memory.start.isCompletedExceptionally()) {
                failures.put(number, memory.start.exceptionNow());
                memories.remove(number);
            } else if (memory.start.isDone() && !memory.open) {
                memory.open = true;
                var consumer = reader;
                if (consumer == null) {
                    consumer = clients.reader("printed", "read_committed", FETCH_WAIT);
                    reader = consumer;
                }
                assign(consumer);
                consumer.seek(partition(number), memory.start.resultNow());
            }
        }
    }

    private static void dropEnds(Collection<Question> questions, Map<Integer, Throwable> failures) {
        for (var question : questions) {
            var end = question.readTo();
            if (end != null && end.isCompletedExceptionally()) {
                failures.put(question.key.partition(), end.exceptionNow());
                question.renew();
            }
        }
    }

    private void assign(Consumer<byte[], byte[]> consumer) {
        consumer.assign(memories.entrySet().stream()
                .filter(entry -> entry.getValue().open)
                .map(entry -> partition(entry.getKey()))
                .toList());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        var memory = memories.get(record.partition());
        if (memory == null || record.key() == null) {
            return;
        }
        var key = JobKey.of(record.partition(), record.key());
        var wait = PrintedRecords.waiting(record);
        long oldest = oldest();
        if (wait != null) {
            memory.waiting.put(key, wait, record.timestamp(), time -> time < oldest);
            memory.printed.remove(key.high(), key.low());
            return;
        }
        memory.waiting.remove(key);
        if (record.value() == null || record.value().length == 0) {
            memory.printed.remove(key.high(), key.low());
        } else {
            memory.printed.put(key.high(), key.low(), record.offset(), record.timestamp(), oldest);
        }
    }

    @Override
    public void close() {
        try (var _ = offsets;
                var _ = reader) {
            memories.clear();
        }
    }
}
