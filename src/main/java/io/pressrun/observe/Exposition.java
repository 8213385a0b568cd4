package io.pressrun.observe;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A text format of metrics. */
public enum Exposition {
    PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private final String contentType;

    Exposition(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** The format that a request with this {@code Accept} header wants: OpenMetrics only when it is named. */
    static Exposition accepted(String accept) {
        Map<String, Double> weights = weights(accept);
        double openMetrics = weights.getOrDefault("application/openmetrics-text", 0.0);
        double text = weights.getOrDefault("text/plain", 0.0);
        return openMetrics > 0 && openMetrics >= text ? OPEN_METRICS : PROMETHEUS;
    }

    /** The highest weight of each media type (RFC 9110, section 12.5.1), which is 1 unless given and 0 when unreadable. */
    static Map<String, Double> weights(String accept) {
        Map<String, Double> weights = new TreeMap<>();
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", 64)) {
            String[] parts = range.split(";", 16);
            double weight = 1;
            for (String part : parts) {
                String parameter = part.strip();
                if (parameter.startsWith("q=")) {
                    weight = parameter.matches("q=[01](\\.\\d{0,3})?") ? Double.parseDouble(parameter.substring(2)) : 0;
                }
            }
            weights.merge(parts[0].strip(), weight, Math::max);
        }
        return weights;
    }
}
