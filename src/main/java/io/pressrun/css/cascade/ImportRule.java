package io.pressrun.css.cascade;

import io.pressrun.css.condition.MediaQueryList;
import io.pressrun.css.condition.SupportsCondition;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Function;
import io.pressrun.css.syntax.ComponentValue.Ident;
import io.pressrun.css.syntax.ComponentValue.Text;
import io.pressrun.css.syntax.ComponentValue.Url;
import io.pressrun.css.syntax.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An {@code @import} rule (css-cascade-5, 2).
 *
 * @param address as written, perhaps relative
 * @param layer parts of the layer's name; empty for an anonymous layer, null for none
 */
public record ImportRule(String address, @Nullable List<String> layer, MediaQueryList media, int line, int column) {
    /** Finds the stylesheets that others import. */
    @FunctionalInterface
    public interface Resolver {
        /**
         * The imported stylesheet; null where there is none.
         *
         * @param importer whose base the address is resolved against
         */
        @Nullable
        Imported resolve(String address, Source.Sheet importer);
    }

    public record Imported(StyleSheetRules rules, Source.Sheet sheet) {}

    /** Reads what follows {@code @import}; null if it is malformed or its {@code supports()} does not hold. */
    static @Nullable ImportRule parse(List<ComponentValue> values, PropertySyntax syntax, int line, int column) {
        String address = switch (values.isEmpty() ? null : values.getFirst()) {
            case Text(String text) -> text;
            case Url(String url) -> url;
            case null, default -> null;
        };
        if (address == null) {
            return null;
        }
        List<ComponentValue> rest = Values.trimmed(values.subList(1, values.size()));
        List<String> layer = null;
        if (!rest.isEmpty()) {
            layer = layer(rest.getFirst());
            rest = layer == null ? rest : Values.trimmed(rest.subList(1, rest.size()));
        }
        if (!rest.isEmpty() && rest.getFirst() instanceof Function(String name, List<ComponentValue> condition)) {
            if (name.equals("supports")) {
                if (!SupportsCondition.holdsForImport(condition, syntax::supports)) {
                    return null;
                }
                rest = Values.trimmed(rest.subList(1, rest.size()));
            }
        }
        return new ImportRule(address, layer, MediaQueryList.parse(rest), line, column);
    }

    private static @Nullable List<String> layer(ComponentValue value) {
        return switch (value) {
            case Ident(String word) when word.equalsIgnoreCase("layer") -> List.of();
            case Function(String name, List<ComponentValue> path) when name.equals("layer") -> LayerNames.path(path);
            default -> null;
        };
    }
}
