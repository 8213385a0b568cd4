package io.pressrun.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    /** A header of a record; its value, where there is one, has a character for each byte (ISO 8859-1). */
    record Header(String name, @Nullable String value) {
        String text() {
            return value == null ? "" : new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }
    }

    /**
     * A record on the request topic.
     *
     * @param key a character for each byte
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
            @Nullable String key,
            List<Header> headers,
            String sha256,
            long submittedAt,
            boolean acknowledged) {
        Input {
            headers = List.copyOf(headers);
        }

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

    /** @param key a character for each byte */
    @SuppressWarnings("ArrayRecordComponent")
    record Output(
            Topic topic,
            int partition,
            long offset,
            long timestamp,
            @Nullable String key,
            byte @Nullable [] value,
            List<Header> headers) {
        Output {
            headers = List.copyOf(headers);
        }

        String place() {
            return topic + "-" + partition + "-" + offset;
        }

        /** As text, the last of the name; empty when there is none. */
        String header(String name) {
            return headers.stream()
                    .filter(header -> header.name().equals(name))
                    .reduce((_, later) -> later)
                    .map(Header::text)
                    .orElse("");
        }
    }

    /**
     * Something that happened in or to a worker's process. The agent tells of jobs ({@code held}, {@code start},
     * {@code end}), of partitions ({@code assigned}, {@code revoked}, {@code lost}), of commits ({@code marks},
     * {@code publish}) and of what it does itself ({@code halt}, {@code broken}); the harness of {@code started} and of
     * {@code ended CLEANLY}, {@code KILLED}, {@code WITHOUT-KAFKA} (it found no broker when it started) or
     * {@code BY-ITSELF}.
     */
    record Event(long at, String worker, long pid, String what, String subject) {}

    /**
     * @param end when it was over; for a kill, when it was done
     * @param felt whether it had an effect: a worker lost partitions, a connection was cut, an answer withheld
     */
    record Fault(String kind, String subject, long begin, long end, boolean felt) {}

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
