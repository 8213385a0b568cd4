package io.pressrun.css.style;

import io.pressrun.css.property.Declarations;
import io.pressrun.css.property.Expansion;
import io.pressrun.css.property.Properties;
import io.pressrun.css.syntax.CssParser;
import io.pressrun.css.syntax.Declaration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Styles of declarations, for tests: a page of 800 by 600 px. */
final class Styles {
    static final Viewport VIEWPORT = new Viewport(800, 600);

    private final StyleComputer computer;

    Styles(Map<String, RegisteredProperty> registered) {
        this.computer = new StyleComputer(VIEWPORT, FontMetrics.ASSUMED, registered);
    }

    Styles() {
        this(Map.of());
    }

    static Cascaded cascaded(String css) {
        Cascaded.Builder builder = new Cascaded.Builder();
        for (Declaration declaration : CssParser.declarations(css)) {
            switch (Declarations.expand(declaration.property(), declaration.value(), false)) {
                case Expansion.Longhands(var assignments) -> assignments.forEach(builder::set);
                case Expansion.Custom(String name, var value) -> builder.custom(name, value);
                case Expansion.Invisible _, Expansion.Unknown _ -> {}
                case Expansion.Invalid(String reason, boolean _) -> throw new IllegalArgumentException(reason);
            }
        }
        return builder.build();
    }

    ComputedStyle root(String css) {
        return computer.compute(cascaded(css), null);
    }

    ComputedStyle child(ComputedStyle parent, String css) {
        return computer.compute(cascaded(css), parent);
    }

    ComputedStyle child(ComputedStyle parent, String css, UnaryOperator<@Nullable String> attributes) {
        return computer.compute(cascaded(css), parent, attributes);
    }

    StyleComputer computer() {
        return computer;
    }

    /** The computed value of a property of the root element with these declarations, as text. */
    static String of(String css, String property) {
        return text(new Styles().root(css), property);
    }

    static String text(ComputedStyle style, String property) {
        return style.text(Properties.longhand(property));
    }
}
