package io.pressrun.css.style;

import io.pressrun.css.cascade.PropertySyntax;
import io.pressrun.css.property.Declarations;
import io.pressrun.css.property.Properties;
import io.pressrun.css.property.Property;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Ident;
import java.util.List;

/**
 * What the cascade knows of the properties that matter on paper. Immutable.
 *
 * @param quirks whether stylesheets are read as in quirks mode
 */
public record PaperSyntax(boolean quirks) implements PropertySyntax {
    private static final List<String> ALL = all(Declarations.expand("all", List.of(new Ident("unset")), false));

    @Override
    public Expansion expand(String property, List<ComponentValue> value) {
        return switch (Declarations.expand(property, value, quirks)) {
            case io.pressrun.css.property.Expansion.Longhands(var assignments) -> new Expansion.Read(assignments);
            case io.pressrun.css.property.Expansion.Invisible _, io.pressrun.css.property.Expansion.Custom _ ->
                new Expansion.Read(List.of());
            case io.pressrun.css.property.Expansion.Invalid _ -> new Expansion.Invalid();
            case io.pressrun.css.property.Expansion.Unknown _ -> new Expansion.Unknown();
        };
    }

    @Override
    public List<String> longhands(String property) {
        Property known = Properties.named(property);
        return known == null
                ? List.of()
                : known.longhands().stream().map(longhand -> longhand.name()).toList();
    }

    @Override
    public boolean inherited(String longhand) {
        return Properties.longhand(longhand).inherited();
    }

    @Override
    public List<String> all() {
        return ALL;
    }

    @Override
    public boolean supports(String property, List<ComponentValue> value) {
        return Declarations.supports(property, value);
    }

    private static List<String> all(io.pressrun.css.property.Expansion expansion) {
        return expansion instanceof io.pressrun.css.property.Expansion.Longhands(var assignments)
                ? assignments.stream()
                        .map(assignment -> assignment.property().name())
                        .toList()
                : List.of();
    }
}
