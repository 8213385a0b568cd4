package io.pressrun.cli.letters;

import io.pressrun.cli.console.ExitCode;
import io.pressrun.cli.console.StopSignal;
import io.pressrun.intake.letters.DeadLetter;
import io.pressrun.intake.letters.DeadLetter.Handling;
import io.pressrun.intake.letters.DeadLetterRun;
import io.pressrun.intake.letters.DeadLetterRun.TakenOverException;
import io.pressrun.intake.topic.KafkaFailedException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The execution of a replay or a drop: batch after batch at a steady pace, told of on standard error. */
final class DeadLetterHandling {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final Duration REPORT = Duration.ofSeconds(5);

    private final Handling how;
    private final Pace pace;
    private final PrintWriter err;
    private int done;
    private int left;

    DeadLetterHandling(Handling how, Pace pace, PrintWriter err) {
        this.how = how;
        this.pace = pace;
        this.err = err;
    }

    /** Handles all of them, or as many as it can until it is told to stop or another run takes over. */
    int run(DeadLetterRun run, List<DeadLetter> letters) {
        // Dead letters of one key are in one partition, and go in the order in which they failed.
        List<DeadLetter> sorted = letters.stream()
                .sorted(Comparator.comparing(DeadLetter::position))
                .toList();
        var stopped = new CountDownLatch(1);
        try (var signal = new StopSignal(STOP_PATIENCE)) {
            signal.does(stopped::countDown);
            boolean whole = handleAll(run, sorted, stopped);
            end(sorted.size(), whole ? "" : ". Stopped; the same command goes on from here");
            return whole && left == 0 ? ExitCode.OK : ExitCode.FAILED;
        } catch (TakenOverException e) {
            end(
                    sorted.size(),
                    ". Another run of replay or drop has taken over, so this one ends;"
                            + " what it had not finished is left as it was");
            return ExitCode.FAILED;
        } catch (KafkaFailedException e) {
            end(sorted.size(), ". The same command goes on from here");
            throw e;
        }
    }

    private boolean handleAll(DeadLetterRun run, List<DeadLetter> letters, CountDownLatch stopped)
            throws TakenOverException {
        long reported = System.nanoTime();
        for (int from = 0; from < letters.size(); from += pace.batch()) {
            if (isStopped(stopped)) {
                return false;
            }
            List<DeadLetter> batch = letters.subList(from, Math.min(letters.size(), from + pace.batch()));
            pace.taken(batch.size());
            Map<DeadLetter, String> leftOfBatch = run.handle(batch, how);
            done += batch.size() - leftOfBatch.size();
            left += leftOfBatch.size();
            tell(leftOfBatch);
            if (System.nanoTime() - reported > REPORT.toNanos()) {
                reported = System.nanoTime();
                err.println(done + " of " + letters.size() + " " + how);
                err.flush();
            }
        }
        return true;
    }

    /** Waits until the next batch is due. */
    private boolean isStopped(CountDownLatch stopped) {
        try {
            return stopped.await(Math.max(0, pace.nanosUntilDue()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void tell(Map<DeadLetter, String> leftOfBatch) {
        leftOfBatch.forEach((letter, reason) ->
                err.println(letter.position() + " (" + TerminalText.text(letter.id(), false) + ") is left: " + reason));
        err.flush();
    }

    private void end(int total, String more) {
        err.println(done + " of " + TerminalText.count(total, "dead letter ", "dead letters ") + how
                + (left == 0 ? "" : ", " + left + " left") + more + ".");
        err.flush();
    }
}
