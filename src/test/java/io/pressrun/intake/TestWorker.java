package io.pressrun.intake;

import io.pressrun.intake.IntakeSettings.BreakerSettings;
import io.pressrun.intake.IntakeSettings.Clients;
import io.pressrun.intake.IntakeSettings.InFlight;
import io.pressrun.intake.IntakeSettings.Member;
import io.pressrun.intake.IntakeSettings.Times;
import io.pressrun.intake.duplicates.DuplicateSettings;
import io.pressrun.intake.topic.Brokers;
import io.pressrun.intake.topic.Topics;
import io.pressrun.job.FailureCode;
import io.pressrun.job.Outcome;
import io.pressrun.job.Outcome.Report;
import io.pressrun.job.Receipt;
import io.pressrun.job.json.JobCodec;
import io.pressrun.press.Completion;
import io.pressrun.press.Submission;
import io.pressrun.testing.KafkaFixture;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An intake that runs on a thread of its own, and what it told its listener. */
public final class TestWorker implements AutoCloseable {
    public static final class Settings {
        final KafkaFixture kafka;
        final Topics topics;
        String group = KafkaFixture.unique("group");
        String id = KafkaFixture.unique("worker");
        boolean classic;
        int maxInFlight = 16;
        Duration drain = Duration.ofSeconds(10);
        Duration revoke = Duration.ofSeconds(5);
        int maxRecordBytes = 1 << 20;
        List<Duration> retryDelays = List.of();
        Set<String> formerRetryTopics = Set.of();
        BreakerSettings breaker = BreakerSettings.OFF;
        DuplicateSettings duplicates = DuplicateSettings.OFF;
        Duration stallTimeout = Duration.ofMinutes(2);
        final Map<String, String> consumer = new HashMap<>();
        final Map<String, String> producer = new HashMap<>();

        public Settings(KafkaFixture kafka, Topics topics) {
            this.kafka = kafka;
            this.topics = topics;
            consumer.put("bootstrap.servers", kafka.bootstrapServers());
            // Closing waits for the fetch that is under way.
            consumer.put("fetch.max.wait.ms", "50");
            producer.put("bootstrap.servers", kafka.bootstrapServers());
        }

        Settings id(String name) {
            id = name;
            return this;
        }

        IntakeSettings build() {
            var consumer = new HashMap<String, Object>(this.consumer);
            if (classic) {
                // Members hear of a rebalance with their next heartbeat.
                consumer.putIfAbsent("heartbeat.interval.ms", "200");
            }
            return new IntakeSettings(
                    topics,
                    new Member(group, classic, id, "tx-" + id),
                    new InFlight(maxInFlight, 64L << 20, breaker),
                    new Times(Duration.ofMillis(20), drain, revoke, Duration.ofSeconds(10), stallTimeout),
                    retryDelays,
                    duplicates,
                    new Clients(consumer, new HashMap<>(producer), maxRecordBytes));
        }

        public TestWorker start(Function<Submission, Completion> press) {
            return start(press, () -> {});
        }

        /** @param onTurn run on the poll thread after every turn */
        public TestWorker start(Function<Submission, Completion> press, Runnable onTurn) {
            return new TestWorker(build(), new Brokers(4096, formerRetryTopics), press, onTurn);
        }
    }

    public final Queue<String> started = new ConcurrentLinkedQueue<>();
    public final AtomicInteger published = new AtomicInteger();
    final AtomicInteger duplicates = new AtomicInteger();
    public final AtomicInteger deadLetters = new AtomicInteger();
    final AtomicInteger interrupted = new AtomicInteger();
    final AtomicInteger committed = new AtomicInteger();
    final AtomicInteger aborted = new AtomicInteger();
    final AtomicInteger fenced = new AtomicInteger();
    final AtomicInteger running = new AtomicInteger();
    final AtomicInteger mostRunning = new AtomicInteger();
    final AtomicInteger suspects = new AtomicInteger();
    final AtomicReference<@Nullable String> breaker = new AtomicReference<>();
    final AtomicReference<@Nullable String> stalled = new AtomicReference<>();
    volatile int assigned;
    volatile int paused;
    volatile int inFlight;

