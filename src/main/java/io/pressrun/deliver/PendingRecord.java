package io.pressrun.deliver;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A record that waits to be published in the transaction of its job's result. The publisher adds the key.
 *
 * @param value shared, not to be written to
 * @param headers in order; the values are sent as UTF-8
 */
@SuppressWarnings("ArrayRecordComponent")
public record PendingRecord(String topic, byte[] value, Map<String, String> headers) {
    public PendingRecord {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    @Override
    public String toString() {
        return "PendingRecord[topic=" + topic + ", bytes=" + value.length + ", headers=" + headers + "]";
    }
}
