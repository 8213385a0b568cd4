package io.pressrun.chaos;

import io.pressrun.chaos.History.Event;
import io.pressrun.chaos.agent.Evidence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A worker under a name, one process after the other: one that ends while it is wanted is started again. */
final class Worker implements AutoCloseable {
    private static final long STOP_SECONDS = 40;
    /** The exit code of a worker that finds no broker when it starts. */
    private static final int NO_KAFKA = 4;

    private final String name;
    private final Supplier<ProcessBuilder> launch;
    private final Path log;
    private final Journal journal;

    // Guarded by this
    private @Nullable Life life;
    private boolean wanted;

    /** @param log its output is appended to */
    Worker(String name, Supplier<ProcessBuilder> launch, Path log, Journal journal) {
        this.name = name;
        this.launch = launch;
        this.log = log;
        this.journal = journal;
    }

    String name() {
        return name;
    }

    synchronized void start() {
        wanted = true;
        if (life == null) {
            life = new Life();
        }
    }

    private synchronized @Nullable Life life() {
        return life;
    }

    boolean isRunning() {
        return life() != null;
    }

    /** Waits until it has partitions; false when it has none in time. */
    boolean awaitAssignment(long millis) throws InterruptedException {
        return journal.await(() -> !partitions().isEmpty(), millis);
    }

    /** Those of the process that runs now. */
    Set<String> partitions() {
        var now = life();
        return now == null ? Set.of() : journal.held(now.process.pid());
    }

    /** {@code kill -9}; tells whether there was a process that it ended. It is started again. */
    boolean kill() throws InterruptedException {
        var now = life();
        if (now == null) {
            return false;
        }
        now.killed = true;
        now.process.toHandle().destroyForcibly();
        return now.ended.await(STOP_SECONDS, TimeUnit.SECONDS);
    }

    /** SIGTERM; returns when the process has ended. It is not started again. */
    void stop() throws InterruptedException {
        Life now;
        synchronized (this) {
            wanted = false;
            now = life;
        }
        if (now == null) {
            return;
        }
        now.stopped = true;
        now.process.toHandle().destroy();
        if (!now.ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
            journal.note(new Event(
                    System.currentTimeMillis(), name, now.process.pid(), "broken", "does not stop on SIGTERM"));
            now.process.toHandle().destroyForcibly();
            if (!now.ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(name + " does not even end when it is killed");
            }
        }
    }

    /** Lets the process die at a failpoint; false when it has not come there in time. It is started again. */
    boolean haltAt(String point, long millis) throws InterruptedException {
        return haltAt(point, millis, () -> {});
    }

    /** @param meanwhile done once the failpoint is armed */
    boolean haltAt(String point, long millis, Runnable meanwhile) throws InterruptedException {
        var now = life();
        if (now == null) {
            return false;
        }
        now.say("arm " + point);
        meanwhile.run();
        if (now.ended.await(millis, TimeUnit.MILLISECONDS)) {
            return now.halted;
        }
        now.say("disarm");
        return false;
    }

    /**
     * SIGSTOP and, after a while, SIGCONT. A process of its own does both, so that no worker stays frozen when the
     * harness ends meanwhile.
     */
    boolean freeze(Duration length) throws InterruptedException {
        var now = life();
        return now != null
                && run("sh", "-c", "kill -STOP $0 && sleep $1; kill -CONT $0", now.pid(), "" + length.toSeconds());
    }

    /**
     * The same once the process is at a failpoint, where it waits meanwhile; false when it has not come there in time.
     */
    boolean freezeAt(String point, long millis, Duration length) throws InterruptedException {
        var now = life();
        if (now == null) {
            return false;
        }
        long begin = System.currentTimeMillis();
        now.say("hold " + point);
        try {
            return journal.await(
                            begin,
                            event -> event.pid() == now.process.pid()
                                    && event.what().equals("waiting"),
                            millis)
                    && freeze(length);
        } finally {
            now.say("disarm");
        }
    }

    /** Lets no file grow beyond so many bytes ({@code RLIMIT_FSIZE}). */
    boolean limitFiles(String bytes) throws InterruptedException {
        var now = life();
        return now != null && run("prlimit", "--fsize=" + bytes + ":unlimited", "--pid", now.pid());
    }

    static boolean canLimitFiles() {
        try {
            return new ProcessBuilder("prlimit", "--version")
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        Life now;
        synchronized (this) {
            wanted = false;
            now = life;
        }
        if (now != null) {
            now.killed = true;
            now.process.toHandle().destroyForcibly();
        }
    }

    private synchronized void ended(Life former) {
        if (life == former) {
            life = wanted ? new Life() : null;
        }
    }

    /** One process. Signals go by its handle: {@link Process#destroy} would close the streams, and lose what it told. */
    private final class Life {
        final Process process;
        final CountDownLatch ended = new CountDownLatch(1);
        volatile boolean killed;
        volatile boolean stopped;
        volatile boolean halted;

        Life() {
            try {
                process = launch.get().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            tell(System.currentTimeMillis(), "started", "");
            var output = Thread.startVirtualThread(() -> copy(process.inputReader(StandardCharsets.UTF_8)));
            Thread.startVirtualThread(() -> {
                copy(process.errorReader(StandardCharsets.UTF_8));
                try {
                    output.join();
                    int code = process.waitFor();
                    tell(System.currentTimeMillis(), "ended", how(code));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                ended(this);
                ended.countDown();
            });
        }

        String pid() {
            return Long.toString(process.pid());
        }

        private String how(int code) {
            if (killed || halted) {
                return "KILLED";
            }
            if (code == NO_KAFKA) {
                return "WITHOUT-KAFKA";
            }
            // A JVM that SIGTERM has ended says 128 + 15.
            return stopped && (code == 0 || code == 143) ? "CLEANLY" : "BY-ITSELF with " + code;
        }

        private void copy(BufferedReader lines) {
            try (lines;
                    OutputStream file =
                            Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                for (String line; (line = lines.readLine()) != null; ) {
                    if (line.startsWith(Evidence.MARK)) {
                        String[] words = line.substring(Evidence.MARK.length()).split(" ", 3);
                        halted |= words[1].equals("halt");
                        tell(Long.parseLong(words[0]), words[1], words[2]);
                    }
                    file.write((process.pid() + " " + line + "\n").getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                tell(System.currentTimeMillis(), "broken", "its output cannot be read: " + e);
            }
        }

        private void tell(long at, String what, String subject) {
            journal.note(new Event(at, name, process.pid(), what, subject));
        }

        void say(String command) {
            try {
                var in = process.getOutputStream();
                in.write((command + "\n").getBytes(StandardCharsets.UTF_8));
                in.flush();
            } catch (IOException e) {
                // It has ended meanwhile.
            }
        }
    }
}
