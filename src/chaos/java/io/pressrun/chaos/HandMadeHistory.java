package io.pressrun.chaos;

import io.pressrun.chaos.History.Event;
import io.pressrun.chaos.History.Fault;
import io.pressrun.chaos.History.Header;
import io.pressrun.chaos.History.Input;
import io.pressrun.chaos.History.Output;
import io.pressrun.chaos.History.Quiet;
import io.pressrun.chaos.History.Sighting;
import io.pressrun.chaos.History.Topic;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobCodec;
import io.pressrun.job.JobResult;
import io.pressrun.job.JobResult.InputPosition;
import io.pressrun.job.Outcome;
import io.pressrun.job.Outcome.Report;
import io.pressrun.job.Receipt;
import io.pressrun.job.Warning;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.jspecify.annotations.Nullable;

/** Builds histories job by job. Time passes by one millisecond with every step. */
final class HandMadeHistory {
    private static final String WORKER = "ada";
    private static final int PARTITION = 0;
    private static final String KEY = "key";
    private static final List<Header> HEADERS = List.of(new Header("twice", "1"), new Header("twice", null));

    private final JobCodec codec = new JobCodec();
    private final List<Input> inputs = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<Sighting> sightings = new ArrayList<>();
    private final Map<String, byte[]> objects = new HashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private Quiet quiet = new Quiet(0, List.of(), 1);
    private long now = 1_000;

