package io.pressrun.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A short run with a fixed seed; {@code -Dchaos.minutes} and {@code -Dchaos.seed} choose another. */
final class ChaosTest {
    @Test
    void jobsUnderChaos_endInOneResultEach() throws Exception {
        var campaign = new Campaign(
                Long.getLong("chaos.seed", 3),
                Duration.ofMillis((long) (60_000 * Double.parseDouble(System.getProperty("chaos.minutes", "3")))),
                3,
                "",
                Path.of("target", "chaos"));

        var verdict = campaign.run(System.out::println);

        assertThat(verdict.findings()).as(Report.of(verdict)).isEmpty();
    }
}
