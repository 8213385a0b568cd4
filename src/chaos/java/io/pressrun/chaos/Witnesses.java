package io.pressrun.chaos;

import io.pressrun.chaos.History.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the workers told of their jobs before they ended. */
final class Witnesses {
    private final Map<String, Integer> starts = new HashMap<>();
    private final Map<String, Integer> retries = new HashMap<>();
    private final Map<String, Set<Place>> records = new HashMap<>();
    /** By partition, in the order in which they began. */
    private final Map<String, List<Tenure>> tenures = new HashMap<>();

    private final Map<Long, Life> lives = new HashMap<>();

    /** Where a record that is a job, or one of its retries, lies. */
    private record Place(String partition, long offset) {}

    /** A process. */
    private static final class Life {
        final Map<String, Tenure> open = new LinkedHashMap<>();
        boolean lastWasPublished = true;
    }

    Witnesses(List<Event> events) {
        events.forEach(this::hear);
    }

    private void hear(Event event) {
        String[] words = event.subject().split(" ", -1);
        var life = lives.computeIfAbsent(event.pid(), _ -> new Life());
        switch (event.what()) {
            case "start" -> starts.merge(words[0], 1, Integer::sum);
            case "end" -> {
                if (words[1].equals("RetryLater")) {
                    retries.merge(words[0], 1, Integer::sum);
                }
            }
            case "held" ->
                records.computeIfAbsent(words[0], _ -> new HashSet<>())
                        .add(new Place(words[1], Long.parseLong(words[2])));
            case "assigned" -> life.open.computeIfAbsent(words[0], this::begin);
            case "marks" -> {
                var tenure = life.open.get(words[0]);
                if (tenure != null) {
                    tenure.commit(Long.parseLong(words[1]), words[2]);
                }
            }
            case "publish" -> {
                life.lastWasPublished = words[0].equals("Published");
                life.open.values().forEach(tenure -> settle(tenure, words[0]));
            }
            case "lost" -> end(life, words[0], true);
            // What could not be handed back is taken for what a death left.
            case "revoked" -> end(life, words[0], !life.lastWasPublished);
            case "ended" -> {
                boolean unclean = !words[0].equals("CLEANLY") || !life.lastWasPublished;
                List.copyOf(life.open.keySet()).forEach(partition -> end(life, partition, unclean));
            }
            default -> {}
        }
    }

    private Tenure begin(String partition) {
        var tenure = new Tenure();
        tenures.computeIfAbsent(partition, _ -> new ArrayList<>()).add(tenure);
        return tenure;
    }

    private static void settle(Tenure tenure, String result) {
        switch (result) {
            case "Published" -> tenure.published();
            case "Unknown" -> tenure.uncertain();
            default -> tenure.aborted();
        }
    }

    private static void end(Life life, String partition, boolean uncleanly) {
        var tenure = life.open.remove(partition);
        if (tenure != null && uncleanly) {
            tenure.endUncleanly();
        }
    }

    /** How often the job was begun, by any worker. */
    int starts(String position) {
        return starts.getOrDefault(position, 0);
    }

    /** How often the job ended as one to be tried again, by any worker. */
    int retries(String position) {
        return retries.getOrDefault(position, 0);
    }

    /** How many records the job had: its request, and one for each time it was to be tried again. */
    int records(String position) {
        return records.getOrDefault(position, Set.of()).size();
    }

    /**
     * Whether the job may be taken for one that kills its worker: a process that had said of one of its records that it
     * is started ended or had its partition taken, and so did a later one that had said that this record is on trial.
     */
    boolean convict(String position) {
        return records.getOrDefault(position, Set.of()).stream().anyMatch(this::convict);
    }

    private boolean convict(Place record) {
        boolean suspect = false;
        for (Tenure tenure : tenures.getOrDefault(record.partition(), List.of())) {
            if (suspect && tenure.leftOnTrial(record.offset())) {
                return true;
            }
            suspect |= tenure.leftStarted(record.offset());
        }
        return false;
    }
}
