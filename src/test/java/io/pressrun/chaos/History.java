package io.pressrun.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that was seen of a run, and all that the checker may know. Instants are milliseconds since the epoch, by one clock.
 *
 * @param inputs what lies on the request topic
 * @param concurrent what a reader saw while the run went on, in the order in which it saw it
 * @param last what lies on the topics in the end, after every worker has ended
 * @param objects what lies in the store in the end, by key
 * @param events what the workers told, and how they ended
 */
record History(
        String name,
        List<Input> inputs,
        List<Sighting> concurrent,
        List<Output> last,
        Map<String, byte[]> objects,
        List<Event> events,
        List<Fault> faults,
        Quiet quiet) {
    History {
        inputs = List.copyOf(inputs);
        concurrent = List.copyOf(concurrent);
        last = List.copyOf(last);
        objects = Map.copyOf(objects);
        events = List.copyOf(events);
        faults = List.copyOf(faults);
    }

    /** Roles of topics. */
    enum Topic {
        RESULTS,
        PDFS,
        DEAD_LETTERS
    }

    /**
     * A record on the request topic.
     *
     * @param sha256 of the value; empty for a tombstone
     * @param acknowledged whether the broker told the producer that it has it; what it has not may be lost
     */
    record Input(
            String topic,
            int partition,
            long offset,
            JobKind kind,
            String id,
            String nonce,
            int pages,
            String to,
            String key,
            String sha256,
            long submittedAt,
            boolean acknowledged) {
        /** As results name it. */
        String position() {
            return topic + "-" + partition + "-" + offset;
        }
    }

    /** A record as the concurrent reader met it. */
    record Sighting(Topic topic, int partition, long offset, String sha256, long seenAt) {
        String place() {
            return topic + "-" + partition + "-" + offset;
        }
    }

    /** @param headers as text, the last of each name */
    @SuppressWarnings("ArrayRecordComponent")
    record Output(
            Topic topic,
            int partition,
            long offset,
            long timestamp,
            String key,
            byte @Nullable [] value,
            Map<String, String> headers) {
        String place() {
            return topic + "-" + partition + "-" + offset;
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /**
     * Something that happened in or to a worker's process. The agent tells of {@code start}, {@code end},
     * {@code assigned}, {@code halt}, {@code broken}; the harness of {@code ended CLEANLY}, {@code KILLED} or
     * {@code BY-ITSELF}.
     */
    record Event(long at, String worker, long pid, String what, String subject) {}

    /** @param end when it was over; for a kill, when it was done */
    record Fault(String kind, String subject, long begin, long end) {}

    /**
     * What was left when the jobs and the faults had ended and some time had passed.
     *
     * @param lag of the request and retry topics
     * @param transactions that are not settled
     * @param millis how long that took, or how long it was waited for
     */
    record Quiet(long lag, List<String> transactions, long millis) {
        Quiet {
            transactions = List.copyOf(transactions);
        }
    }

    void save(Path file) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        new JsonMapper().writeValue(file, this);
    }

    static History load(Path file) {
        return new JsonMapper().readValue(file, History.class);
    }
}
