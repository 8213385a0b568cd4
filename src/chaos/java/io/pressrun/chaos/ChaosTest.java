package io.pressrun.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.chaos.FaultKind.Family;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A short run with a fixed seed; {@code -Dchaos.minutes} and {@code -Dchaos.seed} choose another. Starting and settling
 * come on top of the minutes.
 */
@Tag("distribution")
final class ChaosTest {
    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void jobsUnderChaos_endInOneResultEach() throws Exception {
        var campaign = new Campaign(
                Long.getLong("chaos.seed", 3),
                Duration.ofMillis((long) (60_000 * Double.parseDouble(System.getProperty("chaos.minutes", "2")))),
                3,
                "",
                Path.of("target", "chaos"));

        var verdict = campaign.run(System.out::println);

        assertThat(verdict.findings()).as(Report.of(verdict)).isEmpty();
        assertThat(verdict.figures().faults().keySet())
                .as(Report.of(verdict))
                .extracting(kind -> FaultKind.valueOf(kind).family())
                .containsAll(possibleFamilies());
    }

    private static Set<Family> possibleFamilies() {
        return Stream.of(true, false)
                .flatMap(directoryStore -> FaultKind.possible(directoryStore).stream())
                .map(FaultKind::family)
                .collect(Collectors.toSet());
    }
}
