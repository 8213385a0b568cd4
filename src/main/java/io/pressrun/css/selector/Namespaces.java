package io.pressrun.css.selector;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces that a stylesheet declares (css-namespaces-3).
 *
 * @param byDefault null where any namespace goes; the empty string means none
 */
public record Namespaces(@Nullable String byDefault, Map<String, String> prefixes) {
    public static final Namespaces NONE = new Namespaces(null, Map.of());

    public Namespaces {
        prefixes = Map.copyOf(prefixes);
    }

    public Namespaces with(String prefix, String address) {
        Map<String, String> more = new HashMap<>(prefixes);
        more.put(prefix, address);
        return new Namespaces(byDefault, more);
    }

    public Namespaces withDefault(String address) {
        return new Namespaces(address, prefixes);
    }
}
