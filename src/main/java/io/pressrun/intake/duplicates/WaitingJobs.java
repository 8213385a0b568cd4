package io.pressrun.intake.duplicates;

import io.pressrun.intake.duplicates.Verdict.Wait;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The jobs of one partition that wait for their next attempt, in the order in which they were remembered. */
final class WaitingJobs {
    private final Map<JobKey, Entry> entries = new LinkedHashMap<>();

    private record Entry(Wait verdict, long time) {}

    /**
     * Forgets those that are too old, too; one that stands behind a younger one stays until that is.
     *
     * @param time of its record, in milliseconds since 1970
     * @param tooOld of such times
     */
    void put(JobKey key, Wait wait, long time, LongPredicate tooOld) {
        entries.remove(key);
        var oldestFirst = entries.values().iterator();
        while (oldestFirst.hasNext() && tooOld.test(oldestFirst.next().time())) {
            oldestFirst.remove();
        }
        entries.put(key, new Entry(wait, time));
    }

    void remove(JobKey key) {
        entries.remove(key);
    }

    /** The job with that key, unless it is too old. */
    @Nullable
    Wait find(JobKey key, LongPredicate tooOld) {
        var entry = entries.get(key);
        return entry == null || tooOld.test(entry.time()) ? null : entry.verdict();
    }

    int size() {
        return entries.size();
    }
}