    private final Intake intake;
    private final Thread thread;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private TestWorker(
            IntakeSettings settings, Brokers brokers, Function<Submission, Completion> press, Runnable onTurn) {
        intake = new Intake(settings, brokers, counted(press), new JobCodec(), Clock.systemUTC(), new IntakeListener() {
            @Override
            public void polled(int assignedNow, int pausedNow, int inFlightNow, long inFlightBytes) {
                assigned = assignedNow;
                paused = pausedNow;
                inFlight = inFlightNow;
                onTurn.run();
            }

            @Override
            public void published(Completion printing, boolean deadLetter) {
                published.incrementAndGet();
                if (deadLetter) {
                    deadLetters.incrementAndGet();
                }
            }

            @Override
            public void duplicate() {
                duplicates.incrementAndGet();
            }

            @Override
            public void interrupted() {
                interrupted.incrementAndGet();
            }

            @Override
            public void transaction(TransactionEnd end, Duration took) {
                (end == TransactionEnd.COMMITTED ? committed : aborted).incrementAndGet();
                if (end == TransactionEnd.FENCED) {
                    fenced.incrementAndGet();
                }
            }

            @Override
            public void suspect() {
                suspects.incrementAndGet();
            }

            @Override
            public void breaker(@Nullable String reason) {
                breaker.set(reason);
            }

            @Override
            public void stalled(@Nullable String state) {
                stalled.set(state);
            }
        });
        thread = Thread.ofPlatform().name(settings.member().workerId()).start(() -> {
            try {
                intake.run();
            } catch (Throwable e) {
                failure.set(e);
            }
        });
    }

    private Function<Submission, Completion> counted(Function<Submission, Completion> press) {
        return submission -> {
            started.add(textOf(submission));
            int now = running.incrementAndGet();
            mostRunning.accumulateAndGet(now, Math::max);
            try {
                return press.apply(submission);
            } finally {
                running.decrementAndGet();
            }
        };
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** Ends the loop that throws it as if the process had died: nothing is handed back. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1;

        Death() {
            super("killed");
        }
    }

    /** Waits until its loop ended by what it threw. */
    void awaitDeath() {
        try {
            thread.join(Duration.ofSeconds(60));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure.getAndSet(null) == null) {
            throw new AssertionError("the intake's loop did not die");
        }
    }

    /** Stops it and waits until it has left the group; throws what its loop threw. */
    @Override
    public void close() {
        intake.stop();
        try {
            thread.join(Duration.ofSeconds(60));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new AssertionError("the intake did not stop");
        }
        if (failure.get() != null) {
            throw new AssertionError("the intake's loop threw", failure.get());
        }
    }

    public static String textOf(Submission submission) {
        return submission.value() == null ? "" : new String(submission.value(), StandardCharsets.UTF_8);
    }

    /** Prints anything at once, its text being its id. */
    public static Completion print(Submission submission) {
        String text = textOf(submission);
        return printed(text.isEmpty() ? submission.fallbackId() : text);
    }

    public static Completion printed(String id) {
        var outcome =
                new Outcome.Printed(new Receipt("store", "file:///pdfs/" + id, id, 1, 1, "0".repeat(64)), Report.NONE);
        return new Completion(id, Map.of(), outcome, null);
    }

    public static Completion failed(String id, FailureCode code, String message) {
        return new Completion(id, Map.of(), new Outcome.Failed(code, message, Report.NONE), null);
    }

    /** Prints once the gate is open; interrupted, it says so. */
    static Completion printBehind(CountDownLatch gate, Submission submission) {
        try {
            gate.await();
            return print(submission);
        } catch (InterruptedException e) {
            return new Completion(textOf(submission), Map.of(), new Outcome.Interrupted(), null);
        }
    }
}
