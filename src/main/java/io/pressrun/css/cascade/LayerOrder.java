package io.pressrun.css.cascade;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The layers of all stylesheets of one origin, in the order in which they were first seen (css-cascade-5, 6.4.1). */
final class LayerOrder {
    /** A layer with those in it. Its own rules win over theirs. */
    static final class Layer {
        private final Map<Object, Layer> inner = new LinkedHashMap<>();
        private int rank;

        /** @param name null for a new anonymous layer */
        Layer inner(@Nullable String name) {
            return inner.computeIfAbsent(name == null ? new Object() : name, _ -> new Layer());
        }

        /** Its place in the order; greater wins. */
        int rank() {
            return rank;
        }
    }

    private final Layer unlayered = new Layer();

    Layer unlayered() {
        return unlayered;
    }

    /** Gives each layer its rank once all of them are known. */
    void rank() {
        rank(unlayered, 0);
    }

    private static int rank(Layer layer, int next) {
        int at = next;
        for (Layer inner : layer.inner.values()) {
            at = rank(inner, at);
        }
        layer.rank = at;
        return at + 1;
    }
}
