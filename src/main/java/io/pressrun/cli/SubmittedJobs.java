package io.pressrun.cli;

import io.pressrun.cli.console.CommandFailedException;
import io.pressrun.cli.console.ExitCode;
import io.pressrun.client.SubmitClient;
import io.pressrun.client.SubmitClient.Answer;
import io.pressrun.job.RenderJob;
import io.pressrun.job.ResultEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Jobs on their way through Kafka, each under a name for the user, until the result of every one has come. */
final class SubmittedJobs {
    private static final Duration LOOK = Duration.ofMillis(500);

    /** What is done with answers as they come. */
    interface Answers {
        void result(String name, ResultEvent result) throws IOException;

        /** A PDF became visible on the topic, perhaps one of somebody else's job. */
        default void pdf(Answer.Pdf pdf) throws IOException {}

        /** Whether a PDF is still to come after the last result. */
        default boolean isWaiting() {
            return false;
        }
    }

    private final SubmitClient client;
    private final Map<String, String> open = new LinkedHashMap<>();

    SubmittedJobs(SubmitClient client) {
        this.client = client;
    }

    /** @return the position of the job's record */
    String submit(String name, RenderJob job) {
        String position = client.submit(job);
        open.put(position, name);
        return position;
    }

    /**
     * @param patience how long to wait for the next result
     * @param stopped ends the wait early
     * @throws CommandFailedException when none came in that time
     */
    void await(Duration patience, BooleanSupplier stopped, Answers answers) throws IOException, CommandFailedException {
        int total = open.size();
        long end = System.nanoTime() + patience.toNanos();
        while (!open.isEmpty() || answers.isWaiting()) {
            if (stopped.getAsBoolean()) {
                throw new CommandFailedException(ExitCode.FAILED, "Stopped before every result came.");
            }
            if (end - System.nanoTime() <= 0) {
                throw new CommandFailedException(ExitCode.KAFKA, tooLate(total, patience));
            }
            for (var answer : client.poll(LOOK)) {
                switch (answer) {
                    case Answer.Pdf pdf -> answers.pdf(pdf);
                    case Answer.Result(ResultEvent result, String input) -> {
                        String name = open.remove(input);
                        if (name != null) {
                            end = System.nanoTime() + patience.toNanos();
                            answers.result(name, result);
                        }
                    }
                }
            }
        }
    }

    private String tooLate(int total, Duration patience) {
        if (open.isEmpty()) {
            return "Every result came, but not every PDF within " + patience.toSeconds() + " s.";
        }
        return (total - open.size()) + " of " + total + " results came, then none within " + patience.toSeconds()
                + " s. Does a worker run? Still open: " + String.join(", ", open.values());
    }
}
