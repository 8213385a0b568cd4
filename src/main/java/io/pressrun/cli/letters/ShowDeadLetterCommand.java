package io.pressrun.cli.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pressrun.cli.console.CommandFailedException;
import io.pressrun.cli.console.ExitCode;
import io.pressrun.intake.letters.DeadLetter;
import io.pressrun.intake.letters.DeadLetter.Position;
import io.pressrun.intake.letters.DeadLetterContents;
import io.pressrun.job.json.ShownJson;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "show",
        description = {
            "Shows one dead letter: its headers, its failure and its value.",
            "",
            "In a value that is JSON long texts are cut, passwords and the values of fetch headers are masked;"
                    + " --value gives the very bytes."
        },
        mixinStandardHelpOptions = true,
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  pressrun dead-letters show 0/42",
            "  pressrun dead-letters show inv-2026-000123        the newest of this job",
            "  pressrun dead-letters show 0/42 --value > job.json"
        })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class ShowDeadLetterCommand implements Callable<Integer> {
    private static final int LONGEST_TEXT = 4000;
    private static final int LONGEST_HEX = 64;

    @Parameters(
            paramLabel = "POSITION|ID",
            description = "PARTITION/OFFSET on the dead-letter topic, or the id of a job.")
    private String wanted;

    @Option(names = "--value", description = "Writes nothing but the bytes of the value to standard output.")
    private boolean valueOnly;

    @Mixin
    private DeadLetterOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var position = Position.parse(wanted);
        try (var letters = DeadLetterOptions.open(options.load())) {
            var found = letters.read(letter -> letter.id().equals(wanted)
                    || position.filter(letter.position()::equals).isPresent());
            var letter = found.isEmpty() ? null : found.getLast();
            var contents = letter == null ? Optional.<DeadLetterContents>empty() : letters.open(letter);
            if (letter == null || contents.isEmpty()) {
                throw new CommandFailedException(ExitCode.FAILED, "There is no dead letter " + wanted + ".");
            }
            if (valueOnly) {
                return write(contents.get());
            }
            show(letter, contents.get());
            if (found.size() > 1) {
                PrintWriter err = spec.commandLine().getErr();
                err.println("Older ones of this job: "
                        + found.reversed().stream()
                                .skip(1)
                                .map(other -> other.position().toString())
                                .collect(Collectors.joining(", ")));
                err.flush();
            }
            return ExitCode.OK;
        }
    }

    private int write(DeadLetterContents contents) throws CommandFailedException {
        byte[] value = contents.value();
        if (value == null) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    contents.valueGone() == null
                            ? "The request has no value."
                            : "The value is not there: " + contents.valueGone() + ".");
        }
        System.out.write(value, 0, value.length);
        System.out.flush();
        return ExitCode.OK;
    }

    private void show(DeadLetter letter, DeadLetterContents contents) {
        PrintWriter out = spec.commandLine().getOut();
        line(out, "Position", letter.position().toString());
        line(
                out,
                "Failed",
                letter.failedAt() + " (" + TerminalText.age(Duration.between(letter.failedAt(), Instant.now()))
                        + " ago)");
        line(out, "State", letter.handled() == null ? "open" : letter.handled().toString());
        line(out, "Id", letter.id());
        line(out, "Code", letter.code());
        line(out, "Attempts", letter.attempts() == 0 ? "" : Integer.toString(letter.attempts()));
        line(out, "Input", letter.origin().toString());
        line(
                out,
                "Labels",
                letter.labels().entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .sorted()
                        .collect(Collectors.joining(", ")));
        line(out, "Key", contents.key() == null ? "none" : readable(contents.key()));
        line(out, "Message", letter.message());
        out.println();
        out.println("Headers");
        String stack = "";
        for (var header : contents.headers()) {
            if (header.name().equals("pressrun-error-stack") && header.value() != null) {
                stack = new String(header.value(), UTF_8);
            } else {
                out.println("  " + TerminalText.text(header.name(), false) + ": "
                        + (header.value() == null ? "(null)" : readable(header.value())));
            }
        }
        if (!stack.isEmpty()) {
            out.println();
            out.println("Stack");
            TerminalText.text(stack, true).lines().forEach(frame -> out.println("  " + frame));
        }
        out.println();
        showValue(letter, contents, out);
        out.flush();
    }

    private static void showValue(DeadLetter letter, DeadLetterContents contents, PrintWriter out) {
        byte[] value = contents.value();
        if (value == null) {
            out.println(contents.valueGone() == null ? "No value" : "The value is not there: " + contents.valueGone());
            return;
        }
        out.println("Value (" + value.length + " bytes" + (letter.valueOmitted() ? ", from its input" : "") + ")");
        String text = new ShownJson().pretty(value).orElseGet(() -> {
            String plain = textOf(value);
            return plain == null ? hex(value) : beginning(plain);
        });
        TerminalText.text(text, true).lines().forEach(line -> out.println("  " + line));
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println(name + " ".repeat(10 - name.length()) + (value.isEmpty() ? "-" : TerminalText.text(value, false)));
    }

    private static String readable(byte[] bytes) {
        String text = textOf(bytes);
        return text == null ? hex(bytes) : TerminalText.text(beginning(text), false);
    }

    private static String beginning(String text) {
        return text.length() <= LONGEST_TEXT
                ? text
                : text.substring(0, LONGEST_TEXT) + "… (" + text.length() + " characters)";
    }

    private static @Nullable String textOf(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String hex(byte[] bytes) {
        return "0x" + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, LONGEST_HEX))
                + (bytes.length > LONGEST_HEX ? "…" : "");
    }
}
