package io.pressrun.cli.letters;

import io.pressrun.cli.console.CommandFailedException;
import io.pressrun.cli.console.ExitCode;
import io.pressrun.intake.letters.DeadLetter;
import io.pressrun.intake.letters.DeadLetter.Handling;
import io.pressrun.settings.PressrunSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "replay",
        description = {
            "Sends the requests of dead letters to the workers again, as they came. Their attempts start anew.",
            "",
            "A dead letter is replayed and marked in one transaction. One replay or drop runs at a time: a second one"
                    + " ends the first, and neither does what the other has done."
        },
        mixinStandardHelpOptions = true,
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  pressrun dead-letters replay --code STORE_REFUSED     count them",
            "  pressrun dead-letters replay --code STORE_REFUSED --limit 5 --execute",
            "  pressrun dead-letters replay --newer-than 2h --rate 200 --execute",
            "  pressrun dead-letters replay 0/42 1/7 --execute"
        })
final class ReplayDeadLettersCommand extends HandleDeadLettersCommand {
    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "50",
            description = "Records in a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--allow-topic",
            paramLabel = "TOPIC",
            description = "Another topic that requests may be sent back to. May be given often.")
    private List<String> allowedTopics = new ArrayList<>();

    ReplayDeadLettersCommand() {
        super(Handling.REPLAYED);
    }

    @Override
    void check() {
        super.check();
        if (rate < 1) {
            throw wrong("--rate must be at least 1 record in a second, not " + rate + ".");
        }
    }

    @Override
    void requireAllowed(List<DeadLetter> chosen, PressrunSettings settings) throws CommandFailedException {
        String requests = settings.intake().topics().requests();
        var elsewhere = chosen.stream()
                .filter(letter -> !letter.origin().topic().equals(requests)
                        && !allowedTopics.contains(letter.origin().topic()))
                .toList();
        if (!elsewhere.isEmpty()) {
            String topics = elsewhere.stream()
                    .map(letter -> TerminalText.text(letter.origin().topic(), false))
                    .collect(Collectors.toCollection(TreeSet::new))
                    .stream()
                    .collect(Collectors.joining(", "));
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "Nothing is replayed: " + elsewhere.size() + " of "
                            + TerminalText.count(chosen.size(), "dead letter", "dead letters") + " came from " + topics
                            + ", not from " + requests + ", for example "
                            + elsewhere.getFirst().position()
                            + ". Choose others, or say --allow-topic for each of these topics.");
        }
    }

    @Override
    Pace pace() {
        return new Pace(rate, System::nanoTime);
    }

    @Override
    String plan(int count, PressrunSettings settings) {
        return "replayed to " + settings.intake().topics().requests() + " at " + rate + " a second, in about "
                + TerminalText.age(Duration.ofSeconds(Math.ceilDiv(count, rate)));
    }
}
