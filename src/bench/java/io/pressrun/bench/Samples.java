package io.pressrun.bench;

import java.util.Arrays;

/** Measured times, in nanoseconds. */
final class Samples {
    private long[] nanos = new long[64];
    private int count;

    void add(long sample) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = sample;
    }

    void addAll(Samples others) {
        for (int i = 0; i < others.count; i++) {
            add(others.nanos[i]);
        }
    }

    private long[] sorted() {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted;
    }

    double medianMillis() {
        long[] sorted = sorted();
        int middle = count / 2;
        double median = count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
        return median / 1e6;
    }

    double percentileMillis(int percent) {
        return sorted()[Math.ceilDiv(count * percent, 100) - 1] / 1e6;
    }

    /** Evens out a clock that is coarse. */
    double meanMillis() {
        return Arrays.stream(nanos, 0, count).average().orElse(Double.NaN) / 1e6;
    }

    double minMillis() {
        return sorted()[0] / 1e6;
    }

    double maxMillis() {
        return sorted()[count - 1] / 1e6;
    }
}
