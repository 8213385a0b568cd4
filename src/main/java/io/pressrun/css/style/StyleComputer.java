package io.pressrun.css.style;

import io.pressrun.css.property.Specified;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Computes styles of one document. What the cascade gave and the parent's style decide, so elements that are alike in
 * both share one style. For one thread.
 */
public final class StyleComputer {
    private static final int MAX_SHARED = 8192;

    private final Viewport viewport;
    private final FontMetrics metrics;
    private final Map<String, RegisteredProperty> registered;
    private final @Nullable Specified[] slots = new @Nullable Specified[StyleValues.count()];
    private final Map<Origin, ComputedStyle> shared = new HashMap<>();

    /** What a style was computed of. */
    private record Origin(Cascaded cascaded, @Nullable ComputedStyle parent) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Origin that && parent == that.parent && cascaded.equals(that.cascaded);
        }

        @Override
        public int hashCode() {
            return 31 * cascaded.hashCode() + System.identityHashCode(parent);
        }
    }

    /**
     * @param registered by name, as the last rule {@code @property} of each says
     */
    public StyleComputer(Viewport viewport, FontMetrics metrics, Map<String, RegisteredProperty> registered) {
        this.viewport = viewport;
        this.metrics = metrics;
        this.registered = Map.copyOf(registered);
    }

    public StyleComputer(Viewport viewport) {
        this(viewport, FontMetrics.ASSUMED, Map.of());
    }

    /**
     * The style of an element.
     *
     * @param parent the style of its parent, of a pseudo-element that of its element; null for the root element
     * @param attributes the text of an attribute of the element by its name; null where it has none
     */
    public ComputedStyle compute(
            Cascaded cascaded, @Nullable ComputedStyle parent, UnaryOperator<@Nullable String> attributes) {
        if (cascaded.attributes()) {
            return computed(cascaded, parent, attributes);
        }
        Origin origin = new Origin(cascaded, parent);
        ComputedStyle known = shared.get(origin);
        if (known == null) {
            known = computed(cascaded, parent, attributes);
            if (shared.size() >= MAX_SHARED) {
                shared.clear();
            }
            shared.put(origin, known);
        }
        return known;
    }

    /** The style of an element, of which no attribute is looked at. */
    public ComputedStyle compute(Cascaded cascaded, @Nullable ComputedStyle parent) {
        return compute(cascaded, parent, _ -> null);
    }

    private ComputedStyle computed(
            Cascaded cascaded, @Nullable ComputedStyle parent, UnaryOperator<@Nullable String> attributes) {
        return new Computation(cascaded, parent, attributes, slots, viewport, metrics, registered).style();
    }
}
