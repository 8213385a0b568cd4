package io.pressrun.chaos;

import static java.util.stream.Collectors.groupingBy;

import io.pressrun.chaos.History.Event;
import io.pressrun.chaos.History.Input;
import io.pressrun.chaos.History.Output;
import io.pressrun.chaos.History.Sighting;
import io.pressrun.chaos.History.Topic;
import io.pressrun.chaos.Verdict.Finding;
import io.pressrun.chaos.Verdict.Wrong;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobCodec;
import io.pressrun.job.JobResult;
import io.pressrun.job.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Judges a history: one result for every record, the right one, and a PDF that is what the result says it is. Pure. */
final class Checker {
    /** The subject of the fault {@link FaultKind#TOPIC_TOO_SMALL} when it is the topic of PDFs that takes nothing. */
    static final String PDFS_TOO_SMALL = "pdfs";

    /** The same for the topic of results. */
    static final String RESULTS_TOO_SMALL = "results";

    /** How long a worker that starts looks for a broker, and more than that. */
    private static final long NO_KAFKA_PATIENCE = 30_000;

    /** For how long a worker remembers what the topic takes. */
    private static final long TOPIC_LIMIT_KEPT = 10_000;

    private final History history;
    private final Map<String, Input> inputs = new HashMap<>();
    private final Map<String, List<Answer>> answers = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Witnesses witnesses;
    private final PdfCheck pdfs;

    /** A result with the record that it came in. */
    record Answer(Output record, JobResult result) {}

    private Checker(History history) {
        this.history = history;
        this.witnesses = new Witnesses(history.events());
        this.pdfs = new PdfCheck(history, findings);
        history.inputs().forEach(input -> inputs.put(input.position(), input));
    }

    static Verdict check(History history) {
        return new Checker(history).check();
    }

    private Verdict check() {
        readResults();
        if (history.inputs().isEmpty()) {
            find(Wrong.TOO_LITTLE, "no job was accepted");
        }
        for (Input input : history.inputs()) {
            List<Answer> found = answers.getOrDefault(input.position(), List.of());
            if (found.isEmpty()) {
                find(Wrong.LOST, input.kind() + " " + input.position() + " has no result");
            } else if (found.size() > 1) {
                find(Wrong.DUPLICATE, input.kind() + " " + input.position() + " has " + found.size() + " results");
            }
            found.forEach(answer -> check(input, answer));
        }
        pdfs.checkTopic(answers.values().stream().flatMap(List::stream).toList());
        new DeadLetters(history, inputs, answers, findings).check();
        checkReaders();
        checkFencing();
        checkQuiet();
        checkWorkers();
        return new Verdict(findings, Tally.of(history, inputs, answers, pdfs.unreferenced()));
    }

    private void find(Wrong wrong, String what) {
        findings.add(new Finding(wrong, what));
    }

    private void readResults() {
        var codec = new JobCodec();
        for (Output record : history.last()) {
            if (record.topic() != Topic.RESULTS) {
                continue;
            }
            byte[] value = record.value();
            if (value == null) {
                find(Wrong.UNKNOWN_INPUT, record.place() + " is empty");
                continue;
            }
            try {
                var result = codec.decodeResult(value);
                answers.computeIfAbsent(result.input().toString(), _ -> new ArrayList<>())
                        .add(new Answer(record, result));
                if (!inputs.containsKey(result.input().toString())) {
                    find(Wrong.UNKNOWN_INPUT, record.place() + " answers " + result.input() + ", which nobody sent");
                }
            } catch (IllegalArgumentException e) {
                find(Wrong.UNKNOWN_INPUT, record.place() + " is no result: " + e.getMessage());
            }
        }
    }

    private void check(Input input, Answer answer) {
        var result = answer.result();
        if (!input.id().isEmpty() && !result.id().equals(input.id())) {
            find(Wrong.WRONG_OUTCOME, input.position() + " is " + input.id() + ", its result says " + result.id());
        }
        if (!Objects.equals(answer.record().key(), input.key())) {
            find(Wrong.WRONG_KEY, input.position() + " has a result under another key");
        }
        if (!isAllowed(input, answer)) {
            find(
                    Wrong.WRONG_OUTCOME,
                    input.kind() + " " + input.position() + " " + input.id() + " ended as "
                            + Outcomes.describe(result.outcome()));
        }
        checkAttempts(input, result);
        if (result.outcome() instanceof Outcome.Printed printed) {
            pdfs.check(input, printed);
            checkWarnings(input, answer, printed);
        }
    }

    /** One for each record that the job had, and none for an interruption. The trial that it did not survive counts. */
    private void checkAttempts(Input input, JobResult result) {
        boolean crash = Outcomes.is(result.outcome(), FailureCode.WORKER_CRASH);
        int attempts = result.attempts() - (crash ? 1 : 0);
        int starts = witnesses.starts(input.position());
        int records = witnesses.records(input.position());
        int retries = witnesses.retries(input.position());
        if (attempts != records || attempts > retries + 1 || !crash && attempts > starts) {
            find(
                    Wrong.WRONG_ATTEMPTS,
                    input.position() + " had " + records + " records, was started " + starts
                            + " times and was to be tried" + " again " + retries + " times, its result says "
                            + result.attempts());
        }
    }

