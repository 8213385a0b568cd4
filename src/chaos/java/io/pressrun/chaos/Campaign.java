package io.pressrun.chaos;

import io.pressrun.chaos.FaultKind.Family;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Several rounds on one broker, by turns with both kinds of store and both group protocols, and with each pair of them. */
final class Campaign {
    private static final Duration ROUND = Duration.ofMinutes(4);
    private static final Duration QUIET_WITHIN = Duration.ofMinutes(2);

    private final long seed;
    private final Duration length;
    private final double jobsPerSecond;
    private final String mutant;
    private final Path directory;

    /** @param mutant of the workers; {@code read-uncommitted}: of the reader; empty: none */
    Campaign(long seed, Duration length, double jobsPerSecond, String mutant, Path directory) {
        this.seed = seed;
        this.length = length;
        this.jobsPerSecond = jobsPerSecond;
        this.mutant = mutant;
        this.directory = directory;
    }

    /** @param out takes what is to be told as it happens */
    Verdict run(Consumer<String> out) throws Exception {
        out.accept("Chaos with the seed " + seed + " for " + length.toSeconds() + " s");
        var random = new Random(seed);
        int rounds = (int) Math.max(2, length.dividedBy(ROUND));
        // Two rounds that follow each other, from an even turn on, have both stores and both protocols.
        int turn = 2 * random.nextInt(2);
        var missing = EnumSet.allOf(Family.class);
        var verdicts = new ArrayList<Verdict>();
        Path home = directory.resolve("seed-" + seed + "-" + System.currentTimeMillis());
        try (var broker = new BrokerProcess(home.resolve("broker"), Round.WORKERS)) {
            broker.start();
            for (int n = 0; n < rounds; n++, turn++) {
                var setup = setup(home, n, turn, random.nextLong());
                var history = new Round(setup, new Round.Limits(length.dividedBy(rounds), jobsPerSecond, QUIET_WITHIN))
                        .run(broker, missing);
                var verdict = Checker.check(history);
                verdicts.add(verdict);
                out.accept("Round %d of %d (%s store, group protocol %s): %d jobs, %d faults, %s"
                        .formatted(
                                n + 1,
                                rounds,
                                setup.directoryStore() ? "directory" : "S3",
                                setup.protocol(),
                                history.inputs().size(),
                                Verdict.sum(verdict.figures().faults()),
                                verdict.isGreen() ? "green" : "RED"));
                if (!verdict.isGreen() || Boolean.getBoolean("chaos.keep")) {
                    Path kept = setup.directory().resolve("history.json");
                    history.save(kept);
                    out.accept("  kept in " + kept);
                    verdict.findings().stream().limit(30).forEach(finding -> out.accept("  " + finding));
                }
            }
        }
        return Verdict.of(verdicts).atLeast((int) (length.toSeconds() * jobsPerSecond / 4), (int) length.toMinutes());
    }

    private Rig.Setup setup(Path home, int round, int turn, long roundSeed) throws java.io.IOException {
        boolean reader = mutant.equals("read-uncommitted");
        return new Rig.Setup(
                "chaos-" + round,
                roundSeed,
                turn % 2 == 0 ? "consumer" : "classic",
                (turn + 1) / 2 % 2 == 1,
                reader ? "" : mutant,
                reader ? "read_uncommitted" : "read_committed",
                Files.createDirectories(home.resolve("round-" + (round + 1))),
                Map.of());
    }

    static List<String> mutants() {
        return List.of(
                "commit-before-send", "offsets-left-out", "offsets-unfenced", "swapped-pdfs", "read-uncommitted");
    }
}
