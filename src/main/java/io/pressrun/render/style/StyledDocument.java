package io.pressrun.render.style;

import io.pressrun.css.cascade.DocumentStyles;
import io.pressrun.css.cascade.ImportRule;
import io.pressrun.css.cascade.Origin;
import io.pressrun.css.cascade.PageStyle;
import io.pressrun.css.cascade.Source;
import io.pressrun.css.cascade.StyleSet;
import io.pressrun.css.condition.ContainerQuery;
import io.pressrun.css.condition.MediaEnvironment;
import io.pressrun.css.selector.DocumentIndex;
import io.pressrun.css.style.ComputedStyle;
import io.pressrun.css.style.ElementStyles;
import io.pressrun.css.style.FontMetrics;
import io.pressrun.css.style.PaperSyntax;
import io.pressrun.css.style.RegisteredProperty;
import io.pressrun.css.style.StyleComputer;
import io.pressrun.css.style.Viewport;
import io.pressrun.css.style.Winners;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.document.PresentationalHints;
import io.pressrun.dom.DomWalk;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A document with the stylesheets that apply to it, and what they make of its elements and pages. For one thread. */
public final class StyledDocument {
    private static final ContainerQuery.Container NO_CONTAINER = new ContainerQuery.Container() {
        @Override
        public ContainerQuery.@Nullable Size size(@Nullable String name) {
            return null;
        }

        @Override
        public @Nullable List<ComponentValue> customProperty(@Nullable String name, String property) {
            return null;
        }
    };

    private final Document dom;
    private final URI base;
    private final boolean quirks;
    private final SheetShelf shelf;
    private final StyleText.Source texts;
    private final StyleSet sheets;
    private final ElementStyles styles;

    /**
     * @param base that the document's references are resolved against
     * @param texts gets the stylesheets that it links to
     */
    public StyledDocument(
            Document dom, URI base, boolean quirks, PageArea area, SheetShelf shelf, StyleText.Source texts) {
        this.dom = dom;
        this.base = base;
        this.quirks = quirks;
        this.shelf = shelf;
        this.texts = texts;
        StyleSet first = collect(new MediaEnvironment(area.width(), area.height()));
        PageArea declared = area.of(firstPage(first, area));
        this.sheets =
                declared.equals(area) ? first : collect(new MediaEnvironment(declared.width(), declared.height()));
        var cascade = new DocumentStyles(
                sheets,
                DocumentIndex.of(dom, quirks),
                new Source.Sheet("the document", base.toString()),
                PresentationalHints::of,
                _ -> NO_CONTAINER);
        this.styles = new ElementStyles(cascade, computer(sheets, declared));
    }

    /** The computed styles of its elements. */
    public ElementStyles styles() {
        return styles;
    }

    /** What applies to a page. */
    public PageStyle page(PageStyle.Page page) {
        return sheets.page(page);
    }

    private StyleSet collect(MediaEnvironment environment) {
        var syntax = new PaperSyntax(quirks);
        var set = new StyleSet(syntax, environment, this::imported);
        set.add(Origin.USER_AGENT, shelf.html(), new Source.Sheet("html.css", ""), null);
        if (quirks) {
            set.add(Origin.USER_AGENT, shelf.quirks(), new Source.Sheet("quirks.css", ""), null);
        }
        int number = 0;
        for (Node node = dom.getDocumentElement(); node != null; node = DomWalk.next(node, dom)) {
            if (DomWalk.isHtml(node, "style")) {
                String name = "style " + ++number;
                var rules = shelf.compiled(node.getTextContent(), base, quirks);
                set.add(Origin.AUTHOR, rules, new Source.Sheet(name, base.toString()), (Element) node);
            } else if (DomWalk.isHtml(node, "link")) {
                texts.get(base, ((Element) node).getAttribute("href")).ifPresent(text -> add(set, text));
            }
        }
        return set;
    }

    private void add(StyleSet set, StyleText text) {
        set.add(
                Origin.AUTHOR,
                shelf.compiled(text.text(), text.location(), quirks),
                new Source.Sheet(text.location().toString(), text.location().toString()),
                null);
    }

    private ImportRule.@Nullable Imported imported(String address, Source.Sheet importer) {
        return texts.get(URI.create(importer.base()), address)
                .map(text -> new ImportRule.Imported(
                        shelf.compiled(text.text(), text.location(), quirks),
                        new Source.Sheet(
                                text.location().toString(), text.location().toString())))
                .orElse(null);
    }

    private static StyleComputer computer(StyleSet set, PageArea area) {
        Map<String, RegisteredProperty> registered = new HashMap<>();
        set.properties().forEach((name, rule) -> {
            var property = RegisteredProperty.of(name, rule.syntax(), rule.inherits(), rule.initialValue());
            if (property != null) {
                registered.put(name, property);
            }
        });
        return new StyleComputer(new Viewport(area.width(), area.height()), FontMetrics.ASSUMED, registered);
    }

    private static ComputedStyle firstPage(StyleSet set, PageArea area) {
        var page = set.page(new PageStyle.Page(null, 1, false, false)).page();
        return computer(set, area).compute(new Winners().of(page), null);
    }
}
