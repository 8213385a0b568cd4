package io.pressrun.css.style;

import io.pressrun.css.cascade.PropertySyntax;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Block;
import io.pressrun.css.syntax.ComponentValue.Function;
import io.pressrun.css.syntax.ComponentValue.Url;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The properties that matter on paper, for the stylesheets of one address: what is relative in them is resolved.
 *
 * @param addresses makes an address absolute as it is written in the stylesheet
 */
public record AddressedSyntax(PropertySyntax properties, UnaryOperator<String> addresses) implements PropertySyntax {
    @Override
    public Expansion expand(String property, List<ComponentValue> value) {
        return properties.expand(property, resolved(value));
    }

    @Override
    public List<String> longhands(String property) {
        return properties.longhands(property);
    }

    @Override
    public boolean inherited(String longhand) {
        return properties.inherited(longhand);
    }

    @Override
    public List<String> all() {
        return properties.all();
    }

    @Override
    public boolean supports(String property, List<ComponentValue> value) {
        return properties.supports(property, value);
    }

    private List<ComponentValue> resolved(List<ComponentValue> values) {
        return values.stream().anyMatch(AddressedSyntax::hasAddress)
                ? values.stream().map(this::resolved).toList()
                : values;
    }

    private static boolean hasAddress(ComponentValue value) {
        return switch (value) {
            case Url _ -> true;
            case Function function -> function.arguments().stream().anyMatch(AddressedSyntax::hasAddress);
            case Block block -> block.content().stream().anyMatch(AddressedSyntax::hasAddress);
            default -> false;
        };
    }

    private ComponentValue resolved(ComponentValue value) {
        return switch (value) {
            case Url(String url) -> new Url(addresses.apply(url));
            case Function(String name, List<ComponentValue> arguments) -> new Function(name, resolved(arguments));
            case Block(char open, List<ComponentValue> content) -> new Block(open, resolved(content));
            default -> value;
        };
    }
}
