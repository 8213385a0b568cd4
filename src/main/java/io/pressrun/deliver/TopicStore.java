package io.pressrun.deliver;

import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;

/**
 * The PDF topic. Nothing is sent here: the delivery holds the record that is published in one transaction with the
 * result.
 */
public final class TopicStore implements PdfStore {
    /** The headers of a record batch and a record (Kafka protocol, record batch version 2) at their longest. */
    private static final int BATCH_AND_RECORD = 61 + 21;
    /** Two lengths (varint) for every header. */
    private static final int PER_HEADER = 10;
    /** Kept free for what the publisher adds: the key and the trace headers. */
    private static final int KEPT_FOR_PUBLISHER = 1024;

    private final String topic;
    private final int maxRecordBytes;
    private final IntSupplier topicTakes;
    private volatile int lastKnown;

    /**
     * @param maxRecordBytes the largest record that the producer takes ({@code max.request.size})
     * @param topicTakes the largest record that the topic takes ({@code max.message.bytes}). Asked again, on the job's
     *     thread, before a PDF is refused: somebody may have raised it meanwhile
     */
    public TopicStore(String topic, int maxRecordBytes, IntSupplier topicTakes) {
        this.topic = topic;
        this.maxRecordBytes = maxRecordBytes;
        this.topicTakes = topicTakes;
        this.lastKnown = topicTakes.getAsInt();
    }

    /** A topic that takes whatever the producer does. */
    public TopicStore(String topic, int maxRecordBytes) {
        this(topic, maxRecordBytes, () -> Integer.MAX_VALUE);
    }

    @Override
    public CompletableFuture<Delivery> put(PdfFile pdf, String key) {
        Map<String, String> headers = headers(pdf);
        long recordBytes = recordBytes(pdf, headers);
        if (recordBytes > lastKnown && recordBytes <= maxRecordBytes) {
            lastKnown = topicTakes.getAsInt();
        }
        int takes = Math.min(maxRecordBytes, lastKnown);
        if (recordBytes > takes) {
            return CompletableFuture.failedFuture(tooLarge(pdf, recordBytes, takes));
        }
        return CompletableFuture.completedFuture(new Delivery(
                pdf.receipt("topic", "kafka:" + topic, null), new PendingRecord(topic, pdf.bytes(), headers)));
    }

    private static Map<String, String> headers(PdfFile pdf) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("pressrun-id", pdf.jobId());
        headers.put("content-type", "application/pdf");
        headers.put("pressrun-sha256", pdf.sha256());
        headers.put("pressrun-pages", Integer.toString(pdf.pages()));
        return headers;
    }

    private static long recordBytes(PdfFile pdf, Map<String, String> headers) {
        long bytes = (long) pdf.bytes().length + BATCH_AND_RECORD + KEPT_FOR_PUBLISHER;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            bytes += PER_HEADER + utf8Length(header.getKey()) + utf8Length(header.getValue());
        }
        return bytes;
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private JobFailedException tooLarge(PdfFile pdf, long recordBytes, int takes) {
        return new JobFailedException(
                FailureCode.PDF_TOO_LARGE,
                "The PDF is " + pdf.bytes().length + " bytes, as a record " + recordBytes + " bytes, and the topic "
                        + topic + " takes records of at most " + takes
                        + " bytes. Raise both max.message.bytes of the topic and pressrun.output.max-record-size of the"
                        + " worker, or let the job say \"output\": {\"to\": \"store\"}.");
    }

    @Override
    public CompletableFuture<Void> probe() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
}
