package io.pressrun.bench;

import java.util.Arrays;

/** Measured times, in nanoseconds. */
final class Samples {
    private long[] nanos = {};

    void add(long sample) {
        nanos = Arrays.copyOf(nanos, nanos.length + 1);
        nanos[nanos.length - 1] = sample;
        Arrays.sort(nanos);
    }

    double medianMillis() {
        int middle = nanos.length / 2;
        double median = nanos.length % 2 == 1 ? nanos[middle] : (nanos[middle - 1] + nanos[middle]) / 2.0;
        return median / 1e6;
    }

    /** Evens out a clock that is coarse. */
    double meanMillis() {
        return Arrays.stream(nanos).average().orElse(Double.NaN) / 1e6;
    }

    double minMillis() {
        return nanos[0] / 1e6;
    }

    double maxMillis() {
        return nanos[nanos.length - 1] / 1e6;
    }
}
