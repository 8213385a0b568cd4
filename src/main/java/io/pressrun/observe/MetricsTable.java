package io.pressrun.observe;

import java.util.Locale;
import java.util.stream.Collectors;

/** The metrics as Markdown, for {@code docs/metrics.md}. */
public final class MetricsTable {
    private MetricsTable() {}

    public static String markdown() {
        StringBuilder markdown =
                new StringBuilder("| Metric | Type | Unit | Labels | Meaning |\n|---|---|---|---|---|\n");
        for (Metric metric : Metric.values()) {
            String labels = metric.tags().stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", "));
            markdown.append("| `%s` | %s | %s | %s | %s |\n"
                    .formatted(
                            metric.exposed(),
                            type(metric),
                            metric.unit() == null ? "" : metric.unit(),
                            labels,
                            metric.description()));
        }
        return markdown.toString();
    }

    private static String type(Metric metric) {
        return switch (metric.type()) {
            case COUNTER, GAUGE -> metric.type().name().toLowerCase(Locale.ROOT);
            case TIMER, SUMMARY -> "histogram";
        };
    }
}
