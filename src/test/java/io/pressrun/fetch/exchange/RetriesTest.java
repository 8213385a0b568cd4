package io.pressrun.fetch.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.pressrun.fetch.http.HttpResponse;
import io.pressrun.testing.SettableClock;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriesTest {
    private final Retries retries = new Retries(8, new SettableClock(), new Random(1));

    @ParameterizedTest
    @CsvSource({"0, 200", "1, 400", "2, 800", "3, 1600", "4, 3200", "5, 3200", "7, 3200"})
    void pause_isAnyPartOfATimeThatDoublesUpToABound(int made, long boundMillis) {
        var pauses = IntStream.range(0, 1000)
                .mapToObj(i -> Objects.requireNonNull(retries.afterFailure(made)))
                .toList();

        assertThat(pauses)
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ZERO, Duration.ofMillis(boundMillis)));
        assertThat(pauses).anySatisfy(pause -> assertThat(pause).isLessThan(Duration.ofMillis(boundMillis / 10)));
        assertThat(pauses)
                .anySatisfy(pause -> assertThat(pause).isGreaterThan(Duration.ofMillis(boundMillis * 9 / 10)));
    }

    @Test
    void afterTheLastRetry_thereIsNoOther() {
        assertThat(retries.afterFailure(8)).isNull();
        assertThat(retries.afterResponse(8, answer(503, "0"))).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "429; 7; 7",
                "503; 7; 7",
                "503; Thu, 01 Jan 2026 00:02:00 GMT; 120",
                "503; Wed, 31 Dec 2025 00:02:00 GMT; 0",
                "503; -7; 0",
                "503; soon; 0",
                "503; when the last of those who were here before you has been served; 0"
            })
    void pause_isNotShorterThanTheServerAsks(int status, String field, long seconds) {
        assertThat(retries.afterResponse(0, answer(status, field)))
                .isBetween(
                        Duration.ofSeconds(seconds), Duration.ofSeconds(seconds).plusMillis(200));
    }

    @ParameterizedTest
    @CsvSource({"200", "404", "500", "502", "504", "408"})
    void answerThatAsksForNoPatience_isNotRetried(int status) {
        assertThat(retries.afterResponse(0, answer(status, "1"))).isNull();
    }

    private static HttpResponse answer(int status, String retryAfter) {
        return new HttpResponse(status, new DefaultHttpHeaders().set("Retry-After", retryAfter), new byte[0]);
    }
}
