package io.pressrun.css.style;

import io.pressrun.css.grammar.Syntax;
import io.pressrun.css.syntax.ComponentValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A custom property that {@code @property} describes (css-properties-values-api-1).
 *
 * @param initial null where the syntax is universal and none was given
 */
public record RegisteredProperty(
        String name,
        Syntax syntax,
        boolean inherits,
        @Nullable List<ComponentValue> initial) {
    /** The property, or null if the rule is invalid and to be ignored. */
    public static @Nullable RegisteredProperty of(
            String name, String syntax, boolean inherits, @Nullable List<ComponentValue> initial) {
        Syntax read = Syntax.of(syntax);
        if (read == null || !name.startsWith("--")) {
            return null;
        }
        boolean fits = initial == null ? read.universal() : read.universal() || read.takesAlone(initial);
        return fits ? new RegisteredProperty(name, read, inherits, initial) : null;
    }
}
