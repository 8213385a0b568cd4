package io.pressrun.intake;

import static io.pressrun.testing.KafkaFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.deliver.PendingRecord;
import io.pressrun.intake.IntakeSettings.BreakerSettings;
import io.pressrun.intake.IntakeSettings.Clients;
import io.pressrun.intake.IntakeSettings.InFlight;
import io.pressrun.intake.IntakeSettings.Member;
import io.pressrun.intake.IntakeSettings.Times;
import io.pressrun.intake.duplicates.DuplicateSettings;
import io.pressrun.intake.ledger.Commit;
import io.pressrun.intake.ledger.PartitionLedger;
import io.pressrun.intake.topic.RetryState;
import io.pressrun.intake.topic.Topics;
import io.pressrun.job.FailureCode;
import io.pressrun.job.Outcome;
import io.pressrun.job.Outcome.Report;
import io.pressrun.job.Outcome.Timings;
import io.pressrun.job.ResultEvent;
import io.pressrun.job.ResultEvent.InputPosition;
import io.pressrun.job.Warning;
import io.pressrun.job.json.JobCodec;
import io.pressrun.press.Completion;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OutcomeRecordsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final byte[] KEY = {0, (byte) 0xff};
    private static final byte[] VALUE = {(byte) 0xc3, 0x28, 0};

    private final JobCodec codec = new JobCodec();
    private final IntakeSettings settings = new IntakeSettings(
            Topics.DEFAULT,
            new Member("the-group", false, "the-worker", "tx"),
            new InFlight(1, 1, BreakerSettings.OFF),
            new Times(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1)),
            DuplicateSettings.OFF,
            new Clients(Map.of(), Map.of(), 1));
    private final OutcomeRecords records = new OutcomeRecords(settings, codec, Clock.fixed(NOW, ZoneOffset.UTC));
    private final Substitutes substitutes = new Substitutes(settings, records);

    private static KafkaException tooLarge() {
        return new RecordTooLargeException("too large");
    }

    private static InFlightJob job(Headers headers) {
        return job(headers, KEY);
    }

    private static InFlightJob job(Headers headers, byte[] key) {
        var partition = new TopicPartition("render-requests", 3);
        return new InFlightJob(
                new PartitionLedger(partition, Commit.at(0), 1),
                new ConsumerRecord<>(
                        partition.topic(),
                        partition.partition(),
                        42,
                        0,
                        TimestampType.CREATE_TIME,
                        key.length,
                        VALUE.length,
                        key,
                        VALUE,
                        headers,
                        Optional.empty()),
                null);
    }

    private static InFlightJob job() {
        return job(new RecordHeaders());
    }

    private static Map<String, String> text(Iterable<Header> headers) {
        var all = new LinkedHashMap<String, String>();
        headers.forEach(header -> all.put(
                header.key(), header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8)));
        return all;
    }

    @Test
    void printedJob_isOneResultUnderTheRequestsKey() {
        var headers = new RecordHeaders()
                .add("traceparent", bytes("00-1-2-01"))
                .add("tracestate", bytes("a=b"))
                .add("authorization", bytes("secret"));
        var printing = new Completion(
                "inv-1", Map.of("tenant", "acme"), TestWorker.printed("inv-1").outcome(), null);
        var publication = records.publication(job(headers), printing);

        var result = publication.records().getFirst();
        assertThat(publication.records()).hasSize(1);
        assertThat(result.topic()).isEqualTo("render-results");
        assertThat(result.key()).isEqualTo(KEY);
        assertThat(text(result.headers()))
                .isEqualTo(Map.of(
                        "pressrun-id", "inv-1",
                        "content-type", "application/json",
                        "traceparent", "00-1-2-01",
                        "tracestate", "a=b"));
        assertThat(codec.decodeResult(result.value()))
                .isEqualTo(new ResultEvent(
                        "inv-1",
                        printing.outcome(),
                        1,
                        "the-worker",
                        new InputPosition("render-requests", 3, 42),
                        NOW,
                        Map.of("tenant", "acme")));
        assertThat(publication.isDeadLetter()).isFalse();
    }

    @Test
    void pdfForTheTopic_goesBeforeItsResult() {
        var pdf = new PendingRecord("render-pdfs", bytes("%PDF"), Map.of("pressrun-id", "a", "pressrun-pages", "1"));
        var publication = records.publication(
                job(), new Completion("a", Map.of(), TestWorker.printed("a").outcome(), pdf));

        assertThat(publication.records())
                .extracting(ProducerRecord::topic)
                .containsExactly("render-pdfs", "render-results");
        assertThat(publication.records().getFirst().key()).isEqualTo(KEY);
        assertThat(publication.records().getFirst().value()).isEqualTo(bytes("%PDF"));
        assertThat(text(publication.records().getFirst().headers()))
                .isEqualTo(Map.of("pressrun-id", "a", "pressrun-pages", "1"));
    }

    @Test
    void deadLetter_isTheRequestByteForByte_andSaysWhy() {
        var headers = new RecordHeaders()
                .add("twice", bytes("1"))
                .add("twice", new byte[] {(byte) 0xff})
                .add("nothing", null);
        var publication =
                records.publication(job(headers), TestWorker.failed("x", FailureCode.JOB_UNREADABLE, "Not JSON. é"));

        var letter = publication.records().getFirst();
        assertThat(publication.records())
                .extracting(ProducerRecord::topic)
                .containsExactly("dlq.render-requests", "render-results");
        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(VALUE);
        var all = List.of(letter.headers().toArray());
        assertThat(all.subList(0, 3)).isEqualTo(List.of(headers.toArray()));
        assertThat(text(all.subList(3, all.size())))
                .isEqualTo(Map.of(
                        "__dlq.errors.topic", "render-requests",
                        "__dlq.errors.partition", "3",
                        "__dlq.errors.offset", "42",
                        "__dlq.errors.group", "the-group",
                        "__dlq.errors.delivery.count", "1",
                        "__dlq.errors.message", "Not JSON. é",
                        "pressrun-error-code", "JOB_UNREADABLE",
                        "pressrun-id", "x"));
        assertThat(publication.isDeadLetter()).isTrue();
    }

    @Test
    void deadLetterOfARecordWithAnId_keepsIt() {
        var headers = new RecordHeaders().add("pressrun-id", bytes("its own"));
        var letter = records.publication(job(headers), TestWorker.failed("its own", FailureCode.JOB_INVALID, "no"))
                .records()
                .getFirst();

        assertThat(letter.headers().headers("pressrun-id")).hasSize(1);
    }

    private static Completion later(@Nullable Instant notAfter) {
        var outcome = new Outcome.RetryLater(
                FailureCode.STORE_UNAVAILABLE,
                "down",
                new Report(List.of(new Warning("W", "m", null)), List.of(), Timings.NONE),
                notAfter);
        return new Completion("a", Map.of(), outcome, null);
    }

    /** The job as it comes back from the retry topic. */
    private static InFlightJob retried(Publication publication) {
        var sent = publication.records().getFirst();
        var record = new ConsumerRecord<>(
                sent.topic(),
                0,
                7,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.<Integer>empty());
        return new InFlightJob(publication.ledger(), record, RetryState.of(record));
    }

    @Test
    void failureThatMayPass_waitsOnTheRetryTopicOfItsAttempt_asItCame() {
        var request = job(new RecordHeaders().add("x", KEY).add("pressrun-retry-due", bytes("theirs")));
        var first = records.publication(request, later(null));
        assertThat(first.records()).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo("render-requests.retry.10s");
            assertThat(record.key()).isEqualTo(KEY);
            assertThat(record.value()).isEqualTo(VALUE);
        });
        assertThat(first.printing().outcome()).isInstanceOf(Outcome.RetryLater.class);

        var again = retried(first);
        assertThat(again.retry)
                .isEqualTo(
                        new RetryState(NOW.plusSeconds(10), 1, NOW, FailureCode.STORE_UNAVAILABLE, request.position()));
        assertThat(again.position()).isEqualTo(request.position());
        assertThat(again.headers()).isEqualTo(request.headers());
        assertThat(again.attempt()).isEqualTo(2);

        var second = records.publication(again, later(null));
        assertThat(second.records())
                .singleElement()
                .satisfies(record -> assertThat(record.topic()).isEqualTo("render-requests.retry.1m"));
        assertThat(retried(second).attempt()).isEqualTo(3);
        assertThat(retried(second).headers()).isEqualTo(request.headers());
    }

    @Test
    void headerAddedByTheClient_staysWithTheRequest_andThoseOfTheRetryDoNot() {
        var publication =
                records.publication(job(new RecordHeaders().add("pressrun-retry-due", bytes("theirs"))), later(null));
        publication.records().getFirst().headers().add("added", bytes("by an interceptor"));

        assertThat(retried(publication).headers())
                .containsExactly(
                        new RecordHeader("pressrun-retry-due", bytes("theirs")),
                        new RecordHeader("added", bytes("by an interceptor")));
    }

    @Test
    void failureOfTheLastAttempt_isFinal_andItsDeadLetterIsTheRequest() {
        var request = job(new RecordHeaders().add("x", KEY));
        var last = retried(records.publication(retried(records.publication(request, later(null))), later(null)));

        var publication = records.publication(last, later(null));
        assertThat(publication.printing().outcome())
                .isEqualTo(new Outcome.Failed(
                        FailureCode.STORE_UNAVAILABLE,
                        "down",
                        new Report(List.of(new Warning("W", "m", null)), List.of(), Timings.NONE)));
        assertThat(publication.isDeadLetter()).isTrue();
        var letter = publication.records().getFirst();
        assertThat(letter.topic()).isEqualTo("dlq.render-requests");
        assertThat(letter.headers().toArray()).startsWith(request.headers().toArray());
        assertThat(letter.headers()).noneMatch(header -> header.key().startsWith("pressrun-retry-"));
        assertThat(letter.headers().lastHeader("__dlq.errors.topic").value()).isEqualTo(bytes("render-requests"));
        assertThat(letter.headers().lastHeader("__dlq.errors.offset").value()).isEqualTo(bytes("42"));
        assertThat(letter.headers().lastHeader("__dlq.errors.delivery.count").value())
                .isEqualTo(bytes("3"));
        var result = codec.decodeResult(publication.records().get(1).value());
        assertThat(result.attempts()).isEqualTo(3);
        assertThat(result.input()).isEqualTo(request.position());
    }

    @Test
    void retryThatWouldComeTooLate_isExpiredAtOnce_andNoDeadLetter() {
        var publication = records.publication(job(), later(NOW.plusSeconds(9)));

        assertThat(publication.printing().outcome()).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(FailureCode.EXPIRED);
            assertThat(failed.message()).contains("STORE_UNAVAILABLE").contains("down");
        });
        assertThat(publication.records()).hasSize(1);
        assertThat(records.publication(job(), later(NOW.plusSeconds(10)))
                        .printing()
                        .outcome())
                .isInstanceOf(Outcome.RetryLater.class);
    }

    @Test
    void whatWasThrown_isInTheDeadLetter_andNotInTheResult() {
        var failed = new Outcome.Failed(FailureCode.INTERNAL_ERROR, "m", Report.NONE);
        var publication = records.publication(job(), new Completion("a", Map.of(), failed, null, "at x"));

        assertThat(publication
                        .records()
                        .getFirst()
                        .headers()
                        .lastHeader("pressrun-error-stack")
                        .value())
                .isEqualTo(bytes("at x"));
        assertThat(new String(publication.records().get(1).value(), StandardCharsets.UTF_8))
                .doesNotContain("at x");
    }

    @Test
    void crash_isADeadLetterOfTwoAttempts() {
        var job = job();
        var publication = records.publication(job, records.crash(job));

        assertThat(publication.isDeadLetter()).isTrue();
        var result = codec.decodeResult(publication.records().get(1).value());
        assertThat(result.attempts()).isEqualTo(2);
        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class, end -> assertThat(end.code()).isEqualTo(FailureCode.WORKER_CRASH));
    }

    @Test
    void resultOnATopicThatTakesNextToNothing_keepsItsKeyAndTrace() {
        var headers = new RecordHeaders().add("traceparent", bytes("00-1-2-01")).add("tracestate", bytes("a=b"));
        var publication = records.publication(job(headers), TestWorker.printed("a"));

        assertThat(substitutes.without(publication, publication.records().getFirst(), tooLarge()))
                .isEmpty();
    }

    @Test
    void interruption_hasNoRecords() {
        var publication = records.publication(job(), new Completion("a", Map.of(), new Outcome.Interrupted(), null));

        assertThat(publication.isInterruption()).isTrue();
        assertThat(publication.records()).isEmpty();
    }

    @Test
    void resultThatIsShortAlready_losesTheTraceOfItsRequest_thenTheKey_thenThereIsNoOther() {
        var headers = new RecordHeaders().add("traceparent", bytes("00-1-2-01")).add("tracestate", new byte[5000]);
        byte[] key = new byte[5000];
        var publication = records.publication(job(headers, key), TestWorker.printed("a"));
        var result = publication.records().getFirst();

        var untraced = substitutes.without(publication, result, tooLarge()).orElseThrow();
        assertThat(untraced.records()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo(key);
            assertThat(record.value()).isEqualTo(result.value());
            assertThat(text(record.headers()))
                    .isEqualTo(Map.of("pressrun-id", "a", "content-type", "application/json"));
        });
        var keyless = substitutes
                .without(untraced, untraced.records().getFirst(), tooLarge())
                .orElseThrow();
        assertThat(keyless.records()).singleElement().satisfies(record -> {
            assertThat(record.key()).isNull();
            assertThat(record.value()).isEqualTo(result.value());
        });
        assertThat(substitutes.without(keyless, keyless.records().getFirst(), tooLarge()))
                .isEmpty();
    }

    @Test
    void resultRefusedForAnotherReasonThanItsSize_hasNoOtherForm() {
        var publication = records.publication(job(), TestWorker.printed("a"));

        assertThat(substitutes.without(
                        publication, publication.records().getFirst(), new InvalidRecordException("no key")))
                .isEmpty();
    }

    @Test
    void resultTooLarge_losesItsWarnings_andNothingElse() {
        var warnings = new ArrayList<Warning>();
        for (int n = 0; n < 100; n++) {
            warnings.add(new Warning("CSS_INVALID", "message " + n, null));
        }
        var failed = new Outcome.Failed(FailureCode.RENDER_FAILED, "no", new Report(warnings, List.of(), Timings.NONE));
        var publication = records.publication(job(), new Completion("a", Map.of("k", "v"), failed, null));
        var shorter = substitutes
                .without(publication, publication.records().get(1), tooLarge())
                .orElseThrow();

        var result = codec.decodeResult(shorter.records().get(1).value());
        assertThat(result.outcome()).isEqualTo(new Outcome.Failed(FailureCode.RENDER_FAILED, "no", Report.NONE));
        assertThat(result.labels()).isEqualTo(Map.of("k", "v"));
        assertThat(shorter.records().getFirst()).isEqualTo(publication.records().getFirst());
    }

    @Test
    void deadLetterTooLarge_losesItsValue_andSaysSo() {
        var publication = records.publication(job(), TestWorker.failed("a", FailureCode.JOB_INVALID, "no"));
        var letter = publication.records().getFirst();
        var shorter = substitutes
                .without(publication, letter, tooLarge())
                .orElseThrow()
                .records()
                .getFirst();

        assertThat(shorter.topic()).isEqualTo("dlq.render-requests");
        assertThat(shorter.key()).isEqualTo(KEY);
        assertThat(shorter.value()).isNull();
        var headers = text(letter.headers());
        headers.put("pressrun-value-omitted", "true");
        assertThat(text(shorter.headers())).isEqualTo(headers);
        assertThat(shorter.timestamp()).isEqualTo(letter.timestamp());
    }

    @Test
    void deadLetterWithoutValueTooLarge_isLeftOut() {
        var publication = records.publication(job(), TestWorker.failed("a", FailureCode.JOB_INVALID, "no"));
        var shorter = substitutes
                .without(publication, publication.records().getFirst(), tooLarge())
                .orElseThrow();
        var none = substitutes
                .without(shorter, shorter.records().getFirst(), tooLarge())
                .orElseThrow();

        assertThat(none.records()).extracting(ProducerRecord::topic).containsExactly("render-results");
    }
}