    /** A job is told of the picture that its PDF lacks, unless its result had to be short. */
    private void checkWarnings(Input input, Answer answer, Outcome.Printed printed) {
        boolean warned = printed.warnings().stream()
                .anyMatch(warning ->
                        Objects.requireNonNullElse(warning.subject(), "").contains(Origin.MISSING));
        boolean lacks = input.kind() == JobKind.MISSING_WARN;
        if (warned != lacks && !(lacks && tookLittle(RESULTS_TOO_SMALL, input, answer.record()))) {
            find(Wrong.WRONG_WARNINGS, input.kind() + " " + input.position() + " has " + printed.warnings());
        }
    }

    private boolean isAllowed(Input input, Answer answer) {
        var outcome = answer.result().outcome();
        return Outcomes.fits(input, outcome)
                || Outcomes.is(outcome, FailureCode.WORKER_CRASH) && witnesses.convict(input.position())
                || Outcomes.is(outcome, FailureCode.PDF_TOO_LARGE)
                        && input.to().equals("topic")
                        && tookLittle(PDFS_TOO_SMALL, input, answer.record());
    }

    /** Whether a topic took no record of a useful size while the job was under way. */
    private boolean tookLittle(String topic, Input input, Output result) {
        return history.faults().stream()
                .filter(fault -> fault.kind().equals(FaultKind.TOPIC_TOO_SMALL.name()))
                .filter(fault -> fault.subject().equals(topic))
                .anyMatch(fault ->
                        fault.begin() <= result.timestamp() && input.submittedAt() <= fault.end() + TOPIC_LIMIT_KEPT);
    }

    /** What became visible stays visible, and whoever read along has seen all of it. */
    private void checkReaders() {
        var last = new HashMap<String, String>();
        history.last().forEach(record -> last.put(record.place(), Hashes.sha256(record.value())));
        var seen = new HashSet<String>();
        for (Sighting sighting : history.concurrent()) {
            if (!seen.add(sighting.place())) {
                find(Wrong.SEEN_TWICE, sighting.place() + " was seen twice");
            }
            if (!sighting.sha256().equals(last.get(sighting.place()))) {
                find(Wrong.SEEN_AND_GONE, sighting.place() + " was seen and is not there in the end");
            }
        }
        last.keySet().stream()
                .filter(place -> !seen.contains(place))
                .forEach(place -> find(Wrong.NOT_SEEN, place + " is there and was not seen on the way"));
    }

    /** Who sends a result after the partition was given to another worker must not get it published. */
    private void checkFencing() {
        Map<String, List<Event>> assignments = history.events().stream()
                .filter(event -> event.what().equals("assigned"))
                .collect(groupingBy(Event::subject));
        answers.values().stream().flatMap(List::stream).forEach(answer -> {
            var result = answer.result();
            var input = result.input();
            // A job that was tried again came by a partition of a retry topic.
            if (result.attempts() > 1) {
                return;
            }
            String owner = "";
            for (Event event : assignments.getOrDefault(input.topic() + "-" + input.partition(), List.of())) {
                if (event.at() < answer.record().timestamp()) {
                    owner = event.worker();
                }
            }
            if (!owner.isEmpty() && !owner.equals(result.worker())) {
                find(
                        Wrong.FENCED_WORKER_PUBLISHED,
                        input + " was answered by " + result.worker() + " when its partition was " + owner + "'s");
            }
        });
    }

    private void checkQuiet() {
        var quiet = history.quiet();
        if (quiet.lag() != 0) {
            find(Wrong.LAG, "the lag is " + quiet.lag() + " after " + quiet.millis() + " ms");
        }
        quiet.transactions()
                .forEach(open -> find(Wrong.HANGING_TRANSACTION, open + " after " + quiet.millis() + " ms"));
    }

    private void checkWorkers() {
        for (Event event : history.events()) {
            boolean noKafka = event.subject().equals("WITHOUT-KAFKA") && !brokerWasAway(event.at());
            if (event.what().equals("ended") && (noKafka || event.subject().startsWith("BY-ITSELF"))) {
                find(Wrong.WORKER_DIED, event.worker() + " (" + event.pid() + ") ended " + event.subject());
            } else if (event.what().equals("broken")) {
                find(Wrong.HARNESS, event.worker() + ": " + event.subject());
            }
        }
    }

    private boolean brokerWasAway(long at) {
        return history.faults().stream()
                .anyMatch(fault -> fault.kind().startsWith("BROKER_")
                        && fault.begin() <= at
                        && at - NO_KAFKA_PATIENCE <= fault.end());
    }
}
