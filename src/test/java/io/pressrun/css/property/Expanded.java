package io.pressrun.css.property;

import io.pressrun.css.color.Rgba;
import io.pressrun.css.property.Expansion.Assignment;
import io.pressrun.css.syntax.CssParser;
import io.pressrun.css.syntax.Declaration;
import io.pressrun.css.value.CssText;
import java.util.stream.Collectors;

/** Expansions as text, for tests. */
final class Expanded {
    private Expanded() {}

    static Expansion of(String declaration) {
        return of(declaration, false);
    }

    static Expansion of(String declaration, boolean quirks) {
        Declaration parsed = CssParser.declarations(declaration).getFirst();
        return Declarations.expand(parsed.property(), parsed.value(), quirks);
    }

    /** The longhands that do not have their initial value, in the order of the shorthand. */
    static String text(Expansion expansion) {
        return switch (expansion) {
            case Expansion.Longhands(var assignments) ->
                assignments.stream()
                        .filter(assignment -> !isInitial(assignment))
                        .map(assignment -> assignment.property().name() + ": " + value(assignment.value()))
                        .collect(Collectors.joining("; "));
            case Expansion.Custom(String name, Specified value) -> name + ": " + value(value);
            case Expansion.Invisible _ -> "invisible";
            case Expansion.Unknown(Role role) -> "unknown " + role;
            case Expansion.Invalid(String _, boolean foreign) -> foreign ? "foreign" : "invalid";
        };
    }

    private static boolean isInitial(Assignment assignment) {
        return assignment.value() instanceof Specified.Known(var value)
                && value.equals(assignment.property().initial());
    }

    private static String value(Specified specified) {
        return switch (specified) {
            case Specified.Known(var value) -> CssText.of(value, Rgba.BLACK);
            case Wide wide -> wide.toString();
            case Specified.Pending pending -> "pending " + pending.name();
            case Specified.Tokens tokens -> "tokens";
        };
    }
}
