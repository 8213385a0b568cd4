package io.pressrun.deliver;

import static io.pressrun.deliver.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.pressrun.job.FailureCode;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.junit.jupiter.api.Test;

final class TopicStoreTest {
    private static final PdfFile PDF = PdfFile.of("inv-ü", new byte[10_000], 3, null);

    @Test
    void pdf_becomesARecordThatIsStillToBePublished() {
        try (TopicStore store = new TopicStore("render-pdfs", 1 << 20)) {
            Delivery delivery = store.put(PDF, "ignored").join();

            assertThat(delivery.receipt()).isEqualTo(PDF.receipt("topic", "kafka:render-pdfs", null));
            PendingRecord pending = Objects.requireNonNull(delivery.record());
            assertThat(pending.topic()).isEqualTo("render-pdfs");
            assertThat(pending.value()).isSameAs(PDF.bytes());
            assertThat(pending.headers())
                    .containsExactly(
                            entry("pressrun-id", "inv-ü"),
                            entry("content-type", "application/pdf"),
                            entry("pressrun-sha256", PDF.sha256()),
                            entry("pressrun-pages", "3"));
            assertThat(store.probe()).isCompletedWithValue(null);
        }
    }

    @Test
    void sha256_isThatOfTheBytes() {
        assertThat(PdfFile.of("a", new byte[0], 1, null).sha256())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(PDF.toString()).contains("bytes=10000");
    }

    @Test
    void pdfOverTheLargestRecord_failsWithBothSizesAndAWayOut() {
        try (TopicStore store = new TopicStore("render-pdfs", 11_000)) {
            assertThat(failure(store.put(PDF, "ignored"), FailureCode.PDF_TOO_LARGE))
                    .hasMessageContainingAll(
                            "10000 bytes",
                            "at most 11000 bytes",
                            "max.message.bytes",
                            "pressrun.output.max-record-size",
                            "\"to\": \"store\"");
        }
    }

    @Test
    void topicThatTakesMoreThanBefore_takesThePdf() {
        var limit = new AtomicInteger(1_000);
        try (TopicStore store = new TopicStore("render-pdfs", 1 << 20, limit::get)) {
            assertThat(failure(store.put(PDF, "ignored"), FailureCode.PDF_TOO_LARGE))
                    .hasMessageContaining("at most 1000 bytes");
            limit.set(20_000);

            assertThat(store.put(PDF, "ignored")).isCompleted();
        }
    }

    @Test
    void largestPdfThatPasses_fitsByTheProducersOwnEstimateWithAKeyAndTraceHeaders() {
        int largest = 20_000;
        try (TopicStore store = new TopicStore("render-pdfs", largest)) {
            int bytes = largest;
            while (store.put(PdfFile.of("inv-1", new byte[bytes], 3, null), "").isCompletedExceptionally()) {
                bytes--;
            }
            PendingRecord pending = Objects.requireNonNull(store.put(PdfFile.of("inv-1", new byte[bytes], 3, null), "")
                    .join()
                    .record());
            Header[] headers = pending.headers().entrySet().stream()
                    .map(header ->
                            new RecordHeader(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)))
                    .toArray(Header[]::new);

            int estimate = AbstractRecords.estimateSizeInBytesUpperBound(
                    (byte) 2, Compression.NONE.type(), new byte[900], pending.value(), headers);

            assertThat(estimate).isBetween(largest - 300, largest);
        }
    }
}
