package io.pressrun.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Exposition text, every line parsed and checked against the Prometheus text format 0.0.4 or OpenMetrics 1.0.0. */
record ScrapedMetrics(Map<String, String> types, Map<String, String> helps, Map<Series, Double> samples) {
    private static final Pattern META = Pattern.compile("# (HELP|TYPE|UNIT) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)");
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\n\"])*\"";
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(" + LABEL + "(?:," + LABEL
            + ")*)})? ([+-]?(?:Inf|\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)|NaN)");
    private static final Pattern ONE_LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    record Series(String name, Map<String, String> labels) {}

    static ScrapedMetrics parse(String text, Exposition exposition) {
        assertThat(text).endsWith("\n");
        var scraped = new ScrapedMetrics(new TreeMap<>(), new TreeMap<>(), new LinkedHashMap<>());
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (exposition == Exposition.OPEN_METRICS) {
            assertThat(lines.removeLast()).isEqualTo("# EOF");
        }
        String family = "";
        for (String line : lines) {
            Matcher meta = META.matcher(line);
            if (meta.matches()) {
                family = meta.group(2);
                scraped.meta(meta);
            } else {
                scraped.sample(line, family);
            }
        }
        scraped.checkHistograms();
        return scraped;
    }

    private void meta(Matcher line) {
        Map<String, String> target = switch (line.group(1)) {
            case "HELP" -> helps;
            case "TYPE" -> types;
            default -> new TreeMap<>();
        };
        assertThat(target.put(line.group(2), line.group(3))).as(line.group()).isNull();
    }

    private void sample(String line, String family) {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as(line).isTrue();
        String name = sample.group(1);
        String suffix = name.startsWith(family) ? name.substring(family.length()) : "of another family";
        String type = types.getOrDefault(family, "untyped");
        List<String> suffixes = switch (type) {
            case "counter" -> List.of("", "_total");
            case "histogram" -> List.of("_bucket", "_sum", "_count");
            case "summary" -> List.of("", "_sum", "_count");
            case "info" -> List.of("_info");
            default -> List.of("");
        };
        assertThat(suffixes).as(line).contains(suffix);
        assertThat(helps).as(line).containsKey(family);
        Map<String, String> labels = labels(sample.group(2));
        double value = number(sample.group(3));
        if (type.equals("counter")) {
            assertThat(name).endsWith("_total");
            assertThat(value).as(line).isNotNegative().isFinite();
        }
        assertThat(samples.put(new Series(name, labels), value)).as(line).isNull();
    }

    private static Map<String, String> labels(@Nullable String text) {
        Map<String, String> labels = new TreeMap<>();
        if (text != null) {
            Matcher label = ONE_LABEL.matcher(text);
            while (label.find()) {
                assertThat(labels.put(label.group(1), label.group(2))).as(text).isNull();
            }
        }
        return labels;
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace("Inf", "Infinity"));
    }

    private void checkHistograms() {
        Map<Series, TreeMap<Double, Double>> histograms = new LinkedHashMap<>();
        samples.forEach((series, value) -> {
            if (series.name().endsWith("_bucket")) {
                Map<String, String> labels = new TreeMap<>(series.labels());
                double bound = number(String.valueOf(labels.remove("le")));
                String family = series.name().substring(0, series.name().length() - "_bucket".length());
                histograms
                        .computeIfAbsent(new Series(family, labels), _ -> new TreeMap<>())
                        .put(bound, value);
            }
        });
        histograms.forEach((series, buckets) -> {
            assertThat(buckets.lastKey()).as("%s", series).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(List.copyOf(buckets.values())).as("%s", series).isSorted();
            assertThat(buckets.lastEntry().getValue())
                    .as("%s", series)
                    .isEqualTo(samples.get(new Series(series.name() + "_count", series.labels())));
            assertThat(samples).containsKey(new Series(series.name() + "_sum", series.labels()));
        });
        types.forEach((family, type) -> {
            if (type.equals("histogram")) {
                assertThat(histograms.keySet()).extracting(Series::name).contains(family);
            }
        });
    }

    /** @param labels names and values in turn */
    double value(String name, String... labels) {
        Map<String, String> wanted = new TreeMap<>();
        for (int index = 0; index < labels.length; index += 2) {
            wanted.put(labels[index], labels[index + 1]);
        }
        Double value = samples.get(new Series(name, wanted));
        assertThat(value).as("%s%s", name, wanted).isNotNull();
        return value == null ? Double.NaN : value;
    }
}
