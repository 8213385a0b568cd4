package io.pressrun.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(600)
class ShortFuzzTest {
    @TempDir
    Path directory;

    static Stream<Arguments> targets() {
        return Targets.ALL.stream().map(target -> Arguments.of(target.name(), target));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    void target_holdsForItsSeeds(String name, FuzzTarget target) throws Exception {
        for (byte[] seed : target.seeds()) {
            target.run(seed);
        }
        target.run(new byte[0]);
    }

    @Test
    void targets_holdForWhatGrowsFromTheirSeeds() throws Exception {
        // The better compiler does not pay in seconds.
        List<String> quickStart = List.of("-XX:TieredStopAtLevel=1");

        // The first unit of a target loads and instruments its classes, which is no hang on a machine that others load.
        FuzzRun.Result result = new FuzzRun(new AllTargets(Targets.ALL), directory)
                .run(quickStart, "-runs=20000", "-max_total_time=4", "-timeout=120");

        assertThat(result.finding()).isEmpty();
        assertThat(result.executions()).isPositive();
        assertThat(result.coverage()).isGreaterThan(1000);
    }
}
