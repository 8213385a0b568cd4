package io.pressrun.fetch.cache;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.pressrun.fetch.http.FieldTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The directives of {@code Cache-Control} (RFC 9111, 5.2; RFC 5861), by lower-case name. The first of a name counts. */
record CacheControl(Map<String, String> directives) {
    static CacheControl of(HttpHeaders headers) {
        return parse(headers.getAll(HttpHeaderNames.CACHE_CONTROL));
    }

    static CacheControl parse(List<String> fields) {
        Map<String, String> directives = new HashMap<>();
        for (String field : fields) {
            int start = 0;
            boolean quoted = false;
            for (int i = 0; i <= field.length(); i++) {
                char c = i < field.length() ? field.charAt(i) : ',';
                if (c == '\\' && quoted) {
                    i++;
                } else if (c == '"') {
                    quoted = !quoted;
                } else if (i >= field.length() || (c == ',' && !quoted)) {
                    add(directives, field.substring(start, Math.min(i, field.length())));
                    start = i + 1;
                }
            }
        }
        return new CacheControl(Map.copyOf(directives));
    }

    private static void add(Map<String, String> directives, String text) {
        int equals = text.indexOf('=');
        String name = (equals < 0 ? text : text.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
        String value = equals < 0 ? "" : text.substring(equals + 1).strip();
        if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
            value = value.substring(1, value.length() - 1).strip();
        }
        if (!name.isEmpty()) {
            directives.putIfAbsent(name, value);
        }
    }

    boolean has(String name) {
        return directives.containsKey(name);
    }

    /** {@code null} when there is no such directive. A value that is no number of seconds means zero. */
    @Nullable
    Duration seconds(String name) {
        String value = directives.get(name);
        if (value == null) {
            return null;
        }
        return Duration.ofSeconds(FieldTime.seconds(value, 0));
    }
}
