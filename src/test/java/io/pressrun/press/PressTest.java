package io.pressrun.press;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.deliver.DirectoryStore;
import io.pressrun.deliver.PdfFile;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.Outcome;
import io.pressrun.job.Receipt;
import io.pressrun.job.RenderJob;
import io.pressrun.job.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PressTest {
    private static final String HELLO = "{'id': 'hello', 'source': {'html': '<p>Hello'}}";

    private TestPress press;

    @BeforeEach
    void start() throws IOException {
        press = new TestPress();
    }

    @AfterEach
    void stop() throws IOException {
        press.close();
    }

    @Test
    void printedJob_tellsPagesLengthAndHashOfTheStoredBytes() throws Exception {
        var job = "{'id': 'two', 'labels': {'tenant': 'acme'},"
                + " 'source': {'html': '<p>One<p style=page-break-before:always>Two'}}";

        var printing = press.print(job);

        assertThat(printing.id()).isEqualTo("two");
        assertThat(printing.labels()).isEqualTo(Map.of("tenant", "acme"));
        assertThat(printing.pdf()).isNull();
        assertThat(press.store.pdfs).containsOnlyKeys("two.pdf");
        var stored = press.store.pdfs.values().iterator().next();
        var printed = (Outcome.Printed) printing.outcome();
        assertThat(printed.receipt())
                .isEqualTo(new Receipt(
                        "store", "memory:two.pdf", "two.pdf", 2, stored.bytes().length, Sha256.hex(stored.bytes())));
        assertThat(printed.warnings()).isEmpty();
        assertThat(press.text()).contains("One", "Two");
    }

    @Test
    void printedJob_tellsTheTimeOfEveryStage_inOrder() {
        var millis = press.printed(HELLO).timings().millis();

        assertThat(millis.keySet())
                .containsExactly("decode", "source", "queue", "parse", "fetch", "render", "deliver", "total");
        long total = millis.getOrDefault("total", 0L);
        long stages = millis.values().stream().mapToLong(Long::longValue).sum() - total;
        assertThat(stages).isBetween(total - millis.size(), total);
    }

    @Test
    void sameJobTwice_givesTheSameBytesUnderTheSameKey() {
        var first = press.printed(HELLO);
        var second = press.printed(HELLO);

        assertThat(second.receipt().sha256()).isEqualTo(first.receipt().sha256());
        assertThat(second.receipt()).isEqualTo(first.receipt());
    }

    @Test
    void jobWithoutAnId_isNamedByItsPosition() {
        assertThat(press.print("{'source': {'html': '<p>Hello'}}").id()).isEqualTo("render-requests-0-42");
    }

    @Test
    void recordThatIsNoJob_failsUnderTheIdOfItsPosition() {
        var printing = press.print("no json");

        assertThat(printing.id()).isEqualTo("render-requests-0-42");
        assertThat(printing.labels()).isEmpty();
        assertThat(codeOf(printing)).isEqualTo(FailureCode.JOB_UNREADABLE);
    }

    @Test
    @SuppressWarnings("NullAway") // the value's annotation is lost in the class file
    void tombstone_isUnreadable() {
        var printing = press.print(new Submission(null, Map.of(), TestPress.POSITION));

        assertThat(codeOf(printing)).isEqualTo(FailureCode.JOB_UNREADABLE);
    }

    @Test
    void invalidJob_failsUnderItsOwnId_namingTheField() {
        var printing = press.print("{'id': 'mine', 'source': {'html': 'x'}, 'colour': 'red'}");

        assertThat(printing.id()).isEqualTo("mine");
        assertThat(codeOf(printing)).isEqualTo(FailureCode.JOB_INVALID);
        assertThat(((Outcome.Failed) printing.outcome()).message()).contains("colour");
    }

    @Test
    void bareHtml_isPrintedUnderTheIdOfTheHeader() {
        var printing = press.print(new Submission(
                "<p>Hello".getBytes(StandardCharsets.UTF_8),
                Map.of("content-type", "text/html", "pressrun-id", "bare"),
                TestPress.POSITION));

        assertThat(printing.id()).isEqualTo("bare");
        assertThat(press.store.pdfs).containsOnlyKeys("bare.pdf");
    }

    @Test
    void documentOverALimit_failsWithTheCodeOfTheStage() {
        var deep = "<div>".repeat(300);

        assertThat(press.failed("{'source': {'html': '" + deep + "'}}").code())
                .isEqualTo(FailureCode.DOCUMENT_TOO_DEEP);
        assertThat(press.store.pdfs).isEmpty();
    }

    @Test
    void outputTopic_handsTheRecordOverForThePublisher() {
        var printing = press.print("{'id': 'a', 'source': {'html': '<p>Hello'}, 'output': {'to': 'topic'}}");

        var printed = (Outcome.Printed) printing.outcome();
        var record = Objects.requireNonNull(printing.pdf());
        assertThat(printed.receipt())
                .isEqualTo(new Receipt(
                        "topic", "kafka:render-pdfs", null, 1, record.value().length, Sha256.hex(record.value())));
        assertThat(record.topic()).isEqualTo("render-pdfs");
        assertThat(record.headers())
                .containsEntry("pressrun-id", "a")
                .containsEntry("pressrun-sha256", printed.receipt().sha256());
        assertThat(press.store.pdfs).isEmpty();
    }

    @Test
    void outputKey_isTheKeyInTheStore() {
        press.printed("{'source': {'html': '<p>Hello'}, 'output': {'to': 'store', 'key': 'a/b.pdf'}}");

        assertThat(press.store.pdfs).containsOnlyKeys("a/b.pdf");
    }

    @Test
    void directoryStore_holdsThePdfWhereTheReceiptSays(@TempDir Path directory) throws Exception {
        try (var store = DirectoryStore.open(directory, 1, Clock.systemUTC())) {
            var printed = press.to(new Outputs(store, null, false)).printed(HELLO);

            assertThat(Path.of(URI.create(printed.receipt().uri())))
                    .isEqualTo(directory.toRealPath().resolve("hello.pdf"));
            assertThat(Files.size(directory.resolve("hello.pdf")))
                    .isEqualTo(printed.receipt().bytes());
        }
    }

    @Test
    void pdfThatAnEarlierRunOfTheSameRecordLeft_isWhatTheResultNames(@TempDir Path directory) throws Exception {
        var job = "{'id': 'x', 'source': {'url': '" + press.url("/page") + "'}}";
        try (var store = DirectoryStore.open(directory, 1, Clock.systemUTC())) {
            press.to(new Outputs(store, null, false));
            var first = press.html("/page", "<p>One<p style=page-break-before:always>Two")
                    .printed(job);

            var second = press.html("/page", "<p>Changed").printed(job);

            assertThat(second.receipt()).isEqualTo(first.receipt());
            assertThat(second.receipt().pages()).isEqualTo(2);
            assertThat(Sha256.hex(Files.readAllBytes(directory.resolve("x.pdf"))))
                    .isEqualTo(first.receipt().sha256());
        }
    }

    @Test
    void anotherRecordAtTheSamePosition_isAConflict(@TempDir Path directory) throws Exception {
        try (var store = DirectoryStore.open(directory, 1, Clock.systemUTC())) {
            press.to(new Outputs(store, null, false)).printed(HELLO);

            assertThat(press.failed(HELLO.replace("Hello", "Other")).code()).isEqualTo(FailureCode.OUTPUT_CONFLICT);
        }
    }

    @Test
    void jobThatNoRecordAskedFor_hasNoOrigin() throws Exception {
        press.print(RenderJob.ofHtml("mine", "<p>x"));

        assertThat(press.store.pdfs.values())
                .singleElement()
                .extracting(PdfFile::origin)
                .isNull();
    }

    @Test
    void documentPrintedAgain_needsNothingFromTheWire() {
        press.at(
                "/style.css",
                (request, wire) -> wire.respond(
                        "200 OK",
                        Map.of("Content-Type", "text/css", "Cache-Control", "max-age=60"),
                        "p { background: url(a.png) }".getBytes(StandardCharsets.UTF_8)));
        press.at(
                "/a.png",
                (request, wire) -> wire.respond(
                        "200 OK", Map.of("Content-Type", "image/png", "Cache-Control", "max-age=60"), TestPress.PIXEL));
        String html = "<link rel=stylesheet href='" + press.url("/style.css") + "'><p>x";
        var first = press.print(RenderJob.ofHtml("first", html));
        var second = press.print(RenderJob.ofHtml("second", html));

        assertThat(first.outcome()).isInstanceOf(Outcome.Printed.class);
        assertThat(second.outcome()).isInstanceOf(Outcome.Printed.class);
        assertThat(press.site.targets()).containsExactly("/style.css", "/a.png");
    }

    @Test
    void outputThatTheWorkerLacks_isInvalid_beforeAnythingIsFetched() {
        press.to(new Outputs(null, null, false));
        var source = "'source': {'url': '" + press.url("/page") + "'}";

        assertThat(press.failed("{" + source + ", 'output': {'to': 'store'}}").code())
                .isEqualTo(FailureCode.OUTPUT_INVALID);
        assertThat(press.failed("{" + source + ", 'output': {'to': 'topic'}}").code())
                .isEqualTo(FailureCode.OUTPUT_INVALID);
        assertThat(press.site.targets()).isEmpty();
    }

    @Test
    void storeThatCannotTakeItNow_postponesTheJob() {
        press.store.failWith(new JobFailedException(FailureCode.STORE_UNAVAILABLE, "down"));

        var postponed = press.postponed(HELLO);

        assertThat(postponed.code()).isEqualTo(FailureCode.STORE_UNAVAILABLE);
        assertThat(postponed.message()).isEqualTo("down");
        assertThat(postponed.timings().millis()).containsKeys("render", "total").doesNotContainKey("deliver");
    }

    @Test
    void storeThatDoesNotAnswer_postponesTheJob() {
        press.store.hang(() -> press.pass(TestPress.LIMITS.job()));

        var postponed = press.postponed(HELLO);

        assertThat(postponed.code()).isEqualTo(FailureCode.STORE_UNAVAILABLE);
        assertThat(postponed.message()).contains("pressrun.job.timeout");
    }

    @Test
    void storeThatRefuses_failsTheJob() {
        press.store.failWith(new JobFailedException(FailureCode.STORE_REFUSED, "not yours"));

        assertThat(press.failed(HELLO).code()).isEqualTo(FailureCode.STORE_REFUSED);
    }

    @Test
    void storeThatThrows_isADefect_whoseDetailsStayInTheLog() {
        press.store.throwing(new IllegalStateException("secret"));

        var failed = press.failed(HELLO);

        assertThat(failed.code()).isEqualTo(FailureCode.INTERNAL_ERROR);
        assertThat(failed.message()).contains("IllegalStateException").doesNotContain("secret");
    }

    @Test
    void storeThatEndsWithADefect_isADefect() {
        press.store.completeWith(new IllegalStateException("secret"));

        assertThat(press.failed(HELLO).code()).isEqualTo(FailureCode.INTERNAL_ERROR);
    }

    @Test
    void jobWhoseTimeIsOver_isNotStarted() {
        var job = "{'source': {'url': '" + press.url("/page") + "'}, 'notAfter': '" + TestPress.NOW.minusSeconds(1)
                + "'}";

        assertThat(press.failed(job).code()).isEqualTo(FailureCode.EXPIRED);
        assertThat(press.site.targets()).isEmpty();
    }

    @Test
    void jobWhoseTimeEndsUnderWay_isNotDelivered() {
        press.at("/a.png", (request, wire) -> {
            press.now.set(TestPress.NOW.plusSeconds(61));
            wire.respond("200 OK", Map.of("Content-Type", "image/png"), TestPress.PIXEL);
        });
        var job = "{'source': {'html': '<p>x<img src=" + press.url("/a.png") + ">'}, 'notAfter': '"
                + TestPress.NOW.plusSeconds(60) + "'}";

        assertThat(press.failed(job).code()).isEqualTo(FailureCode.EXPIRED);
        assertThat(press.store.pdfs).isEmpty();
    }

    @Test
    void jobWhoseTimeEndsWhileAnAssetFails_hasExpired_andIsNotTriedAgain() {
        press.at("/a.png", (request, wire) -> {
            press.now.set(TestPress.NOW.plusSeconds(61));
            wire.status("503 Service Unavailable");
        });
        var job = "{'source': {'html': '<img src=" + press.url("/a.png") + ">'}, 'fetch': {'onMissing': 'fail'},"
                + " 'notAfter': '" + TestPress.NOW.plusSeconds(60) + "'}";

        assertThat(press.failed(job).code()).isEqualTo(FailureCode.EXPIRED);
    }

    @Test
    void jobWithTimeLeft_isPrinted() {
        press.printed("{'source': {'html': '<p>x'}, 'notAfter': '" + TestPress.NOW.plusSeconds(3600) + "'}");
    }

    private static FailureCode codeOf(Completion printing) {
        return ((Outcome.Failed) printing.outcome()).code();
    }
}
