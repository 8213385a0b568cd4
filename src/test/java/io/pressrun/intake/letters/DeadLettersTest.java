package io.pressrun.intake.letters;

import static io.pressrun.testing.KafkaFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pressrun.intake.TestWorker;
import io.pressrun.intake.letters.DeadLetter.Handling;
import io.pressrun.intake.letters.DeadLetter.Position;
import io.pressrun.intake.letters.DeadLetterRun.TakenOverException;
import io.pressrun.intake.letters.DeadLetterTopic.Letter;
import io.pressrun.intake.topic.HeaderText;
import io.pressrun.intake.topic.KafkaFailedException;
import io.pressrun.intake.topic.Topics;
import io.pressrun.job.FailureCode;
import io.pressrun.job.ResultEvent.InputPosition;
import io.pressrun.job.json.JobCodec;
import io.pressrun.press.Completion;
import io.pressrun.press.Submission;
import io.pressrun.testing.KafkaFixture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DeadLettersTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final KafkaFixture kafka = KafkaFixture.shared();
    private final DeadLetterTopic topic = DeadLetterTopic.of(kafka);
    private final Topics topics = topic.topics();
    private final JobCodec codec = new JobCodec();
    private final DeadLetters letters = new DeadLetters(topic.settings(), codec);

    @AfterEach
    void close() {
        letters.close();
    }

    private List<DeadLetter> all() {
        return letters.read(_ -> true);
    }

    private List<DeadLetter> open() {
        return all().stream().filter(letter -> letter.handled() == null).toList();
    }

    private Map<DeadLetter, String> handle(Handling how) throws TakenOverException {
        try (var run = DeadLetterRun.claim(letters)) {
            return run.handle(run.read(_ -> true), how);
        }
    }

    /** A commit is visible a moment after its producer knows of it. */
    private List<ConsumerRecord<byte[], byte[]>> requests(int count) {
        try (var reader = kafka.read(topics.requests())) {
            reader.await(count, SOON);
            return reader.all();
        }
    }

    private static List<String> keys(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void deadLetter_isReadWithAllThatItsHeadersTell() {
        var position = topic.write(
                Letter.of("inv-1", "RENDER_FAILED")
                        .value(bytes("{\"id\":\"inv-1\",\"labels\":{\"tenant\":\"acme\",\"n\":1},\"source\":{}}"))
                        .partition(1),
                topics.requests(),
                42);

        var letter = all().getFirst();

        assertThat(letter)
                .isEqualTo(new DeadLetter(
                        position,
                        letter.failedAt(),
                        new InputPosition(topics.requests(), 0, 42),
                        "inv-1",
                        "RENDER_FAILED",
                        "It did not work.",
                        3,
                        Map.of("tenant", "acme"),
                        59,
                        false,
                        null));
    }

    @Test
    void deadLetters_areReadOldestFirst_overAllPartitions() {
        topic.write(Letter.of("b", "X").age(Duration.ofHours(2)));
        topic.write(Letter.of("a", "X").age(Duration.ofHours(3)).partition(1));
        topic.write(Letter.of("c", "X").age(Duration.ofHours(1)).partition(1));

        assertThat(all()).extracting(DeadLetter::id).containsExactly("a", "b", "c");
    }

    @Test
    void recordOfSomebodyElse_isNoDeadLetter() {
        topic.write(new ProducerRecord<>(topics.deadLetters(), bytes("k"), bytes("v")));

        assertThat(all()).isEmpty();
    }

    @Test
    void undecodableJob_hasNoLabels_andTheIdOfItsHeader() {
        topic.write(Letter.of("k", "JOB_UNREADABLE").value(new byte[] {(byte) 0xff, 0, '{'}));

        assertThat(all()).singleElement().satisfies(letter -> {
            assertThat(letter.labels()).isEmpty();
            assertThat(letter.id()).isEqualTo("k");
        });
    }

    @Test
    void replay_sendsTheRequestAsItCame_andMarksIt() throws TakenOverException {
        byte[] value = {(byte) 0xc3, 0x28, 0};
        topic.write(Letter.of("key", "STORE_REFUSED")
                .value(value)
                .with("twice", bytes("1"))
                .with("twice", new byte[] {(byte) 0xff})
                .with("nothing", null)
                .with("pressrun-retry-attempts", bytes("7"))
                .with("pressrun-id", bytes("its own")));

        assertThat(handle(Handling.REPLAYED)).isEmpty();

        var request = requests(1);
        assertThat(request).hasSize(1);
        assertThat(request.getFirst().key()).isEqualTo(bytes("key"));
        assertThat(request.getFirst().value()).isEqualTo(value);
        assertThat(request.getFirst().partition()).isZero();
        assertThat(request.getFirst().headers().toArray()).isEqualTo(new Header[] {
            new RecordHeader("twice", bytes("1")),
            new RecordHeader("twice", new byte[] {(byte) 0xff}),
            new RecordHeader("nothing", (byte[]) null),
            new RecordHeader("pressrun-id", bytes("its own")),
            new RecordHeader(
                    "pressrun-replay-of", bytes(HeaderText.of(all().getFirst().origin())))
        });
        assertThat(all()).singleElement().extracting(DeadLetter::handled).isEqualTo(Handling.REPLAYED);
    }

    @Test
    void tombstoneAndRecordWithoutKey_areReplayed() throws TakenOverException {
        var settings = new TestWorker.Settings(kafka, topics);
        kafka.send(List.of(
                new ProducerRecord<>(topics.requests(), 0, null, null),
                new ProducerRecord<>(topics.requests(), 0, bytes("k"), null)));
        try (var worker = settings.start(job -> TestWorker.failed("x", FailureCode.JOB_UNREADABLE, "no"))) {
            await().atMost(SOON).until(() -> worker.published.get() == 2);
        }

        assertThat(handle(Handling.REPLAYED)).isEmpty();

        assertThat(requests(4))
                .extracting(ConsumerRecord::value)
                .containsOnlyNulls()
                .hasSize(4);
        assertThat(requests(4)).filteredOn(record -> record.key() == null).hasSize(2);
    }

    @Test
    void failedJobs_areReplayedToAWorkerAndPrinted() throws TakenOverException {
        var settings = new TestWorker.Settings(kafka, topics);
        kafka.send(topics.requests(), List.of("a", "b", "c"));
        try (var worker = settings.start(
                job -> TestWorker.failed(TestWorker.textOf(job), FailureCode.STORE_REFUSED, "no bucket"))) {
            await().atMost(SOON).until(() -> worker.published.get() == 3);
        }
        try (var worker = settings.start(TestWorker::print)) {
            assertThat(handle(Handling.REPLAYED)).isEmpty();
            await().atMost(SOON).until(() -> worker.published.get() == 3);
            assertThat(worker.started).containsExactlyInAnyOrder("a", "b", "c");
            assertThat(worker.deadLetters).hasValue(0);
        }
        assertThat(open()).isEmpty();
    }

    /** The id that the press gives the job. */
    private Completion printed(Submission submission) {
        return TestWorker.printed(codec.idOf(submission.value(), submission.headers(), submission.fallbackId()));
    }

    private List<String> idsOfResults(int count) {
        try (var reader = kafka.read(topics.results())) {
            reader.await(count, SOON);
            return reader.all().stream()
                    .map(record -> codec.decodeResult(record.value()).id())
                    .toList();
        }
    }

    @Test
    void jobWithoutAnId_keepsTheOneOfItsFirstPosition_whenItIsReplayed() throws TakenOverException {
        var settings = new TestWorker.Settings(kafka, topics);
        var html = new RecordHeaders().add("content-type", bytes("text/html")).add("pressrun-id", null);
        kafka.send(List.of(new ProducerRecord<>(topics.requests(), 1, null, null, bytes("<p>"), html)));
        try (var worker =
                settings.start(job -> TestWorker.failed(printed(job).id(), FailureCode.STORE_REFUSED, "no bucket"))) {
            await().atMost(SOON).until(() -> worker.published.get() == 1);
        }
        try (var worker = settings.start(this::printed)) {
            assertThat(handle(Handling.REPLAYED)).isEmpty();
            await().atMost(SOON).until(() -> worker.published.get() == 1);
        }

        String first = topics.requests() + "-1-0";
        assertThat(idsOfResults(2)).containsExactly(first, first);
    }

    @Test
    void replayThatAProducerClaims_isReplacedByTheRealOne() throws TakenOverException {
        topic.write(Letter.of("k", "STORE_REFUSED").with("pressrun-replay-of", bytes("other/0/0")));

        assertThat(handle(Handling.REPLAYED)).isEmpty();

        assertThat(requests(1))
                .singleElement()
                .extracting(record -> HeaderText.of(record.headers(), "pressrun-replay-of"))
                .isEqualTo(topics.requests() + "/0/0");
    }

    @Test
    void replayThatFails_andIsReplayed_staysTheReplayOfTheFirst() throws TakenOverException {
        var settings = new TestWorker.Settings(kafka, topics);
        kafka.send(topics.requests(), List.of("a"));
        try (var worker = settings.start(
                job -> TestWorker.failed(TestWorker.textOf(job), FailureCode.STORE_REFUSED, "no bucket"))) {
            await().atMost(SOON).until(() -> worker.published.get() == 1);
            handle(Handling.REPLAYED);
            await().atMost(SOON).until(() -> worker.published.get() == 2);
        }

        handle(Handling.REPLAYED);

        var sent = requests(3);
        assertThat(sent.getFirst().headers()).isEmpty();
        assertThat(sent.subList(1, 3))
                .extracting(record -> HeaderText.of(record.headers(), "pressrun-replay-of"))
                .containsOnly(topics.requests() + "/" + sent.getFirst().partition() + "/"
                        + sent.getFirst().offset());
    }

    @Test
    void replayTwice_sendsOnce() throws TakenOverException {
        topic.write(Letter.of("a", "X"));
        handle(Handling.REPLAYED);
        topic.write(Letter.of("b", "X"));

        handle(Handling.REPLAYED);

        assertThat(keys(requests(2))).containsExactly("a", "b");
        assertThat(open()).isEmpty();
    }

    @Test
    void drop_sendsNothing() throws TakenOverException {
        topic.write(Letter.of("a", "X"));
        topic.write(Letter.of("b", "X").partition(1));

        assertThat(handle(Handling.DROPPED)).isEmpty();

        assertThat(requests(0)).isEmpty();
        assertThat(all()).extracting(DeadLetter::handled).containsExactly(Handling.DROPPED, Handling.DROPPED);
    }

    @Test
    void marksForgedInARequest_haveNoEffect() throws TakenOverException {
        var first = topic.write(Letter.of("a", "X"));
        topic.write(Letter.of("b", "X")
                .value(null)
                .with("pressrun-handled", bytes("dropped"))
                .with("pressrun-handled-position", bytes(first.toString()))
                .with("__dlq.errors.topic", bytes("elsewhere"))
                .with("pressrun-error-code", bytes("FORGED")));

        assertThat(open()).extracting(DeadLetter::id).containsExactly("a", "b");
        assertThat(open()).extracting(letter -> letter.origin().topic()).containsOnly(topics.requests());
        assertThat(open()).extracting(DeadLetter::code).containsOnly("X");
        handle(Handling.REPLAYED);
        assertThat(requests(2)
                        .getLast()
                        .headers()
                        .lastHeader("pressrun-handled")
                        .value())
                .isEqualTo(bytes("dropped"));
    }

    @Test
    void valueForgedAsOmitted_isReplayedAsItCame() throws TakenOverException {
        topic.write(Letter.of("a", "X").with("pressrun-value-omitted", bytes("true")));

        assertThat(handle(Handling.REPLAYED)).isEmpty();

        var request = requests(1).getFirst();
        assertThat(request.value()).isEqualTo(bytes("{\"id\":\"a\"}"));
        assertThat(request.headers().lastHeader("pressrun-value-omitted").value())
                .isEqualTo(bytes("true"));
    }

    @Test
    void omittedValue_isReadFromTheOriginalPosition() throws TakenOverException {
        topic.writeWithoutValue(Letter.of("a", "X").with("h", bytes("1")));

        assertThat(handle(Handling.REPLAYED)).isEmpty();

        var requests = requests(2);
        assertThat(requests).hasSize(2);
        assertThat(requests.getLast().value()).isEqualTo(bytes("{\"id\":\"a\"}"));
        assertThat(requests.getLast().headers().toArray())
                .startsWith(new RecordHeader("h", bytes("1")), new RecordHeader("pressrun-id", bytes("a")))
                .hasSize(3);
    }

    @Test
    void omittedValueThatIsGone_leavesItsDeadLetterAndNoOther() throws TakenOverException {
        topic.writeWithoutValue(Letter.of("gone", "X"));
        kafka.deleteRecords(topics.requests(), 0, 1);
        topic.write(Letter.of("other", "X"));

        var left = handle(Handling.REPLAYED);

        assertThat(left).hasSize(1).allSatisfy((letter, reason) -> {
            assertThat(letter.id()).isEqualTo("gone");
            assertThat(reason).isEqualTo("its request " + topics.requests() + "-0-0 is gone");
        });
        assertThat(keys(requests(1))).containsExactly("other");
        assertThat(open()).extracting(DeadLetter::id).containsExactly("gone");
    }

    @Test
    void omittedValueWhereAnotherRecordLiesNow_isNotTaken() throws TakenOverException {
        topic.writeWithoutValue(Letter.of("a", "X"));
        var second = topic.writeWithoutValue(Letter.of("b", "X"));
        var letter = all().stream()
                .filter(found -> found.position().equals(second))
                .findFirst()
                .orElseThrow();
        var astray = new DeadLetter(
                second,
                letter.failedAt(),
                new InputPosition(topics.requests(), 0, 0),
                "b",
                "X",
                "",
                1,
                Map.of(),
                0,
                true,
                null);

        try (var run = DeadLetterRun.claim(letters)) {
            assertThat(run.handle(List.of(astray), Handling.REPLAYED))
                    .containsValue("another record lies at " + topics.requests() + "-0-0 now");
        }
        assertThat(requests(2)).hasSize(2);
    }

    @Test
    void requestLargerThanItsTopicTakes_isLeft_andTheOthersAreReplayed() throws TakenOverException {
        topic.write(Letter.of("a", "X"));
        topic.write(Letter.of("large", "X").value(new byte[50_000]));
        topic.write(Letter.of("b", "X"));
        kafka.alterTopic(topics.requests(), "max.message.bytes", "10000");

        var left = handle(Handling.REPLAYED);

        assertThat(left.keySet()).extracting(DeadLetter::id).containsExactly("large");
        assertThat(left.values()).first().asString().contains("50000 bytes").contains("max.message.bytes");
        assertThat(keys(requests(2))).containsExactly("a", "b");
        assertThat(open()).extracting(DeadLetter::id).containsExactly("large");
    }

    @Test
    void moreThanOneTransactionTakes_isReplayedInSeveral() throws TakenOverException {
        for (int i = 0; i < 5; i++) {
            topic.write(Letter.of("k" + i, "X").value(new byte[900_000]).partition(i % 2));
        }
        for (int i = 0; i < 20; i++) {
            topic.write(Letter.of("small" + i, "X"));
        }

        assertThat(handle(Handling.REPLAYED)).isEmpty();

        assertThat(requests(25)).hasSize(25);
        assertThat(open()).isEmpty();
    }

    @Test
    void secondRun_fencesTheFirst_andEachRecordIsReplayedAndMarkedOrNeither() throws TakenOverException {
        var positions = new ArrayList<Position>();
        for (int i = 0; i < 10; i++) {
            positions.add(topic.write(Letter.of("k" + i, "X")));
        }
        try (var first = DeadLetterRun.claim(letters);
                var others = new DeadLetters(topic.settings(), new JobCodec())) {
            var open = first.read(_ -> true);
            assertThat(open).hasSize(10);
            first.handle(open.subList(0, 4), Handling.REPLAYED);
            try (var second = DeadLetterRun.claim(others)) {
                assertThatThrownBy(() -> first.handle(open.subList(4, 8), Handling.REPLAYED))
                        .isInstanceOf(TakenOverException.class);

                var rest = second.read(_ -> true);

                assertThat(rest).extracting(DeadLetter::position).containsExactlyElementsOf(positions.subList(4, 10));
                assertThat(keys(requests(4))).hasSize(4);
                second.handle(rest, Handling.REPLAYED);
            }
        }
        assertThat(keys(requests(10))).hasSize(10).doesNotHaveDuplicates();
        assertThat(open()).isEmpty();
    }

    @Test
    void markBehindAWorkersOpenTransaction_isNotMissed() throws Exception {
        var position = topic.write(Letter.of("a", "X"));
        try (var worker = kafka.producer(Map.of("transactional.id", KafkaFixture.unique("tx")))) {
            worker.initTransactions();
            worker.beginTransaction();
            var _ = worker.send(new ProducerRecord<>(topics.deadLetters(), 0, bytes("w"), bytes("w")));
            worker.flush();
            topic.write(new HandledMark(position, Handling.REPLAYED).toRecord(topics.deadLetters()));
            assertThat(open()).hasSize(1);

            var second = CompletableFuture.supplyAsync(() -> {
                try {
                    return handle(Handling.REPLAYED);
                } catch (TakenOverException e) {
                    throw new IllegalStateException(e);
                }
            });
            // Each look gives up waiting for the transaction, the run must not.
            assertThat(open()).hasSize(1);
            assertThat(open()).hasSize(1);
            assertThat(second).isNotDone();
            worker.commitTransaction();
            assertThat(second.get(60, TimeUnit.SECONDS)).isEmpty();
        }
        assertThat(requests(0)).isEmpty();
    }

    @Test
    void missingTopic_isToldByName() {
        var elsewhere = new Topics(topics.requests(), topics.results(), topics.pdfs(), "nowhere");
        var client = topic.settings();
        var settings = new DeadLetterSettings(
                client.consumer(), client.producer(), elsewhere, client.groupId(), Duration.ofSeconds(10));
        try (var none = new DeadLetters(settings, new JobCodec())) {
            assertThatThrownBy(() -> none.read(_ -> true))
                    .isInstanceOf(KafkaFailedException.class)
                    .hasMessageContaining("nowhere does not exist");
        }
    }

    @Test
    void contents_areThoseOfTheRecord() {
        topic.write(Letter.of("a", "X").with("nothing", null));

        var contents = letters.open(all().getFirst()).orElseThrow();

        assertThat(contents.key()).isEqualTo(bytes("a"));
        assertThat(contents.value()).isEqualTo(bytes("{\"id\":\"a\"}"));
        assertThat(contents.headers().getFirst().name()).isEqualTo("nothing");
        assertThat(contents.headers().getFirst().value()).isNull();
        assertThat(contents.valueGone()).isNull();
    }
}
