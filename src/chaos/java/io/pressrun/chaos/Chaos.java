package io.pressrun.chaos;

import io.pressrun.observe.Logging;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.event.Level;

/**
 * Entry point: {@code ./mvnw -Pchaos -Dchaos.minutes=20 -Dchaos.seed=7 -Dchaos.mutant=swapped-pdfs}, or
 * {@code -Dchaos.history=FILE} to judge a kept history again. Exit code 0: green; 1: red; 2: wrong usage.
 */
public final class Chaos {
    private Chaos() {}

    public static void main(String[] args) throws Exception {
        Logging.forCommand(Level.ERROR);
        String kept = System.getProperty("chaos.history", "");
        if (!kept.isEmpty()) {
            System.exit(report(Checker.check(History.load(Path.of(kept)))));
        }
        String mutant = System.getProperty("chaos.mutant", "");
        if (!mutant.isEmpty() && !Campaign.mutants().contains(mutant)) {
            System.err.println(
                    "No mutant \"" + mutant + "\". There are: " + String.join(", ", Campaign.mutants()) + ".");
            System.exit(2);
        }
        String seed = System.getProperty("chaos.seed", "");
        double minutes = Double.parseDouble(System.getProperty("chaos.minutes", "3"));
        var campaign = new Campaign(
                seed.isEmpty() ? ThreadLocalRandom.current().nextLong(1_000_000) : Long.parseLong(seed),
                Duration.ofMillis((long) (minutes * 60_000)),
                Double.parseDouble(System.getProperty("chaos.rate", "5")),
                mutant,
                Path.of(System.getProperty("chaos.directory", "target/chaos")));
        System.exit(report(campaign.run(System.out::println)));
    }

    private static int report(Verdict verdict) {
        System.out.println(Report.of(verdict));
        return verdict.isGreen() ? 0 : 1;
    }
}
