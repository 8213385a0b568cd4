package io.pressrun.chaos;

import io.pressrun.chaos.History.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the workers told of their jobs before they ended. */
final class Witnesses {
    private final Map<String, Integer> starts = new HashMap<>();
    private final Map<String, Set<Long>> heldBy = new HashMap<>();
    private final Set<Long> endedUncleanly = new HashSet<>();

    Witnesses(List<Event> events) {
        for (Event event : events) {
            String[] words = event.subject().split(" ", -1);
            switch (event.what()) {
                case "start" -> {
                    starts.merge(words[0], 1, Integer::sum);
                    heldBy.computeIfAbsent(words[0], _ -> new HashSet<>()).add(event.pid());
                }
                case "end" -> {
                    // Handed back; any other end is one only once it is published, which the process tells nobody.
                    if (words[1].equals("Interrupted")) {
                        heldBy.getOrDefault(words[0], new HashSet<>()).remove(event.pid());
                    }
                }
                case "ended" -> {
                    if (!words[0].equals("CLEANLY")) {
                        endedUncleanly.add(event.pid());
                    }
                }
                default -> {}
            }
        }
    }

    /** How often the job was begun, by any worker. */
    int starts(String position) {
        return starts.getOrDefault(position, 0);
    }

    /** How many processes ended uncleanly that had begun the job and not handed it back. */
    int uncleanEnds(String position) {
        return (int) heldBy.getOrDefault(position, Set.of()).stream()
                .filter(endedUncleanly::contains)
                .count();
    }
}
