package io.pressrun.intake.duplicates;

import io.pressrun.intake.duplicates.Verdict.Print;
import io.pressrun.intake.duplicates.Verdict.Printed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which jobs are printed, so that of those with one id only the first is. While it is being printed and until
 * its outcome is visible, the others wait for the verdict. Does nothing unless it is asked. Confined to the poll thread.
 */
final class PrintedJobs implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PrintedJobs.class);
    private static final Duration SLICE = Duration.ofMillis(10);
    private static final Duration BACKOFF = Duration.ofMillis(500);

    private final boolean retries;
    private final PrintedIndex index;
    private final List<Question> asked = new ArrayList<>();
    private final Map<JobKey, Group> groups = new HashMap<>();
    private final Map<Candidate, Group> members = new HashMap<>();
    /** When partitions that could not be read are tried again. */
    private final Map<Integer, Long> notBefore = new HashMap<>();

    /** The jobs with one key. */
    private static final class Group {
        final JobKey key;
        final Candidate first;
        final List<Question> others = new ArrayList<>();

        Group(JobKey key, Candidate first) {
            this.key = key;
            this.first = first;
        }
    }

    /** @param retries whether there is a retry topic on which a job can wait */
    PrintedJobs(PrintedIndex index, boolean retries) {
        this.index = index;
        this.retries = retries;
    }

    void ask(Question question) {
        asked.add(question);
    }

    /** How long until {@link #turn} has something to do, at most the limit. */
    Duration untilNext(Duration limit) {
        long wait = limit.toNanos();
        for (var question : asked) {
            wait = Math.min(wait, nanosUntilDue(question));
        }
        return Duration.ofNanos(wait);
    }

    private long nanosUntilDue(Question question) {
        return Math.max(nanosUntilDue(question.key.partition()), question.nanosUntilDue());
    }

    private long nanosUntilDue(int partition) {
        var due = notBefore.get(partition);
        return due == null ? 0 : Math.max(0, due - System.nanoTime());
    }

    /** Answers the questions that can be answered now, or after a moment of reading. */
    void turn() {
        asked.removeIf(question -> question.job.isClosed() || joins(question));
        var due =
                asked.stream().filter(question -> nanosUntilDue(question) == 0).toList();
        if (due.isEmpty()) {
            return;
        }
        try {
            index.read(due, SLICE).forEach(this::putOff);
            for (var question : due) {
                if (decide(question)) {
                    asked.remove(question);
                }
            }
        } catch (KafkaException e) {
            due.forEach(question -> putOff(question.key.partition(), e));
        }
    }

    private void putOff(int partition, Throwable reason) {
        if (nanosUntilDue(partition) > 0) {
            return;
        }
        notBefore.put(partition, System.nanoTime() + BACKOFF.toNanos());
        log.warn(
                "What was printed of partition {} cannot be read for now, and {} jobs wait for it: {}",
                partition,
                asked.stream()
                        .filter(question -> question.key.partition() == partition)
                        .count(),
                reason.toString());
    }

    /** Whether the job waits for another one's outcome. */
    private boolean joins(Question question) {
        var group = groups.get(question.key);
        if (group == null) {
            return false;
        }
        group.others.add(question);
        members.put(question.job, group);
        return true;
    }

    private boolean decide(Question question) {
        if (joins(question)) {
            return true;
        }
        if (!index.isReady(question)) {
            return false;
        }
        if (question.gone() >= 0) {
            index.forget(question.key, question.gone());
        }
        question.verdict.complete(verdict(question));
        return true;
    }

    private Verdict verdict(Question question) {
        var wait = index.waiting(question.key);
        boolean itself = wait != null && wait.first().equals(question.job.position());
        if (wait != null && !itself && retries) {
            return wait;
        }
        long offset = index.printed(question.key);
        if (offset != OffsetTable.ABSENT) {
            return new Printed(question.key.partition(), offset);
        }
        var group = new Group(question.key, question.job);
        groups.put(question.key, group);
        members.put(question.job, group);
        return new Print(wait != null);
    }

    /** The job's outcome is visible, or it has none here. Those that wait for it are decided anew. */
    void ended(Candidate job) {
        asked.removeIf(question -> question.job.equals(job));
        var group = members.remove(job);
        if (group == null) {
            return;
        }
        if (!group.first.equals(job)) {
            group.others.removeIf(question -> question.job.equals(job));
            return;
        }
        groups.remove(group.key);
        for (var question : group.others) {
            members.remove(question.job);
            question.renew();
            asked.add(question);
        }
    }

    /** Forgets the jobs of ledgers that are closed, and what was printed of partitions other than these. */
    void dropClosed(Set<Integer> partitions) {
        asked.removeIf(question -> question.job.isClosed());
        members.keySet().stream().filter(job -> job.isClosed()).toList().forEach(this::ended);
        var needed = new HashSet<>(partitions);
        asked.forEach(question -> needed.add(question.key.partition()));
        index.retain(needed);
    }

    @Override
    public String toString() {
        return asked.size() + " asking and " + members.size() + " printed or waiting under " + groups.size() + " ids";
    }

    @Override
    public void close() {
        index.close();
    }
}
