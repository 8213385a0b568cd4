package io.pressrun.css.property;

import io.pressrun.css.syntax.ComponentValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The keywords that every property takes (css-cascade-5, 7.3). */
public enum Wide implements Specified {
    INITIAL,
    INHERIT,
    UNSET,
    REVERT,
    REVERT_LAYER;

    /** The keyword if that is the whole value. */
    public static @Nullable Wide of(List<ComponentValue> value) {
        ComponentValue only = null;
        for (ComponentValue each : value) {
            if (each != ComponentValue.Mark.WHITE_SPACE) {
                if (only != null) {
                    return null;
                }
                only = each;
            }
        }
        if (!(only instanceof ComponentValue.Ident(String name))) {
            return null;
        }
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "initial" -> INITIAL;
            case "inherit" -> INHERIT;
            case "unset" -> UNSET;
            case "revert" -> REVERT;
            case "revert-layer" -> REVERT_LAYER;
            default -> null;
        };
    }
}
