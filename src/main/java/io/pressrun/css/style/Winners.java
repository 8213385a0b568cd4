package io.pressrun.css.style;

import io.pressrun.css.cascade.CascadedStyle;
import io.pressrun.css.cascade.CascadedValue;
import io.pressrun.css.property.Declarations;
import io.pressrun.css.property.Expansion;
import io.pressrun.css.property.Longhand;
import io.pressrun.css.property.Properties;
import io.pressrun.css.property.References;
import io.pressrun.css.property.Specified;
import io.pressrun.css.property.Wide;
import io.pressrun.css.syntax.ComponentValue;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the cascade gave, for the computation of styles: one object for each cascaded style of a document, and the same
 * values for the same declarations. For one thread.
 */
public final class Winners {
    private final IdentityHashMap<CascadedStyle, Cascaded> known = new IdentityHashMap<>();
    private final IdentityHashMap<CascadedValue, Specified> values = new IdentityHashMap<>();

    /** The winners of a style that the cascade made with {@link PaperSyntax}. */
    public Cascaded of(CascadedStyle style) {
        return known.computeIfAbsent(style, this::read);
    }

    private Cascaded read(CascadedStyle style) {
        Cascaded.Builder builder = new Cascaded.Builder();
        for (Map.Entry<String, CascadedStyle.Winner> entry : style.winners().entrySet()) {
            String name = entry.getKey();
            CascadedValue value = entry.getValue().value();
            if (name.startsWith("--")) {
                builder.custom(name, specified(name, value));
            } else {
                Longhand longhand = Properties.longhand(name);
                builder.set(longhand, specified(name, value));
            }
        }
        return builder.build();
    }

    private Specified specified(String name, CascadedValue value) {
        return switch (value) {
            case CascadedValue.Read(Specified its) -> its;
            case CascadedValue.Defaulting defaulting ->
                switch (defaulting) {
                    case INITIAL -> Wide.INITIAL;
                    case INHERIT -> Wide.INHERIT;
                };
            case CascadedValue.Specified(List<ComponentValue> its) ->
                values.computeIfAbsent(value, _ -> custom(name, its));
            case CascadedValue.Pending(String property, List<ComponentValue> its) ->
                values.computeIfAbsent(value, _ -> custom(property, its));
        };
    }

    /** The value of a custom property; one with a wrong reference in it is invalid for each element. */
    private static Specified custom(String name, List<ComponentValue> value) {
        return Declarations.expand(name, value, false) instanceof Expansion.Custom(String _, Specified its)
                ? its
                : new Specified.Tokens(value, References.in(value, true) != References.Found.NONE, false);
    }
}
