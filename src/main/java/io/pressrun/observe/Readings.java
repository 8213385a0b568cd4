package io.pressrun.observe;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Prometheus families of the readings that a library has at the time of a scrape. */
final class Readings implements MultiCollector {
    private final Supplier<List<Reading>> source;

    Readings(Supplier<List<Reading>> source) {
        this.source = source;
    }

    @Override
    public MetricSnapshots collect() {
        Map<String, Map<Labels, Reading>> families = new LinkedHashMap<>();
        for (Reading reading : source.get()) {
            families.computeIfAbsent(reading.name(), _ -> new LinkedHashMap<>()).put(labels(reading), reading);
        }
        List<MetricSnapshot> snapshots = new ArrayList<>();
        families.forEach((name, points) -> {
            Reading first = points.values().iterator().next();
            snapshots.add(first.isCounter() ? counter(first, points) : gauge(first, points));
        });
        return new MetricSnapshots(snapshots);
    }

    private static MetricSnapshot counter(Reading first, Map<Labels, Reading> points) {
        var family = CounterSnapshot.builder()
                .name(first.name().substring(0, first.name().length() - "_total".length()))
                .help(first.description());
        points.forEach((labels, reading) -> family.dataPoint(CounterDataPointSnapshot.builder()
                .labels(labels)
                .value(reading.value())
                .build()));
        return family.build();
    }

    private static MetricSnapshot gauge(Reading first, Map<Labels, Reading> points) {
        var family = GaugeSnapshot.builder().name(first.name()).help(first.description());
        points.forEach((labels, reading) -> family.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value(reading.value())
                .build()));
        return family.build();
    }

    private static Labels labels(Reading reading) {
        var labels = Labels.builder();
        reading.labels().forEach(labels::label);
        return labels.build();
    }
}
