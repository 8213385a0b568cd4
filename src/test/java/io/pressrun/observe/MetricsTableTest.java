package io.pressrun.observe;

import io.pressrun.docs.GeneratedSection;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class MetricsTableTest {
    @Test
    void metricsPage_holdsTheGeneratedTable() throws IOException {
        new GeneratedSection(Path.of("docs/metrics.md"), "metrics").assertHolds(MetricsTable.markdown());
    }
}
