package io.pressrun.css.style;

import io.pressrun.css.syntax.ComponentValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The computed values of an author's own properties on one element. Immutable, and shared where nothing differs. */
@SuppressWarnings("ReferenceEquality") // what nothing changes in is the same object
final class CustomProperties {
    static final CustomProperties NONE = new CustomProperties(Map.of());

    private final Map<String, List<ComponentValue>> values;

    private CustomProperties(Map<String, List<ComponentValue>> values) {
        this.values = values;
    }

    /** The value; null if it is not there or invalid. */
    @Nullable
    List<ComponentValue> value(String name) {
        return values.get(name);
    }

    Map<String, List<ComponentValue>> all() {
        return values;
    }

    /**
     * With changes; itself if they change nothing.
     *
     * @param changes a missing value is an invalid one
     */
    CustomProperties with(Map<String, @Nullable List<ComponentValue>> changes) {
        boolean same = true;
        for (Map.Entry<String, @Nullable List<ComponentValue>> change : changes.entrySet()) {
            List<ComponentValue> before = values.get(change.getKey());
            List<ComponentValue> after = change.getValue();
            same &= before == after || before != null && before.equals(after);
        }
        if (same) {
            return this;
        }
        Map<String, List<ComponentValue>> changed = new HashMap<>(values);
        changes.forEach((name, value) -> {
            if (value == null) {
                changed.remove(name);
            } else {
                changed.put(name, value);
            }
        });
        return new CustomProperties(changed);
    }
}
