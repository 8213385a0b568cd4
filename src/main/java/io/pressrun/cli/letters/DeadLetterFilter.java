package io.pressrun.cli.letters;

import io.pressrun.intake.letters.DeadLetter;
import io.pressrun.intake.letters.DeadLetter.Position;
import io.pressrun.job.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which dead letters a command is about: those that all kinds of the given conditions hold for. */
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class DeadLetterFilter {
    @Parameters(
            paramLabel = "POSITION",
            arity = "0..*",
            description = "Dead letters by their place on the topic, PARTITION/OFFSET.")
    private List<String> places = new ArrayList<>();

    @Option(names = "--code", paramLabel = "CODE", description = "Of this failure code. May be given often.")
    private List<FailureCode> codes = new ArrayList<>();

    @Option(names = "--id", paramLabel = "ID", description = "Of the job with this id. May be given often.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--label",
            paramLabel = "NAME=VALUE",
            description = "Of jobs with this label, such as tenant=acme. May be given often; all must be there.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            converter = AgeConverter.class,
            description = "Failed longer ago than 30s, 15m, 2h or 7d.")
    private @Nullable Duration olderThan;

    @Option(
            names = "--newer-than",
            paramLabel = "AGE",
            converter = AgeConverter.class,
            description = "Failed within the last 30s, 15m, 2h or 7d.")
    private @Nullable Duration newerThan;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    boolean isEmpty() {
        return places.isEmpty()
                && codes.isEmpty()
                && ids.isEmpty()
                && labels.isEmpty()
                && olderThan == null
                && newerThan == null;
    }

    private List<Position> positions() {
        return places.stream()
                .map(place -> Position.parse(place)
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(),
                                "'" + place + "' is no position; write PARTITION/OFFSET, such as 0/42.")))
                .toList();
    }

    /**
     * Whether a dead letter is meant.
     *
     * @throws ParameterException when a position is not written as one
     */
    Predicate<DeadLetter> at(Instant now) {
        var positions = positions();
        return letter -> (positions.isEmpty() || positions.contains(letter.position()))
                && (codes.isEmpty()
                        || codes.stream().anyMatch(code -> code.name().equals(letter.code())))
                && (ids.isEmpty() || ids.contains(letter.id()))
                && letter.labels().entrySet().containsAll(labels.entrySet())
                && (olderThan == null || letter.failedAt().isBefore(now.minus(olderThan)))
                && (newerThan == null || !letter.failedAt().isBefore(now.minus(newerThan)));
    }

    /** The positions that were given and are not among these. */
    List<Position> missing(List<DeadLetter> found) {
        var there = found.stream().map(DeadLetter::position).toList();
        return positions().stream()
                .filter(position -> !there.contains(position))
                .toList();
    }
}
