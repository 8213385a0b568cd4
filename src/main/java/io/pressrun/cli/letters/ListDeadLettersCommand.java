package io.pressrun.cli.letters;

import io.pressrun.cli.console.ExitCode;
import io.pressrun.intake.letters.DeadLetter;
import io.pressrun.job.json.ShownJson;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "list",
        description = "Lists dead letters, the newest first.",
        mixinStandardHelpOptions = true,
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  pressrun dead-letters list                     what is open",
            "  pressrun dead-letters list --code STORE_REFUSED --newer-than 2h",
            "  pressrun dead-letters list --label tenant=acme --limit 0",
            "  pressrun dead-letters list --json | jq -r .code | sort | uniq -c"
        })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class ListDeadLettersCommand implements Callable<Integer> {
    private static final String ROW = "%-10s  %7s  %-20s  %-28s  %3s  %-12s  %s%n";
    private static final int MESSAGE_START = 60;

    @Mixin
    private DeadLetterFilter filter;

    @Option(names = "--handled", description = "Also those that were replayed or dropped.")
    private boolean handled;

    @Option(names = "--json", description = "One JSON object on each line.")
    private boolean json;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "At most so many; 0 for all (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Mixin
    private DeadLetterOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (limit < 0) {
            throw new ParameterException(spec.commandLine(), "--limit must not be negative, but is " + limit + ".");
        }
        var now = Instant.now();
        List<DeadLetter> found;
        try (var letters = DeadLetterOptions.open(options.load())) {
            found = letters.read(filter.at(now)).stream()
                    .filter(letter -> handled || letter.handled() == null)
                    .toList();
        }
        List<DeadLetter> shown = found.reversed().subList(0, limit == 0 ? found.size() : Math.min(limit, found.size()));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            var writer = new ShownJson();
            shown.forEach(letter -> out.println(writer.line(fields(letter, now))));
        } else {
            tabulate(shown, now, out);
        }
        out.flush();
        say(found.size(), shown.size());
        return ExitCode.OK;
    }

    private void say(int found, int shown) {
        PrintWriter err = spec.commandLine().getErr();
        if (found == 0) {
            err.println("No dead letters" + (filter.isEmpty() ? "." : " match."));
        } else if (shown < found) {
            err.println("The newest " + shown + " of " + found + "; --limit 0 lists all.");
        }
        err.flush();
    }

    private void tabulate(List<DeadLetter> letters, Instant now, PrintWriter out) {
        if (letters.isEmpty()) {
            return;
        }
        out.printf(Locale.ROOT, ROW, "POSITION", "AGE", "CODE", "ID", "TRY", "TENANT", "MESSAGE");
        for (var letter : letters) {
            String state = letter.handled() == null ? "" : "[" + letter.handled() + "] ";
            out.printf(
                    Locale.ROOT,
                    ROW,
                    letter.position(),
                    TerminalText.age(Duration.between(letter.failedAt(), now)),
                    TerminalText.brief(letter.code().isEmpty() ? "-" : letter.code(), 40),
                    TerminalText.text(letter.id(), false),
                    letter.attempts() == 0 ? "-" : Integer.toString(letter.attempts()),
                    TerminalText.brief(letter.labels().getOrDefault("tenant", "-"), 24),
                    state + TerminalText.brief(letter.message(), MESSAGE_START));
        }
    }

    private static Map<String, Object> fields(DeadLetter letter, Instant now) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("position", letter.position().toString());
        fields.put("failedAt", letter.failedAt().toString());
        fields.put("ageSeconds", Duration.between(letter.failedAt(), now).toSeconds());
        fields.put("code", letter.code());
        fields.put("id", letter.id());
        fields.put("attempts", letter.attempts());
        fields.put("labels", letter.labels());
        fields.put("message", letter.message());
        fields.put(
                "input",
                Map.of(
                        "topic", letter.origin().topic(),
                        "partition", letter.origin().partition(),
                        "offset", letter.origin().offset()));
        fields.put("valueBytes", letter.valueBytes());
        fields.put("valueOmitted", letter.valueOmitted());
        if (letter.handled() != null) {
            fields.put("handled", letter.handled().toString());
        }
        return fields;
    }
}
