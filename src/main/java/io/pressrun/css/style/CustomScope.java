package io.pressrun.css.style;

import io.pressrun.css.math.Scale;
import io.pressrun.css.property.Specified;
import io.pressrun.css.property.Wide;
import io.pressrun.css.syntax.ComponentValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Computes the custom properties of one element; those in a circle are invalid (css-variables-1, 2.3). */
final class CustomScope implements Substitution.Variables {
    private static final int MAX_CHAIN = 100;

    private final Map<String, Specified> declared;
    private final CustomProperties inherited;
    private final Map<String, RegisteredProperty> registered;
    private final UnaryOperator<@Nullable String> attributes;
    private final Scale scale;
    private final Map<String, @Nullable List<ComponentValue>> done = new HashMap<>();
    private final List<String> open = new ArrayList<>();
    private final Set<String> circular = new HashSet<>();

    CustomScope(
            Map<String, Specified> declared,
            CustomProperties inherited,
            Map<String, RegisteredProperty> registered,
            UnaryOperator<@Nullable String> attributes,
            Scale scale) {
        this.declared = declared;
        this.inherited = inherited;
        this.registered = registered;
        this.attributes = attributes;
        this.scale = scale;
    }

    /** All of them, shared with the parent where nothing differs. */
    CustomProperties computed() {
        declared.keySet().forEach(this::value);
        for (RegisteredProperty property : registered.values()) {
            if (!declared.containsKey(property.name())) {
                done.put(property.name(), value(property.name()));
            }
        }
        return inherited.with(done);
    }

    @Override
    public @Nullable List<ComponentValue> value(String name) {
        Specified specified = declared.get(name);
        if (specified == null) {
            RegisteredProperty property = registered.get(name);
            List<ComponentValue> from = inherited.value(name);
            if (property == null) {
                return from;
            }
            return property.inherits() && from != null ? from : property.initial();
        }
        if (done.containsKey(name)) {
            return done.get(name);
        }
        int at = open.indexOf(name);
        if (at >= 0 || open.size() >= MAX_CHAIN) {
            circular.addAll(open.subList(Math.max(at, 0), open.size()));
            return null;
        }
        open.add(name);
        List<ComponentValue> value = computed(name, specified);
        open.removeLast();
        if (circular.contains(name)) {
            value = null;
        }
        done.put(name, value);
        return value;
    }

    private @Nullable List<ComponentValue> computed(String name, Specified specified) {
        RegisteredProperty property = registered.get(name);
        List<ComponentValue> initial = property == null ? null : property.initial();
        boolean inherits = property == null || property.inherits();
        List<ComponentValue> unset = inherits ? from(name, initial) : initial;
        return switch (specified) {
            case Specified.Tokens tokens -> {
                List<ComponentValue> value = tokens.references()
                        ? new Substitution(this, attributes).replace(tokens.value())
                        : tokens.value();
                Wide wide = value == null || !tokens.references() ? null : Wide.of(value);
                if (wide != null) {
                    yield computed(name, wide);
                }
                if (property == null) {
                    yield value;
                }
                List<ComponentValue> typed =
                        value == null ? null : property.syntax().computed(value, scale);
                yield typed == null ? unset : typed;
            }
            case Wide wide ->
                switch (wide) {
                    case INITIAL -> initial;
                    case INHERIT -> from(name, initial);
                    case UNSET, REVERT, REVERT_LAYER -> unset;
                };
            case Specified.Known _, Specified.Pending _ -> unset;
        };
    }

    private @Nullable List<ComponentValue> from(String name, @Nullable List<ComponentValue> initial) {
        List<ComponentValue> value = inherited.value(name);
        return value == null ? initial : value;
    }
}
