package io.pressrun.chaos;

import io.pressrun.chaos.Checker.Answer;
import io.pressrun.chaos.History.Input;
import io.pressrun.chaos.History.Output;
import io.pressrun.chaos.History.Topic;
import io.pressrun.chaos.Verdict.Finding;
import io.pressrun.chaos.Verdict.Wrong;
import io.pressrun.job.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;

/** Looks into the PDFs that results refer to. */
final class PdfCheck {
    private static final Pattern NONCE = Pattern.compile("QX[B-Z]{14}XQ");

    private final History history;
    private final List<Finding> findings;
    private final Map<String, List<Output>> onTopic = new HashMap<>();
    private final Map<String, Content> read = new HashMap<>();
    private final Set<String> referenced = new HashSet<>();

    /** @param nonces all that stand in it */
    private record Content(int pages, Set<String> nonces) {}

    PdfCheck(History history, List<Finding> findings) {
        this.history = history;
        this.findings = findings;
        for (Output record : history.last()) {
            if (record.topic() == Topic.PDFS) {
                onTopic.computeIfAbsent(record.header("pressrun-id"), _ -> new ArrayList<>())
                        .add(record);
            }
        }
    }

    void check(Input input, Outcome.Printed printed) {
        byte[] bytes = bytesOf(input, printed);
        if (bytes == null) {
            find(Wrong.NO_OBJECT, input, "its PDF is not where the result says: " + printed.receipt());
            return;
        }
        String sha256 = Hashes.sha256(bytes);
        if (!sha256.equals(printed.sha256()) || bytes.length != printed.bytes()) {
            find(Wrong.WRONG_BYTES, input, "its PDF is not the one of the result: " + printed.receipt());
        }
        try {
            var content = content(sha256, bytes);
            if (content.pages() != input.pages() || content.pages() != printed.pages()) {
                find(
                        Wrong.WRONG_PAGES,
                        input,
                        "wants " + input.pages() + " pages, its PDF has " + content.pages() + ", its result says "
                                + printed.pages());
            }
            if (!content.nonces().equals(Set.of(input.nonce()))) {
                find(Wrong.SWAPPED, input, "wants " + input.nonce() + ", its PDF holds " + content.nonces());
            }
        } catch (IOException e) {
            find(Wrong.BAD_PDF, input, "its PDF cannot be read: " + e.getMessage());
        }
    }

    private byte @Nullable [] bytesOf(Input input, Outcome.Printed printed) {
        String key = printed.receipt().key();
        if (key != null) {
            referenced.add(key);
            return history.objects().get(key);
        }
        return onTopic.getOrDefault(input.id(), List.of()).stream()
                .filter(record -> record.header("pressrun-sha256").equals(printed.sha256()))
                .filter(record -> Objects.equals(record.key(), input.key()))
                .map(Output::value)
                .findFirst()
                .orElse(null);
    }

    private Content content(String sha256, byte[] bytes) throws IOException {
        var known = read.get(sha256);
        if (known != null) {
            return known;
        }
        try (var document = Loader.loadPDF(bytes)) {
            var nonces = NONCE.matcher(new PDFTextStripper().getText(document))
                    .results()
                    .map(found -> found.group())
                    .collect(Collectors.toSet());
            var content = new Content(document.getNumberOfPages(), nonces);
            read.put(sha256, content);
            return content;
        }
    }

    /** As many PDFs on the topic as results that refer to one. */
    void checkTopic(List<Answer> answers) {
        Map<String, Long> wanted = answers.stream()
                .filter(answer -> answer.result().outcome() instanceof Outcome.Printed printed
                        && printed.receipt().to().equals("topic"))
                .collect(Collectors.groupingBy(answer -> answer.result().id(), Collectors.counting()));
        var ids = new HashSet<>(wanted.keySet());
        ids.addAll(onTopic.keySet());
        for (String id : ids) {
            int found = onTopic.getOrDefault(id, List.of()).size();
            if (found != wanted.getOrDefault(id, 0L)) {
                findings.add(new Finding(
                        Wrong.PDF_RECORDS,
                        id + " has " + found + " PDFs on the topic for " + wanted.getOrDefault(id, 0L) + " results"));
            }
        }
    }

    /** Objects that no result refers to. They are none of anybody's business. */
    int unreferenced() {
        return (int) history.objects().keySet().stream()
                .filter(key -> !referenced.contains(key))
                .count();
    }

    private void find(Wrong wrong, Input input, String what) {
        findings.add(new Finding(wrong, input.kind() + " " + input.position() + " " + input.id() + ": " + what));
    }
}
