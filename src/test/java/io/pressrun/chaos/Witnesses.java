package io.pressrun.chaos;

import io.pressrun.chaos.History.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the workers told of their jobs before they ended. */
final class Witnesses {
    private final Map<String, Integer> starts = new HashMap<>();
    private final Map<Long, Life> lives = new HashMap<>();

    /** A process. */
    private static final class Life {
        final Set<String> started = new HashSet<>();
        final Map<String, List<Held>> held = new HashMap<>();
        final Map<String, Deque<Marks>> marks = new HashMap<>();
        boolean endedUncleanly;
    }

    /** A record that is a job, or one of its retries. */
    private record Held(String partition, long offset) {}

    /** What a commit says is started. */
    private record Marks(long position, long startedTo, long trial) {
        static Marks of(long position, String text) {
            long startedTo = position;
            long trial = -1;
            for (String mark : text.split(";", -1)) {
                if (mark.startsWith("s=")) {
                    startedTo = position + 1 + Long.parseLong(mark.substring(2));
                } else if (mark.startsWith("t=")) {
                    trial = position + Long.parseLong(mark.substring(2));
                }
            }
            return new Marks(position, startedTo, trial);
        }

        boolean cover(long offset) {
            return offset == trial || offset >= position && offset < startedTo;
        }
    }

    Witnesses(List<Event> events) {
        for (Event event : events) {
            String[] words = event.subject().split(" ", -1);
            var life = lives.computeIfAbsent(event.pid(), _ -> new Life());
            switch (event.what()) {
                case "start" -> {
                    starts.merge(words[0], 1, Integer::sum);
                    life.started.add(words[0]);
                }
                case "end" -> {
                    // Handed back; any other end is one only once it is published, which the process tells nobody.
                    if (words[1].equals("Interrupted")) {
                        life.started.remove(words[0]);
                    }
                }
                case "held" ->
                    life.held
                            .computeIfAbsent(words[0], _ -> new ArrayList<>())
                            .add(new Held(words[1], Long.parseLong(words[2])));
                case "marks" -> {
                    var marks = life.marks.computeIfAbsent(words[0], _ -> new ArrayDeque<>());
                    marks.addLast(Marks.of(Long.parseLong(words[1]), words[2]));
                    // Whether the last commit came about is not told, so the one before it counts, too.
                    if (marks.size() > 2) {
                        marks.removeFirst();
                    }
                }
                case "ended" -> life.endedUncleanly = !words[0].equals("CLEANLY");
                default -> {}
            }
        }
    }

    /** How often the job was begun, by any worker. */
    int starts(String position) {
        return starts.getOrDefault(position, 0);
    }

    /** How many processes ended uncleanly that had begun the job, or had said that they would, and not handed it back. */
    int uncleanEnds(String position) {
        return (int) lives.values().stream()
                .filter(life -> life.endedUncleanly)
                .filter(life -> life.started.contains(position)
                        || life.held.getOrDefault(position, List.of()).stream()
                                .anyMatch(held -> life.marks.getOrDefault(held.partition(), new ArrayDeque<>()).stream()
                                        .anyMatch(marks -> marks.cover(held.offset()))))
                .count();
    }
}
