package io.pressrun.css.cascade;

import io.pressrun.css.condition.MediaEnvironment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** The stylesheets of one document in their order, for one size of its pages. It is of one thread. */
public final class StyleSet {
    private static final int MAX_DEPTH = 20;
    private static final int MAX_SHEETS = 1_000;

    private final PropertySyntax syntax;
    private final MediaEnvironment environment;
    private final ImportRule.Resolver imports;
    private final List<SheetInstance> instances = new ArrayList<>();
    private final List<StyleNote> notes = new ArrayList<>();
    private final Map<Origin, LayerOrder> layers = new EnumMap<>(Origin.class);
    private int orders;
    private int ids;

    public StyleSet(PropertySyntax syntax, MediaEnvironment environment, ImportRule.Resolver imports) {
        this.syntax = syntax;
        this.environment = environment;
        this.imports = imports;
        for (Origin origin : Origin.values()) {
            layers.put(origin, new LayerOrder());
        }
    }

    /**
     * Adds a stylesheet after those of the same origin that were added before, with all that it imports.
     *
     * @param owner the {@code style} element that it is written in; null for one from elsewhere
     */
    public void add(Origin origin, StyleSheetRules rules, Source.Sheet sheet, @Nullable Element owner) {
        add(origin, rules, sheet, owner, layersOf(origin).unlayered(), List.of(sheet.name()));
        layersOf(origin).rank();
    }

    private LayerOrder layersOf(Origin origin) {
        return layers.computeIfAbsent(origin, _ -> new LayerOrder());
    }

    private void add(
            Origin origin,
            StyleSheetRules rules,
            Source.Sheet sheet,
            @Nullable Element owner,
            LayerOrder.Layer within,
            List<String> importers) {
        StyleSheetRules.Parts parts = rules.parts();
        boolean[] holds = parts.conditions().judge(environment);
        List<LayerNames.Layer> names = parts.layers().all();
        LayerOrder.@Nullable Layer[] own = new LayerOrder.Layer[names.size()];
        own[LayerNames.NONE] = within;
        for (StyleSheetRules.Event event : parts.events()) {
            switch (event) {
                case StyleSheetRules.Event.LayerSeen(int layer, int condition) -> {
                    if (condition == Conditions.NONE || holds[condition]) {
                        see(layer, names, own);
                    }
                }
                case StyleSheetRules.Event.Imports(ImportRule rule) -> {
                    if (rule.media().holds(environment)) {
                        addImported(origin, rule, sheet, within, importers);
                    }
                }
            }
        }
        instances.add(new SheetInstance(rules, sheet, origin, owner, holds, own, orders, ids));
        orders += parts.ruleCount();
        ids += parts.entries().size();
        notes.addAll(rules.notes(sheet));
    }

    /** Finds the layer, and those around it, among the layers of all stylesheets. */
    private static void see(int layer, List<LayerNames.Layer> names, LayerOrder.@Nullable Layer[] own) {
        List<Integer> path = new ArrayList<>();
        for (int at = layer; own[at] == null; at = names.get(at).parent()) {
            path.add(at);
        }
        for (int at : path.reversed()) {
            LayerOrder.Layer parent = own[names.get(at).parent()];
            if (parent != null) {
                own[at] = parent.inner(names.get(at).name());
            }
        }
    }

    private void addImported(
            Origin origin, ImportRule rule, Source.Sheet importer, LayerOrder.Layer within, List<String> importers) {
        LayerOrder.Layer layer = within;
        List<String> path = rule.layer();
        if (path != null) {
            layer = path.isEmpty() ? within.inner(null) : layer;
            for (String name : path) {
                layer = layer.inner(name);
            }
        }
        ImportRule.Imported imported = imports.resolve(rule.address(), importer);
        if (imported == null) {
            return;
        }
        String name = imported.sheet().name();
        if (importers.contains(name) || importers.size() >= MAX_DEPTH || instances.size() >= MAX_SHEETS) {
            notes.add(new StyleNote(
                    StyleNote.Kind.IMPORT_LIMIT,
                    rule.address(),
                    new Source(importer, rule.line(), rule.column(), "@import " + rule.address())));
            return;
        }
        List<String> chain = new ArrayList<>(importers);
        chain.add(name);
        add(origin, imported.rules(), imported.sheet(), null, layer, chain);
    }

    /** What of the stylesheets has no effect anywhere in the document. */
    public List<StyleNote> notes() {
        return List.copyOf(notes);
    }

    public List<DescriptorRule.FontFace> fontFaces() {
        return active(DescriptorRule.FontFace.class);
    }

    /** The counter styles; of those with one name the last one counts. */
    public List<DescriptorRule.CounterStyle> counterStyles() {
        return active(DescriptorRule.CounterStyle.class);
    }

    /** Registered custom properties by their names. */
    public Map<String, DescriptorRule.Property> properties() {
        Map<String, DescriptorRule.Property> found = new HashMap<>();
        active(DescriptorRule.Property.class).forEach(rule -> found.put(rule.name(), rule));
        return found;
    }

    private record Active<R>(R rule, Origin origin, int rank) {}

    /** The rules of the kind whose conditions hold, the strongest last. */
    private <R extends DescriptorRule> List<R> active(Class<R> kind) {
        List<Active<R>> found = new ArrayList<>();
        for (SheetInstance instance : instances) {
            for (StyleSheetRules.Descriptor each : instance.rules().parts().descriptors()) {
                if (kind.isInstance(each.rule()) && instance.holds(each.condition())) {
                    R rule = kind.cast(each.rule().in(instance.sheet()));
                    found.add(new Active<>(rule, instance.origin(), instance.rank(each.layer())));
                }
            }
        }
        found.sort(Comparator.comparing((Active<R> each) -> each.origin()).thenComparingInt(Active::rank));
        return found.stream().map(Active::rule).toList();
    }

    /** What applies to a page. */
    public PageStyle page(PageStyle.Page page) {
        return PageRule.style(page, instances, syntax);
    }

    List<SheetInstance> instances() {
        return instances;
    }

    PropertySyntax syntax() {
        return syntax;
    }
}
