package io.pressrun.css.cascade;

import io.pressrun.css.Documents;
import io.pressrun.css.condition.ContainerQuery;
import io.pressrun.css.condition.MediaEnvironment;
import io.pressrun.css.selector.DocumentIndex;
import io.pressrun.css.selector.PseudoElement;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A document with stylesheets, for tests. */
final class Sheets {
    static final PropertySyntax SYNTAX = new KnownProperties();

    private static final MediaEnvironment A4 = new MediaEnvironment(794, 1123);

    private static final ContainerQuery.Container UNKNOWN = new ContainerQuery.Container() {
        @Override
        public ContainerQuery.@Nullable Size size(@Nullable String name) {
            return null;
        }

        @Override
        public @Nullable List<ComponentValue> customProperty(@Nullable String name, String property) {
            return null;
        }
    };

    private final Map<String, String> imports = new HashMap<>();
    private final StyleSet set;
    private final Document document;
    private final Map<String, String> hints = new HashMap<>();
    private ContainerQuery.Container container = UNKNOWN;
    private @Nullable DocumentStyles styles;

    Sheets(String body) {
        document = Documents.html(body);
        set = new StyleSet(SYNTAX, A4, (address, _) -> {
            String css = imports.get(address);
            return css == null
                    ? null
                    : new ImportRule.Imported(StyleSheetRules.compile(css, SYNTAX), new Source.Sheet(address, address));
        });
    }

    Sheets importable(String address, String css) {
        imports.put(address, css);
        return this;
    }

    Sheets with(Origin origin, String css) {
        set.add(origin, StyleSheetRules.compile(css, SYNTAX), new Source.Sheet("a.css", "a.css"), null);
        return this;
    }

    Sheets author(String css) {
        return with(Origin.AUTHOR, css);
    }

    Sheets written(String id, String css) {
        set.add(
                Origin.AUTHOR,
                StyleSheetRules.compile(css, SYNTAX),
                new Source.Sheet("style", "style"),
                Documents.byId(document, id));
        return this;
    }

    Sheets hint(String id, String css) {
        hints.put(id, css);
        return this;
    }

    Sheets container(ContainerQuery.Container known) {
        container = known;
        return this;
    }

    StyleSet set() {
        return set;
    }

    DocumentStyles styles() {
        DocumentStyles made = styles;
        if (made == null) {
            made = new DocumentStyles(
                    set,
                    DocumentIndex.of(document, false),
                    new Source.Sheet("document", "document"),
                    element -> hints.getOrDefault(element.getAttribute("id"), ""),
                    _ -> container);
            styles = made;
        }
        return made;
    }

    Element element(String id) {
        return Documents.byId(document, id);
    }

    ElementStyle style(String id) {
        return styles().of(element(id));
    }

    /** The value of a property as text; the keyword where it is defaulted, and {@code -} without a declaration. */
    String value(String id, String property) {
        return text(style(id).own(), property);
    }

    String value(String id, PseudoElement pseudo, String property) {
        CascadedStyle style = style(id).pseudoElements().get(pseudo);
        return style == null ? "-" : text(style, property);
    }

    static String text(CascadedStyle style, String property) {
        CascadedStyle.Winner winner = style.winner(property);
        return winner == null
                ? "-"
                : switch (winner.value()) {
                    case CascadedValue.Specified(List<ComponentValue> value) -> Values.text(value);
                    case CascadedValue.Read read -> read.value().toString();
                    case CascadedValue.Pending(String written, List<ComponentValue> value) ->
                        written + ": " + Values.text(value);
                    case CascadedValue.Defaulting defaulting -> defaulting.name();
                };
    }
}
