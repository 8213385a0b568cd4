package io.pressrun.intake;

import io.pressrun.intake.Verdict.Wait;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What the topic of printed jobs says, partition by partition as they are asked for: where the result of each id is, and
 * which jobs wait for their next attempt. Confined to the poll thread.
 */
final class PrintedIndex implements AutoCloseable {
    private static final Duration FETCH_WAIT = Duration.ofMillis(20);
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(2);

    private final IntakeSettings settings;
    private final Clock clock;
    private final Map<Integer, Memory> memories = new HashMap<>();
    private @Nullable Consumer<byte[], byte[]> reader;
    private @Nullable Consumer<byte[], byte[]> ends;

    /** Of one partition. */
    private static final class Memory {
        final OffsetTable printed = new OffsetTable();
        final Map<JobKey, Waiting> waiting = new HashMap<>();
    }

    private record Waiting(Wait verdict, long time) {}

    PrintedIndex(IntakeSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Reads on until every question can be answered, at most for the given time. Beyond what is committed by now the
     * topic may hold records whose transaction is not settled; they count, too, so reading may end before them.
     *
     * @throws org.apache.kafka.common.KafkaException when the brokers do not answer for now
     */
    void read(Collection<Question> questions, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        var consumer = open(questions);
        setEnds(questions);
        while (!questions.stream().allMatch(this::isReady)) {
            for (var record : consumer.poll(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                take(record);
            }
            if (end - System.nanoTime() <= 0) {
                return;
            }
        }
    }

    /** Whether all that was written before the question was asked is read. */
    boolean isReady(Question question) {
        return reader != null
                && memories.containsKey(question.key.partition())
                && question.isReady(reader.position(partition(question.key.partition()), QUERY_TIMEOUT));
    }

    /** The job with this id that waits for its next attempt. */
    @Nullable
    Wait waiting(JobKey key) {
        var waiting = memory(key).waiting.get(key);
        return waiting == null || waiting.time() < oldest() ? null : waiting.verdict();
    }

    /** The offset of the result under this id, or {@link OffsetTable#ABSENT}. */
    long printed(JobKey key) {
        return memory(key).printed.find(key.high(), key.low(), oldest());
    }

    /** Forgets a result that is not there any more. */
    void forget(JobKey key, long offset) {
        if (printed(key) == offset) {
            memory(key).printed.remove(key.high(), key.low());
        }
    }

    /** Forgets every partition but these. */
    void retain(Set<Integer> partitions) {
        if (memories.keySet().retainAll(partitions) && reader != null) {
            assign(reader);
        }
    }

    private Memory memory(JobKey key) {
        var memory = memories.get(key.partition());
        if (memory == null) {
            throw new IllegalStateException("partition " + key.partition() + " was not read");
        }
        return memory;
    }

    private long oldest() {
        return clock.millis() - settings.duplicates().window().toMillis();
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(settings.duplicates().topic(), number);
    }

    private Consumer<byte[], byte[]> open(Collection<Question> questions) {
        var consumer = reader;
        if (consumer == null) {
            consumer = ConsumerFactory.reader(settings, "printed", "read_committed", FETCH_WAIT);
            reader = consumer;
        }
        var missing = new LinkedHashSet<Integer>();
        questions.forEach(question -> missing.add(question.key.partition()));
        missing.removeAll(memories.keySet());
        if (!missing.isEmpty()) {
            load(consumer, missing);
        }
        return consumer;
    }

    private void load(Consumer<byte[], byte[]> consumer, Set<Integer> numbers) {
        numbers.forEach(number -> memories.put(number, new Memory()));
        assign(consumer);
        try {
            seekToWindow(consumer, numbers.stream().map(this::partition).toList());
        } catch (KafkaException e) {
            memories.keySet().removeAll(numbers);
            assign(consumer);
            throw e;
        }
    }

    private void seekToWindow(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        // Asked for first: what comes in between is read in any case.
        var settled = consumer.endOffsets(partitions, QUERY_TIMEOUT);
        long oldest = oldest();
        var starts = consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> oldest)), QUERY_TIMEOUT);
        for (var partition : partitions) {
            var start = starts.get(partition);
            consumer.seek(partition, start == null ? settled.getOrDefault(partition, 0L) : start.offset());
        }
    }

    private void assign(Consumer<byte[], byte[]> consumer) {
        consumer.assign(memories.keySet().stream().map(this::partition).toList());
    }

    /**
     * Lets new questions wait for all that is written by now, settled or not: a transaction that was committed just now
     * is visible only when its markers are written.
     */
    private void setEnds(Collection<Question> questions) {
        var fresh = questions.stream().filter(Question::isNew).toList();
        if (fresh.isEmpty()) {
            return;
        }
        var consumer = ends;
        if (consumer == null) {
            consumer = ConsumerFactory.reader(settings, "printed-ends", "read_uncommitted", FETCH_WAIT);
            ends = consumer;
        }
        // It never polls; unless they are assigned to it, the client warns of each partition each time.
        assign(consumer);
        var partitions = fresh.stream()
                .map(question -> partition(question.key.partition()))
                .collect(Collectors.toSet());
        var offsets = consumer.endOffsets(partitions, QUERY_TIMEOUT);
        fresh.forEach(
                question -> question.readTo(offsets.getOrDefault(partition(question.key.partition()), Long.MAX_VALUE)));
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
            memory.waiting.values().removeIf(other -> other.time() < oldest);
            memory.waiting.put(key, new Waiting(wait, record.timestamp()));
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
        if (reader != null) {
            reader.close();
        }
        if (ends != null) {
            ends.close();
        }
    }
}
