package io.pressrun.intake.topic;

import io.pressrun.job.FailureCode;
import io.pressrun.job.ResultEvent.InputPosition;
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
public record RetryState(Instant due, int attempts, Instant firstFailure, FailureCode error, InputPosition origin) {
    private static final String DUE = "pressrun-retry-due";
    private static final String ATTEMPTS = "pressrun-retry-attempts";
    private static final String FIRST_FAILURE = "pressrun-retry-first-failure";
    public static final String ERROR = "pressrun-retry-error";
    public static final String ORIGIN = "pressrun-retry-origin";
    private static final Set<String> ALL = Set.of(DUE, ATTEMPTS, FIRST_FAILURE, ERROR, ORIGIN);

    /** {@code null} when the headers are not there or not whole: somebody else wrote the record. */
    public static @Nullable RetryState of(ConsumerRecord<byte[], byte[]> record) {
        var headers = record.headers();
        if (!ALL.stream().allMatch(name -> HeaderText.has(headers, name))) {
            return null;
        }
        try {
            return new RetryState(
                    Instant.parse(HeaderText.of(headers, DUE)),
                    Integer.parseInt(HeaderText.of(headers, ATTEMPTS)),
                    Instant.parse(HeaderText.of(headers, FIRST_FAILURE)),
                    FailureCode.valueOf(HeaderText.of(headers, ERROR)),
                    HeaderText.position(HeaderText.of(headers, ORIGIN)));
        } catch (DateTimeException | IllegalArgumentException e) {
            return null;
        }
    }

    /** The request's headers and these behind them. */
    public Headers addTo(Headers request) {
        var headers = new RecordHeaders(request);
        HeaderText.add(headers, DUE, due.toString());
        HeaderText.add(headers, ATTEMPTS, Integer.toString(attempts));
        HeaderText.add(headers, FIRST_FAILURE, firstFailure.toString());
        HeaderText.add(headers, ERROR, error.name());
        HeaderText.add(headers, ORIGIN, HeaderText.of(origin));
        return headers;
    }

    /** The headers of the request: all but the last of each of our names, for the request's may have the same. */
    public static Headers requestHeaders(Headers retry) {
        var ours = new HashSet<>(ALL);
        var request = new ArrayDeque<Header>();
        for (var header : Arrays.asList(retry.toArray()).reversed()) {
            if (!ours.remove(header.key())) {
                request.addFirst(header);
            }
        }
        return new RecordHeaders(request);
    }
}
