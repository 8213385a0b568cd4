package io.pressrun.chaos;

import static java.util.stream.Collectors.groupingBy;

import io.pressrun.chaos.History.Event;
import io.pressrun.chaos.History.Fault;
import io.pressrun.chaos.History.Input;
import io.pressrun.chaos.History.Output;
import io.pressrun.chaos.History.Sighting;
import io.pressrun.chaos.History.Topic;
import io.pressrun.chaos.Verdict.Figures;
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
import java.util.TreeMap;
import java.util.function.Function;

/** Judges a history: one result for every record, the right one, and a PDF that is what the result says it is. Pure. */
final class Checker {
    /** The subject of the fault {@link FaultKind#TOPIC_TOO_SMALL} when it is the topic of PDFs that takes nothing. */
    static final String PDFS_TOO_SMALL = "pdfs";

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
        return new Verdict(findings, figures());
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
        if (!answer.record().key().equals(input.key())) {
            find(Wrong.WRONG_OUTCOME, input.position() + " has a result under another key");
        }
        if (!isAllowed(input, answer)) {
            find(
                    Wrong.WRONG_OUTCOME,
                    input.kind() + " " + input.position() + " " + input.id() + " ended as "
                            + Outcomes.describe(result.outcome()));
        }
        int starts = witnesses.starts(input.position());
        if (result.attempts() > starts && !Outcomes.is(result.outcome(), FailureCode.WORKER_CRASH)) {
            find(
                    Wrong.WRONG_ATTEMPTS,
                    input.position() + " was started " + starts + " times, its result says " + result.attempts());
        }
        if (result.outcome() instanceof Outcome.Printed printed) {
            pdfs.check(input, printed);
        }
    }

    private boolean isAllowed(Input input, Answer answer) {
        var outcome = answer.result().outcome();
        return Outcomes.fits(input, outcome)
                || Outcomes.is(outcome, FailureCode.WORKER_CRASH) && witnesses.uncleanEnds(input.position()) >= 2
                || Outcomes.is(outcome, FailureCode.PDF_TOO_LARGE)
                        && input.to().equals("topic")
                        && history.faults().stream().anyMatch(fault -> tookNoPdf(fault, input, answer.record()));
    }

    private static boolean tookNoPdf(Fault fault, Input input, Output result) {
        return fault.kind().equals(FaultKind.TOPIC_TOO_SMALL.name())
                && fault.subject().equals(PDFS_TOO_SMALL)
                && fault.begin() <= result.timestamp()
                && input.submittedAt() <= fault.end();
    }

    /** What became visible stays visible, and whoever read along has seen all of it. */
    private void checkReaders() {
        var last = new HashMap<String, String>();
        history.last().forEach(record -> last.put(record.place(), Hashes.sha256(record.value())));
        var seen = new HashSet<String>();
        for (Sighting sighting : history.concurrent()) {
            if (!seen.add(sighting.place())) {
                find(Wrong.READERS_DISAGREE, sighting.place() + " was seen twice");
            }
            if (!sighting.sha256().equals(last.get(sighting.place()))) {
                find(Wrong.READERS_DISAGREE, sighting.place() + " was seen and is not there in the end");
            }
        }
        last.keySet().stream()
                .filter(place -> !seen.contains(place))
                .forEach(place -> find(Wrong.READERS_DISAGREE, place + " is there and was not seen on the way"));
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
            if (event.what().equals("ended") && event.subject().startsWith("BY-ITSELF")) {
                find(Wrong.WORKER_DIED, event.worker() + " (" + event.pid() + ") ended " + event.subject());
            } else if (event.what().equals("broken")) {
                find(Wrong.HARNESS, event.worker() + ": " + event.subject());
            }
        }
    }

    private Figures figures() {
        var results = answers.values().stream()
                .flatMap(List::stream)
                .map(Answer::result)
                .toList();
        int crashers = 0;
        int convicted = 0;
        for (JobResult result : results) {
            if (Outcomes.is(result.outcome(), FailureCode.WORKER_CRASH)) {
                var input = inputs.get(result.input().toString());
                if (input != null && input.kind() == JobKind.KILLER) {
                    crashers++;
                } else {
                    convicted++;
                }
            }
        }
        var recovery = Recovery.longest(history, answers);
        return new Figures(
                count(history.inputs(), input -> input.kind().name()),
                count(history.faults(), Fault::kind),
                count(results, result -> Outcomes.describe(result.outcome())),
                (int) results.stream().filter(result -> result.attempts() > 1).count(),
                crashers,
                convicted,
                pdfs.unreferenced(),
                recovery.millis(),
                recovery.after());
    }

    private static <T> Map<String, Integer> count(List<T> things, Function<T, String> name) {
        var counts = new TreeMap<String, Integer>();
        things.forEach(thing -> counts.merge(name.apply(thing), 1, Integer::sum));
        return counts;
    }
}
