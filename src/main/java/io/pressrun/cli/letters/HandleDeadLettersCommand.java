package io.pressrun.cli.letters;

import io.pressrun.cli.console.CommandFailedException;
import io.pressrun.cli.console.ExitCode;
import io.pressrun.intake.letters.DeadLetter;
import io.pressrun.intake.letters.DeadLetter.Handling;
import io.pressrun.intake.letters.DeadLetterRun;
import io.pressrun.settings.PressrunSettings;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code replay} and {@code drop} share: open dead letters are chosen and counted before anything is done. */
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
abstract class HandleDeadLettersCommand implements Callable<Integer> {
    @Mixin
    private DeadLetterFilter filter;

    @Option(names = "--all", description = "All that are open; needed where nothing else chooses.")
    private boolean all;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "0",
            description = "At most so many, the oldest; 0 for all that match (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--execute", description = "Does it. Without this only the count is printed.")
    private boolean execute;

    @Mixin
    private DeadLetterOptions options;

    @Spec
    private CommandSpec spec;

    private final Handling how;

    HandleDeadLettersCommand(Handling how) {
        this.how = how;
    }

    @Override
    public Integer call() throws Exception {
        check();
        PressrunSettings settings = options.load();
        try (var letters = DeadLetterOptions.open(settings)) {
            if (!execute) {
                List<DeadLetter> chosen = letters.read(filter.at(Instant.now())).stream()
                        .filter(letter -> letter.handled() == null)
                        .toList();
                return preview(limited(chosen), settings);
            }
            try (var run = DeadLetterRun.claim(letters)) {
                var chosen = limited(run.read(filter.at(Instant.now())));
                requireAllowed(chosen, settings);
                boolean found = tell(chosen);
                int exitCode = new DeadLetterHandling(how, pace(), err()).run(run, chosen);
                return found ? exitCode : ExitCode.FAILED;
            }
        }
    }

    /** @throws ParameterException when the command line is not complete */
    void check() {
        if (filter.isEmpty() && !all) {
            throw wrong("Say which dead letters: with positions, with filters, or with --all.");
        }
        if (!filter.isEmpty() && all) {
            throw wrong("--all goes without positions and filters.");
        }
        if (limit < 0) {
            throw wrong("--limit must not be negative, but is " + limit + ".");
        }
    }

    /** Throws when one of them must not be handled. */
    abstract void requireAllowed(List<DeadLetter> chosen, PressrunSettings settings) throws CommandFailedException;

    abstract Pace pace();

    /** What would be done, such as {@code dropped}. */
    abstract String plan(int count, PressrunSettings settings);

    private int preview(List<DeadLetter> chosen, PressrunSettings settings) throws CommandFailedException {
        requireAllowed(chosen, settings);
        boolean found = tell(chosen);
        PrintWriter out = spec.commandLine().getOut();
        out.println(TerminalText.count(chosen.size(), "dead letter", "dead letters") + " would be "
                + plan(chosen.size(), settings) + ". Nothing is done without --execute.");
        out.flush();
        return found ? ExitCode.OK : ExitCode.FAILED;
    }

    private List<DeadLetter> limited(List<DeadLetter> oldestFirst) {
        return limit == 0 ? oldestFirst : oldestFirst.subList(0, Math.min(limit, oldestFirst.size()));
    }

    /** @return false when a position was named where no such dead letter lies */
    private boolean tell(List<DeadLetter> chosen) {
        PrintWriter out = spec.commandLine().getOut();
        var counts = chosen.stream()
                .collect(Collectors.groupingBy(
                        letter -> letter.code().isEmpty() ? "-" : TerminalText.text(letter.code(), false),
                        TreeMap::new,
                        Collectors.counting()));
        counts.forEach((code, count) -> out.printf(Locale.ROOT, "%7d  %s%n", count, code));
        out.flush();
        if (limit > 0) {
            return true;
        }
        var missing = filter.missing(chosen);
        missing.forEach(position -> err().println(position + ": no open dead letter that matches lies there."));
        err().flush();
        return missing.isEmpty();
    }

    ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
