package io.pressrun.intake;

import io.pressrun.job.Outcome;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Holds the jobs that have not ended, and starts them in the order in which they came, as far as there is room. A job
 * starts only once a commit says so; a suspect starts only when nothing else is under way, and nothing starts beside it.
 * Confined to the poll thread.
 */
final class Dispatcher {
    private final IntakeSettings settings;
    private final Outbox outbox;
    private final Breaker breaker;
    private final IntakeListener listener;
    private final Consumer<InFlightJob> work;
    private final Deque<InFlightJob> waiting = new ArrayDeque<>();
    private final Set<InFlightJob> inFlight = new LinkedHashSet<>();
    private @Nullable InFlightJob onTrial;
    /** The suspect that comes next: once it is planned no other may be, or a death would make crashes of both. */
    private @Nullable InFlightJob next;

    /** @param work starts the job on a thread of its own */
    Dispatcher(
            IntakeSettings settings,
            Outbox outbox,
            Breaker breaker,
            IntakeListener listener,
            Consumer<InFlightJob> work) {
        this.settings = settings;
        this.outbox = outbox;
        this.breaker = breaker;
        this.listener = listener;
        this.work = work;
    }

    void add(InFlightJob job) {
        waiting.add(job);
    }

    /** Begins again with a job that was interrupted though it is still this worker's. */
    void putBack(InFlightJob job) {
        waiting.addFirst(job);
    }

    /** The job has ended. */
    void ended(Publication publication) {
        if (inFlight.remove(publication.job())) {
            // One that was not worked on says nothing of the store or the engine.
            breaker.ended(publication.first() == null ? publication.printing().outcome() : new Outcome.Interrupted());
        }
        if (publication.job() == onTrial) {
            if (publication.isInterruption()) {
                onTrial = null;
            } else {
                publication.ledger().acquit(publication.offset());
            }
        }
    }

    boolean isIdle() {
        return inFlight.isEmpty();
    }

    int size() {
        return inFlight.size() + waiting.size();
    }

    int running() {
        return inFlight.size();
    }

    long bytes() {
        return inFlight.stream().mapToLong(InFlightJob::bytes).sum() + outbox.bytes();
    }

    boolean hasRoom() {
        return inFlight.isEmpty() && outbox.size() == 0
                || inFlight.size() < settings.inFlight().maxJobs()
                        && outbox.size() < settings.inFlight().maxJobs()
                        && bytes() < settings.inFlight().maxBytes();
    }

    /** The partitions whose next record must wait for one that was taken and is not started. */
    Set<TopicPartition> blocked() {
        var blocked = new LinkedHashSet<TopicPartition>();
        waiting.forEach(job -> blocked.add(job.ledger.partition()));
        return blocked;
    }

    boolean holds(Collection<TopicPartition> partitions) {
        return inFlight.stream().anyMatch(job -> partitions.contains(job.ledger.partition()));
    }

    /**
     * Lets the next commit say which jobs are started: those that have room, and some that come next.
     *
     * @return whether jobs wait for that commit
     */
    boolean plan() {
        if (trialGoesOn()) {
            return !inFlight.contains(onTrial);
        }
        if (breaker.isOpen() || !hasRoom()) {
            return false;
        }
        var suspect = nextSuspect();
        if (suspect != null) {
            if (!inFlight.isEmpty()) {
                return false;
            }
            suspect.ledger.plan(suspect.offset());
            return !suspect.isMarked();
        }
        boolean needed = false;
        int left = settings.inFlight().maxJobs()
                - inFlight.size()
                + settings.inFlight().maxJobs() / 4;
        for (var job : waiting) {
            if (left-- == 0) {
                break;
            }
            if (!job.isSuspect() && job.ledger.reaches(job.offset()) && !job.isMarked()) {
                job.ledger.plan(job.offset());
                needed = true;
            }
        }
        return needed;
    }

    /** Starts what may start now; tells whether anything was. */
    boolean start() {
        if (outbox.isUncertain() || trialGoesOn()) {
            return false;
        }
        var suspect = nextSuspect();
        if (suspect != null) {
            return inFlight.isEmpty() && suspect.isMarked() && breaker.permits() && startAlone(suspect);
        }
        boolean started = false;
        var candidates = waiting.iterator();
        while (hasRoom() && candidates.hasNext()) {
            var job = candidates.next();
            if (job.isMarked() && job.ledger.reaches(job.offset())) {
                if (!breaker.permits()) {
                    break;
                }
                candidates.remove();
                start(job);
                started = true;
            }
        }
        return started;
    }

    /**
     * Whether a job is on trial, or the last commit still says so: it would be blamed for the death that another one
     * causes.
     */
    boolean trialGoesOn() {
        return onTrial != null && (inFlight.contains(onTrial) || onTrial.isMarked() && !onTrial.ledger.isClosed());
    }

    /** The suspect whose turn it is. */
    private @Nullable InFlightJob nextSuspect() {
        if (next == null) {
            next = waiting.stream()
                    .filter(job -> job.isSuspect() && job.ledger.mayTry(job.offset()))
                    .findFirst()
                    .orElse(null);
        }
        return next;
    }

    private boolean startAlone(InFlightJob suspect) {
        onTrial = suspect;
        next = null;
        waiting.remove(suspect);
        listener.suspect();
        start(suspect);
        return true;
    }

    private void start(InFlightJob job) {
        inFlight.add(job);
        work.accept(job);
    }

    /** Hands back what was not started. */
    void dropWaiting(Collection<TopicPartition> partitions) {
        waiting.removeIf(job -> partitions.contains(job.ledger.partition()));
        forgetNext();
    }

    private void forgetNext() {
        if (next != null && !waiting.contains(next)) {
            next = null;
        }
    }

    /** Interrupts and forgets the jobs of ledgers that are closed. */
    void dropClosed() {
        waiting.removeIf(job -> job.ledger.isClosed());
        forgetNext();
        inFlight.stream().filter(job -> job.ledger.isClosed()).forEach(InFlightJob::interrupt);
    }

    @Override
    public String toString() {
        return inFlight.size() + " in flight, " + waiting.size() + " waiting, on trial "
                + (onTrial != null && trialGoesOn() ? onTrial.position() : "none");
    }
}
