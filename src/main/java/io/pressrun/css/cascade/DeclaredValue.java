package io.pressrun.css.cascade;

import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Ident;
import io.pressrun.css.syntax.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value as it was declared, before the cascade has resolved those that point to others. */
sealed interface DeclaredValue permits CascadedValue, DeclaredValue.Rollback {
    /** Keywords that the cascade replaces (css-cascade-5, 7.3). */
    enum Rollback implements DeclaredValue {
        UNSET,
        REVERT,
        REVERT_LAYER
    }

    /** The keyword that all properties take and that the value consists of; null for any other value. */
    static @Nullable DeclaredValue keyword(List<ComponentValue> value) {
        if (value.size() != 1 || !(value.getFirst() instanceof Ident(String word))) {
            return null;
        }
        return switch (Names.lower(word)) {
            case "initial" -> CascadedValue.Defaulting.INITIAL;
            case "inherit" -> CascadedValue.Defaulting.INHERIT;
            case "unset" -> Rollback.UNSET;
            case "revert" -> Rollback.REVERT;
            case "revert-layer" -> Rollback.REVERT_LAYER;
            default -> null;
        };
    }
}
