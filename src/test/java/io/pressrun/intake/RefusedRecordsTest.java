package io.pressrun.intake;

import static io.pressrun.testing.KafkaFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pressrun.deliver.PendingRecord;
import io.pressrun.intake.topic.Topics;
import io.pressrun.job.FailureCode;
import io.pressrun.job.Outcome;
import io.pressrun.job.Outcome.Report;
import io.pressrun.job.ResultEvent;
import io.pressrun.job.json.JobCodec;
import io.pressrun.press.Completion;
import io.pressrun.press.Submission;
import io.pressrun.testing.KafkaFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs whose records Kafka does not take, each beside healthy ones. */
@Timeout(120)
final class RefusedRecordsTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SICK = "sick";
    private static final List<String> HEALTHY =
            IntStream.range(0, 10).mapToObj(n -> "job-" + n).toList();

    private final KafkaFixture kafka = KafkaFixture.shared();
    private final JobCodec codec = new JobCodec();
    private final Topics topics = kafka.topics(1);
    private final TestWorker.Settings settings = new TestWorker.Settings(kafka, topics);

    private void compact(String topic) {
        kafka.alterTopic(topic, "cleanup.policy", "compact");
    }

    /** Five healthy jobs, the sick one, and five more. */
    private void sendSick(byte @Nullable [] key, Headers headers) {
        kafka.alterTopic(topics.requests(), "max.message.bytes", Integer.toString(4 << 20));
        var sick = new ProducerRecord<>(topics.requests(), 0, key, bytes(SICK), headers);
        var healthy = HEALTHY.stream()
                .map(job -> new ProducerRecord<>(topics.requests(), 0, bytes(job), bytes(job)))
                .toList();
        kafka.send(Stream.of(healthy.subList(0, 5), List.of(sick), healthy.subList(5, 10))
                .flatMap(List::stream)
                .toList());
    }

    private static Function<Submission, Completion> pressThat(Function<Submission, Completion> doesToTheSick) {
        return job -> TestWorker.textOf(job).equals(SICK) ? doesToTheSick.apply(job) : TestWorker.print(job);
    }

    private List<ConsumerRecord<byte[], byte[]>> results(int count) {
        try (var reader = kafka.read(topics.results())) {
            reader.await(count, SOON);
            return reader.all();
        }
    }

    private ResultEvent result(ConsumerRecord<byte[], byte[]> record) {
        return codec.decodeResult(record.value());
    }

    /** The sick job's among all results. */
    private ConsumerRecord<byte[], byte[]> sickAmong(List<ConsumerRecord<byte[], byte[]>> all) {
        assertThat(all)
                .extracting(record -> result(record).id())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(HEALTHY.stream(), Stream.of(SICK)).toList());
        return all.stream()
                .filter(record -> result(record).id().equals(SICK))
                .findFirst()
                .orElseThrow();
    }

    private void awaitNoLag() {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(kafka.lag(settings.group, topics.requests())).isZero());
    }

    @Test
    void keyThatIsTooLargeForTheResults_isLeftOut() {
        sendSick(new byte[1200 << 10], new RecordHeaders());
        try (var _ = settings.start(TestWorker::print)) {
            var sick = sickAmong(results(11));
            assertThat(sick.key()).isNull();
            assertThat(result(sick).input().offset()).isEqualTo(5);
            awaitNoLag();
        }
    }

    @Test
    void traceThatIsTooLargeForTheResults_isLeftOut_andTheKeyIsNot() {
        sendSick(bytes("key"), new RecordHeaders().add("tracestate", new byte[1200 << 10]));
        try (var _ = settings.start(TestWorker::print)) {
            var sick = sickAmong(results(11));
            assertThat(sick.key()).isEqualTo(bytes("key"));
            assertThat(sick.headers().lastHeader("tracestate")).isNull();
            awaitNoLag();
        }
    }

    @Test
    void keyThatIsTooLargeForTheDeadLetters_leavesAResultAlone() {
        sendSick(new byte[1200 << 10], new RecordHeaders());
        try (var _ = settings.start(pressThat(job -> TestWorker.failed(SICK, FailureCode.JOB_INVALID, "no")))) {
            assertThat(sickAmong(results(11)).key()).isNull();
            awaitNoLag();
        }
    }

    @Test
    void resultWithoutKeyOnACompactedTopic_isSetAside_andTheOthersAreNot() {
        compact(topics.results());
        sendSick(null, new RecordHeaders());
        try (var worker = settings.start(TestWorker::print)) {
            assertThat(results(10))
                    .extracting(record -> result(record).id())
                    .containsExactlyInAnyOrderElementsOf(HEALTHY);
            await().atMost(SOON).until(() -> worker.running.get() == 0);

            kafka.alterTopic(topics.results(), "cleanup.policy", "delete");
            sickAmong(results(11));
            awaitNoLag();
            assertThat(worker.started).hasSize(11);
        }
    }

    @Test
    void resultThatIsSetAside_doesNotHoldUpTheStop_andItsJobIsLeftToTheNext() {
        compact(topics.results());
        sendSick(null, new RecordHeaders());
        settings.drain = Duration.ofMinutes(5);
        try (var _ = settings.start(TestWorker::print)) {
            results(10);
        }
        kafka.alterTopic(topics.results(), "cleanup.policy", "delete");
        try (var next = settings.start(TestWorker::print)) {
            sickAmong(results(11));
            assertThat(next.started).containsExactly(SICK);
            assertThat(next.suspects).hasValue(0);
        }
    }

    @Test
    void pdfWithoutKeyOnACompactedTopic_fails() {
        compact(topics.pdfs());
        sendSick(null, new RecordHeaders());
        try (var _ = settings.start(pressThat(job -> new Completion(
                SICK,
                Map.of(),
                TestWorker.print(job).outcome(),
                new PendingRecord(topics.pdfs(), bytes("%PDF"), Map.of()))))) {
            assertThat(result(sickAmong(results(11))).outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo(FailureCode.STORE_REFUSED));
            awaitNoLag();
        }
    }

    @Test
    void retryAndDeadLetterWithoutKeyOnCompactedTopics_areAFinalResult() {
        settings.retryDelays = KafkaFixture.RETRY_DELAYS;
        compact(topics.retry(settings.retryDelays.getFirst()));
        compact(topics.deadLetters());
        sendSick(null, new RecordHeaders());
        try (var _ = settings.start(pressThat(job -> new Completion(
                SICK,
                Map.of(),
                new Outcome.RetryLater(FailureCode.STORE_UNAVAILABLE, "down", Report.NONE, null),
                null)))) {
            assertThat(result(sickAmong(results(11))).outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo(FailureCode.STORE_UNAVAILABLE));
            awaitNoLag();
        }
    }
}
