package io.pressrun.css.cascade;

import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Delim;
import io.pressrun.css.syntax.ComponentValue.Ident;
import io.pressrun.css.syntax.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cascade layers of one stylesheet (css-cascade-5, 6.4). The layer 0 is what stands in no layer. */
final class LayerNames {
    static final int NONE = 0;

    /** @param name null for an anonymous layer */
    record Layer(int parent, @Nullable String name) {}

    private final List<Layer> layers = new ArrayList<>(List.of(new Layer(-1, null)));
    private final Map<Layer, Integer> named = new HashMap<>();

    /** The layers in an order in which each follows the one that it is in. */
    List<Layer> all() {
        return List.copyOf(layers);
    }

    int named(List<String> path, int parent) {
        int at = parent;
        for (String name : path) {
            Layer layer = new Layer(at, name);
            Integer known = named.get(layer);
            if (known == null) {
                layers.add(layer);
                known = layers.size() - 1;
                named.put(layer, known);
            }
            at = known;
        }
        return at;
    }

    int anonymous(int parent) {
        layers.add(new Layer(parent, null));
        return layers.size() - 1;
    }

    /** The parts of a layer's name, which points separate; null if it is none. */
    static @Nullable List<String> path(List<ComponentValue> values) {
        List<String> path = new ArrayList<>();
        List<ComponentValue> trimmed = Values.trimmed(values);
        for (int i = 0; i < trimmed.size(); i++) {
            ComponentValue value = trimmed.get(i);
            if (i % 2 == 0 && value instanceof Ident(String name)) {
                path.add(name);
            } else if (i % 2 == 0 || !(value instanceof Delim(int c) && c == '.')) {
                return null;
            }
        }
        return trimmed.size() % 2 == 0 ? null : path;
    }
}