    static byte[] pdf(String text, int pages) {
        try (var document = new PDDocument();
                var bytes = new ByteArrayOutputStream()) {
            for (int n = 0; n < pages; n++) {
                var page = new PDPage();
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    content.newLineAtOffset(50, 700);
                    content.showText(text);
                    content.endText();
                }
            }
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long now() {
        return ++now;
    }

    void pass(long millis) {
        now += millis;
    }

    Submitted submit(JobKind kind, String to) {
        int number = inputs.size();
        String nonce = "QX" + "BCDFGHJKLMNPQR".substring(1) + (char) ('B' + number) + "XQ";
        return submit(kind, "job-" + number, nonce, to);
    }

    Submitted submitAgain(Submitted first) {
        return submit(JobKind.DUPLICATE, first.input.id(), first.nonce(), first.input.to());
    }

    private Submitted submit(JobKind kind, String id, String nonce, String to) {
        var input = new Input(
                "requests",
                PARTITION,
                inputs.size(),
                kind,
                id,
                nonce,
                1,
                to,
                KEY,
                HEADERS,
                Hashes.sha256(bytes("record")),
                now(),
                true);
        inputs.add(input);
        return new Submitted(input);
    }

    void end(String worker, long pid, String how) {
        event(new Event(now(), worker, pid, "ended", how));
    }

    void event(Event event) {
        events.add(event);
    }

    void fault(Fault fault) {
        faults.add(fault);
    }

    void quiet(Quiet other) {
        quiet = other;
    }

    void seeNothing() {
        sightings.clear();
    }

    void seeSomethingThatVanishes() {
        sightings.add(new Sighting(Topic.RESULTS, 0, 4711, "", now()));
    }

    History build() {
        return new History("made by hand", inputs, sightings, outputs, objects, events, faults, quiet);
    }

    private void publish(Topic topic, byte @Nullable [] value, List<Header> headers) {
        publish(new Output(topic, PARTITION, outputs.size(), now(), KEY, value, headers));
    }

    private void publish(Output output) {
        outputs.add(output);
        sightings.add(new Sighting(
                output.topic(), output.partition(), output.offset(), Hashes.sha256(output.value()), now()));
    }

    /** Puts records of a topic under another key. */
    void changeKeys(Topic topic, @Nullable String key) {
        outputs.replaceAll(output -> output.topic() == topic
                ? new Output(
                        topic,
                        output.partition(),
                        output.offset(),
                        output.timestamp(),
                        key,
                        output.value(),
                        output.headers())
                : output);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A job and what becomes of it. */
    final class Submitted {
        private final Input input;
        private int attempts = 1;
        private Report report = Report.NONE;
        private boolean begun;

        private Submitted(Input input) {
            this.input = input;
        }

        String nonce() {
            return input.nonce();
        }

        Submitted attempts(int count) {
            attempts = count;
            return this;
        }

        /** A worker takes it, from the request topic or, as a later attempt, from a retry topic. */
        Submitted hold(String worker, long pid) {
            begun = true;
            event(new Event(now(), worker, pid, "held", input.position() + " " + partition() + " " + input.offset()));
            return this;
        }

        Submitted holdAgain(String worker, long pid, int attempt) {
            event(new Event(now(), worker, pid, "held", input.position() + " requests.retry.1s-0 " + attempt));
            return this;
        }

        Submitted start(String worker, long pid) {
            hold(worker, pid);
            event(new Event(now(), worker, pid, "start", input.position()));
            return this;
        }

        /** The worker has its partition and commits that the job is started. */
        Submitted mark(String worker, long pid) {
            return commit(worker, pid, "pressrun/1:;s=0", "Published");
        }

        /** The worker has its partition and commits that the job is on trial. */
        Submitted tryAlone(String worker, long pid) {
            return commit(worker, pid, "pressrun/1:;q=0;t=0", "Published");
        }

        /** @param result of the transaction; empty: the worker does not live to tell */
        Submitted commit(String worker, long pid, String metadata, String result) {
            hold(worker, pid);
            event(new Event(now(), worker, pid, "assigned", partition()));
            event(new Event(now(), worker, pid, "marks", partition() + " " + input.offset() + " " + metadata));
            if (!result.isEmpty()) {
                event(new Event(now(), worker, pid, "publish", result));
            }
            return this;
        }

        Submitted end(String worker, long pid, String outcome) {
            event(new Event(now(), worker, pid, "end", input.position() + " " + outcome));
            return this;
        }

        private String partition() {
            return input.topic() + "-" + input.partition();
        }

        Submitted print() {
            return print(pdf(nonce(), 1), 1);
        }

        Submitted print(byte[] pdf, int pages) {
            boolean store = input.to().equals("store");
            String key = input.id() + ".pdf";
            // The same job gives the same bytes; PDFBox does not.
            byte[] kept = store && input.kind() == JobKind.DUPLICATE ? objects.getOrDefault(key, pdf) : pdf;
            if (store) {
                objects.putIfAbsent(key, kept);
                kept = objects.getOrDefault(key, kept);
            } else {
                publish(Topic.PDFS, kept, pdfHeaders(Hashes.sha256(kept)));
            }
            var receipt = store ? new Receipt("store", "s3://b/" + key, key) : new Receipt("topic", "kafka:pdfs", null);
            return result(new Outcome.Printed(receipt, pages, kept.length, Hashes.sha256(kept), report));
        }

        private List<Header> pdfHeaders(String sha256) {
            return List.of(new Header("pressrun-id", input.id()), new Header("pressrun-sha256", sha256));
        }

        /** Its result says that a picture is missing. */
        Submitted warn() {
            var warning = new Warning("ASSET_MISSING", "not found", "http://origin" + Origin.MISSING + input.id());
            report = new Report(List.of(warning), List.of(), Outcome.Timings.NONE);
            return this;
        }

        Submitted fail(FailureCode code) {
            failWithoutDeadLetter(code);
            return code == FailureCode.EXPIRED ? this : deadLetter("record", code);
        }

        Submitted failWithoutDeadLetter(FailureCode code) {
            return result(new Outcome.Failed(code, code.meaning(), Report.NONE));
        }

        private Submitted result(Outcome outcome) {
            if (!begun) {
                start(WORKER, 1);
            }
            var result = new JobResult(
                    input.id(),
                    outcome,
                    attempts,
                    WORKER,
                    new InputPosition(input.topic(), input.partition(), input.offset()),
                    Instant.EPOCH,
                    Map.of());
            publish(Topic.RESULTS, codec.encodeResult(result), List.of());
            return this;
        }

        Submitted deadLetter(@Nullable String value, FailureCode code) {
            return deadLetter(value, code, HEADERS);
        }

        /** @param before the headers that stand before those of the failure */
        Submitted deadLetter(@Nullable String value, FailureCode code, List<Header> before) {
            var headers = new ArrayList<>(before);
            headers.add(new Header("__dlq.errors.topic", input.topic()));
            headers.add(new Header("__dlq.errors.partition", Integer.toString(input.partition())));
            headers.add(new Header("__dlq.errors.offset", Long.toString(input.offset())));
            headers.add(new Header("pressrun-error-code", code.name()));
            publish(Topic.DEAD_LETTERS, value == null ? null : bytes(value), headers);
            return this;
        }

        Submitted pdfOnTopic() {
            publish(Topic.PDFS, pdf(nonce(), 1), pdfHeaders(""));
            return this;
        }

        Submitted loseObject() {
            objects.clear();
            return this;
        }

        Submitted replaceObject(byte[] other) {
            objects.replaceAll((key, bytes) -> other);
            return this;
        }

        Submitted forget() {
            inputs.remove(input);
            return this;
        }
    }
}
