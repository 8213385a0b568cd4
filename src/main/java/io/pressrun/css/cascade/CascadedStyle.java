package io.pressrun.css.cascade;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that the cascade gives the longhands and custom properties of an element, a pseudo-element or a page. */
public final class CascadedStyle {
    /** A value and where it was declared. */
    public record Winner(CascadedValue value, Source source) {}

    static final CascadedStyle EMPTY = new CascadedStyle(Map.of(), List.of());

    private final Map<String, Winner> winners;
    private final List<StyleNote> dropped;

    CascadedStyle(Map<String, Winner> winners, List<StyleNote> dropped) {
        this.winners = Collections.unmodifiableMap(new LinkedHashMap<>(winners));
        this.dropped = List.copyOf(dropped);
    }

    /** Null where nothing declares the property. */
    public @Nullable Winner winner(String property) {
        return winners.get(property);
    }

    /** Those declared with a higher priority later, as flow-relative and physical properties must know. */
    public Map<String, Winner> winners() {
        return winners;
    }

    /** The declarations of rules that apply, which are of unknown properties or have values that they do not take. */
    public List<StyleNote> dropped() {
        return dropped;
    }
}
