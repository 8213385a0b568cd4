package io.pressrun.chaos;

import io.pressrun.chaos.Checker.Answer;
import io.pressrun.chaos.History.Fault;
import io.pressrun.chaos.History.Input;
import io.pressrun.chaos.History.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long it took from the end of a fault until every job that was accepted before had its visible result. Jobs whose
 * own document makes them wait for a retry are left aside.
 *
 * @param after the kind of that fault
 */
record Recovery(long millis, String after) {
    static Recovery longest(History history, Map<String, List<Answer>> answers) {
        var seenAt = new HashMap<String, Long>();
        history.concurrent().stream()
                .filter(sighting -> sighting.topic() == Topic.RESULTS)
                .forEach(sighting -> seenAt.putIfAbsent(sighting.place(), sighting.seenAt()));
        var longest = new Recovery(0, "");
        var felt = history.faults().stream().filter(Fault::felt).toList();
        for (Fault fault : felt) {
            for (Input input : history.inputs()) {
                if (input.submittedAt() > fault.end() || input.kind() == JobKind.RETRIED) {
                    continue;
                }
                for (Answer answer : answers.getOrDefault(input.position(), List.of())) {
                    long took = seenAt.getOrDefault(answer.record().place(), 0L) - fault.end();
                    if (took > longest.millis()) {
                        longest = new Recovery(took, fault.kind());
                    }
                }
            }
        }
        return longest;
    }
}
