package io.pressrun.intake;

import io.pressrun.job.FailureCode;
import io.pressrun.job.ResultEvent.InputPosition;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a record on a retry topic says of the attempts before it, in headers that stand behind those of the request.
 *
 * @param due the job is not started earlier
 * @param attempts made so far
 * @param firstFailure when the first of them failed
 * @param error why the last of them failed
 * @param origin the record on the request topic
 */
record RetryState(Instant due, int attempts, Instant firstFailure, FailureCode error, InputPosition origin) {
    private static final String DUE = "pressrun-retry-due";
    private static final String ATTEMPTS = "pressrun-retry-attempts";
    private static final String FIRST_FAILURE = "pressrun-retry-first-failure";
    static final String ERROR = "pressrun-retry-error";
    static final String ORIGIN = "pressrun-retry-origin";
    private static final Set<String> ALL = Set.of(DUE, ATTEMPTS, FIRST_FAILURE, ERROR, ORIGIN);

    /** {@code null} when the headers are not there or not whole: somebody else wrote the record. */
    static @Nullable RetryState of(ConsumerRecord<byte[], byte[]> record) {
        var headers = record.headers();
        if (!ALL.stream().allMatch(name -> has(headers, name))) {
            return null;
        }
        try {
            return new RetryState(
                    Instant.parse(valueOf(headers, DUE)),
                    Integer.parseInt(valueOf(headers, ATTEMPTS)),
                    Instant.parse(valueOf(headers, FIRST_FAILURE)),
                    FailureCode.valueOf(valueOf(headers, ERROR)),
                    position(valueOf(headers, ORIGIN)));
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    static InputPosition position(String text) {
        String[] parts = text.split("/", 3);
        return new InputPosition(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
    }

    static String text(InputPosition position) {
        return position.topic() + "/" + position.partition() + "/" + position.offset();
    }

    static String valueOf(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static boolean has(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header != null && header.value() != null;
    }

    /** The request's headers and these behind them. */
    Headers addTo(Headers request) {
        var headers = new RecordHeaders(request);
        add(headers, DUE, due.toString());
        add(headers, ATTEMPTS, Integer.toString(attempts));
        add(headers, FIRST_FAILURE, firstFailure.toString());
        add(headers, ERROR, error.name());
        add(headers, ORIGIN, text(origin));
        return headers;
    }

    /** The headers of the request: all but the last of each of our names, for the request's may have the same. */
    static Headers requestHeaders(Headers retry) {
        var ours = new HashSet<>(ALL);
        var request = new ArrayDeque<Header>();
        for (var header : Arrays.asList(retry.toArray()).reversed()) {
            if (!ours.remove(header.key())) {
                request.addFirst(header);
            }
        }
        return new RecordHeaders(request);
    }

    static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
