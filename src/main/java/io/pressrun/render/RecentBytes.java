package io.pressrun.render;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was used last, by its key, up to a number of bytes. Thread-safe. */
final class RecentBytes {
    private final long maxBytes;
    private final Map<String, byte[]> byAge = new LinkedHashMap<>(16, 0.75f, true); // guarded by this
    private long bytes; // guarded by this

    RecentBytes(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    synchronized byte @Nullable [] get(String key) {
        return byAge.get(key);
    }

    /** Keeps the array, which nobody may change, and lets go of what was used longest ago. */
    synchronized void put(String key, byte[] value) {
        if (value.length > maxBytes || byAge.putIfAbsent(key, value) != null) {
            return;
        }
        bytes += value.length;
        var oldest = byAge.values().iterator();
        while (bytes > maxBytes) {
            bytes -= oldest.next().length;
            oldest.remove();
        }
    }
}
