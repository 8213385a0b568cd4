package io.pressrun.css.cascade;

import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Function;
import io.pressrun.css.syntax.ComponentValue.Ident;
import io.pressrun.css.syntax.Values;
import java.util.List;
import java.util.Set;

/** A few properties, of which {@code margin} is a shorthand, and which take any value but {@code wrong}. */
final class KnownProperties implements PropertySyntax {
    private static final List<String> MARGINS = List.of("margin-top", "margin-right", "margin-bottom", "margin-left");
    private static final List<String> LONGHANDS = List.of(
            "color", "background-color", "width", "height", "display", "content", "direction", "font-size", "size");

    @Override
    public Expansion expand(String property, List<ComponentValue> value) {
        List<String> longhands = longhands(property);
        if (longhands.isEmpty()) {
            return new Expansion.Unknown();
        }
        if (value.stream().anyMatch(each -> each instanceof Function(String name, var _) && name.equals("var"))) {
            return new Expansion.Pending(longhands);
        }
        return value.isEmpty() || !supports(property, value)
                ? new Expansion.Invalid()
                : new Expansion.Longhands(longhands.stream()
                        .map(longhand -> new Longhand(longhand, value))
                        .toList());
    }

    @Override
    public List<String> longhands(String property) {
        if (property.equals("margin")) {
            return MARGINS;
        }
        return LONGHANDS.contains(property) || MARGINS.contains(property) ? List.of(property) : List.of();
    }

    @Override
    public boolean inherited(String longhand) {
        return Set.of("color", "direction", "font-size").contains(longhand);
    }

    @Override
    public List<String> all() {
        return LONGHANDS.stream().filter(name -> !name.equals("direction")).toList();
    }

    @Override
    public boolean supports(String property, List<ComponentValue> value) {
        return !longhands(property).isEmpty() && !value.contains(new Ident("wrong"));
    }

    static List<ComponentValue> values(String text) {
        return Values.of(text);
    }
}
