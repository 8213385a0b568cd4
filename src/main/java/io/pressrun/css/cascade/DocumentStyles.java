package io.pressrun.css.cascade;

import io.pressrun.css.cascade.CascadedStyle.Winner;
import io.pressrun.css.cascade.CompiledRule.Entry;
import io.pressrun.css.cascade.Conditions.ContainerCondition;
import io.pressrun.css.condition.ContainerQuery;
import io.pressrun.css.condition.Truth;
import io.pressrun.css.property.Specified;
import io.pressrun.css.selector.DocumentIndex;
import io.pressrun.css.selector.ElementNode;
import io.pressrun.css.selector.PseudoElement;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Ident;
import io.pressrun.css.syntax.CssParser;
import io.pressrun.css.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * The styles of the elements of one document, found when they are asked for. It is of one thread, and it goes by the
 * stylesheets that its {@link StyleSet} has when it is made.
 */
public final class DocumentStyles {
    private static final Set<PseudoElement> WITH_CONTENT = Set.of(PseudoElement.BEFORE, PseudoElement.AFTER);

    private final StyleSet sheets;
    private final List<Sheet> instances;
    private final DocumentIndex index;
    private final Source.Sheet document;
    private final Function<Element, String> hints;
    private final Function<Element, ContainerQuery.Container> containers;
    private final Map<String, DescriptorRule.Property> registered;
    private final DeclarationCompiler declarations;
    private final Map<String, Attribute> attributes = new HashMap<>();
    private final Map<Key, ElementStyle> styles = new HashMap<>();
    private final @Nullable ElementStyle[] known;
    private final Map<Source, Integer> unknownContainers = new LinkedHashMap<>();
    private final List<MatchedRule> found = new ArrayList<>();

    /** A stylesheet with those of its rules that each element must be tried with. */
    private record Sheet(SheetInstance instance, List<Entry> ofAny) {}

    /** Declarations of an attribute, and their number among those of the document. */
    private record Attribute(DeclarationBlock block, int number) {
        static final Attribute NONE = new Attribute(DeclarationBlock.EMPTY, 0);
    }

    /** The rules that apply, in their order, and the attributes. */
    private static final class Key {
        private final int[] ids;

        Key(int[] ids) {
            this.ids = ids;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Arrays.equals(ids, key.ids);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(ids);
        }
    }

    /**
     * @param document what sources of attributes are said to be in
     * @param hints the declarations that an element's attributes mean, as text; empty for none
     * @param containers what is known of the containers of an element
     */
    public DocumentStyles(
            StyleSet sheets,
            DocumentIndex index,
            Source.Sheet document,
            Function<Element, String> hints,
            Function<Element, ContainerQuery.Container> containers) {
        this.sheets = sheets;
        this.index = index;
        this.document = document;
        this.hints = hints;
        this.containers = containers;
        registered = sheets.properties();
        declarations = new DeclarationCompiler(sheets.syntax());
        instances = sheets.instances().stream()
                .map(instance -> new Sheet(instance, instance.rules().buckets().ofAny(index)))
                .toList();
        known = new ElementStyle[index.nodes().size()];
    }

    /** The style of an element; without any declaration if the element was not in the document as it was indexed. */
    public ElementStyle of(Element element) {
        ElementNode node = index.node(element);
        if (node == null) {
            return ElementStyle.EMPTY;
        }
        ElementStyle style = known[node.ordinal()];
        if (style == null) {
            style = match(node);
            known[node.ordinal()] = style;
        }
        return style;
    }

    /** Conditions on containers that could not be judged, with how many elements each kept from rules. */
    public Map<Source, Integer> unknownContainers() {
        return Map.copyOf(unknownContainers);
    }

    private ElementStyle match(ElementNode node) {
        found.clear();
        for (Sheet sheet : instances) {
            for (Entry entry : sheet.ofAny()) {
                tryEntry(entry, sheet.instance(), node);
            }
            sheet.instance().rules().buckets().candidates(node, entry -> tryEntry(entry, sheet.instance(), node));
        }
        found.sort(MatchedRule.WEAKEST_FIRST);
        Attribute hint = attribute(hints.apply(node.element()));
        String styleText = node.attribute("style");
        Attribute style = styleText == null ? Attribute.NONE : attribute(styleText);
        int[] ids = new int[found.size() + 2];
        for (int i = 0; i < found.size(); i++) {
            ids[i] = found.get(i).id();
        }
        ids[found.size()] = hint.number();
        ids[found.size() + 1] = style.number();
        return styles.computeIfAbsent(new Key(ids), _ -> cascade(hint.block(), style.block()));
    }

    private Attribute attribute(String text) {
        return text.isBlank()
                ? Attribute.NONE
                : attributes.computeIfAbsent(
                        text,
                        given -> new Attribute(
                                declarations.compile(CssParser.declarations(given)), attributes.size() + 1));
    }

    private void tryEntry(Entry entry, SheetInstance instance, ElementNode node) {
        CompiledRule rule = entry.rule();
        if (!instance.holds(rule.condition())) {
            return;
        }
        int proximity = proximity(entry, rule.scope(), instance, node);
        if (proximity < 0 || !containersHold(rule, instance, node)) {
            return;
        }
        MatchedRule matched = instance.matched(entry, proximity);
        if (entry.buckets() == 1 || !alreadyFound(matched)) {
            found.add(matched);
        }
    }

    private boolean alreadyFound(MatchedRule matched) {
        for (MatchedRule other : found) {
            if (other.id() == matched.id()) {
                return true;
            }
        }
        return false;
    }

    /** How far the root of its scope is from the element; negative if the rule does not select the element. */
    private int proximity(Entry entry, @Nullable Scope scope, SheetInstance instance, ElementNode node) {
        if (scope == null) {
            return entry.selector().matches(node, index.matching()) ? MatchedRule.UNSCOPED : -1;
        }
        Element owner = instance.owner();
        ElementNode ownerNode = owner == null ? null : index.node(owner);
        for (ElementNode root : scope.roots(node, ownerNode, index.matching())) {
            if (index.matching().matches(entry.selector(), node, root)) {
                int steps = 0;
                for (ElementNode at = node; at != null && at != root; at = at.parent()) {
                    steps++;
                }
                return steps;
            }
        }
        return -1;
    }

    private boolean containersHold(CompiledRule rule, SheetInstance instance, ElementNode node) {
        for (ContainerCondition condition : instance.containers(rule.condition())) {
            Truth truth = condition.query().judge(containers.apply(node.element()));
            if (truth == Truth.UNKNOWN) {
                Source source = new Source(instance.sheet(), condition.line(), condition.column(), condition.text());
                unknownContainers.merge(source, 1, Integer::sum);
            }
            if (truth != Truth.TRUE) {
                return false;
            }
        }
        return true;
    }

    private ElementStyle cascade(DeclarationBlock hint, DeclarationBlock style) {
        CascadedStyle own = cascade(null, hint, style);
        Map<PseudoElement, CascadedStyle> pseudoElements = new EnumMap<>(PseudoElement.class);
        for (MatchedRule matched : found) {
            PseudoElement pseudo = matched.pseudoElement();
            if (pseudo != null && !pseudoElements.containsKey(pseudo)) {
                pseudoElements.put(pseudo, cascade(pseudo, DeclarationBlock.EMPTY, DeclarationBlock.EMPTY));
            }
        }
        pseudoElements
                .entrySet()
                .removeIf(each -> WITH_CONTENT.contains(each.getKey()) && !hasContent(each.getValue()));
        return new ElementStyle(own, pseudoElements);
    }

    private CascadedStyle cascade(@Nullable PseudoElement pseudo, DeclarationBlock hint, DeclarationBlock style) {
        Cascade cascade = new Cascade(sheets.syntax(), this::inherited);
        boolean hinted = hint.isEmpty();
        for (MatchedRule matched : found) {
            if (!hinted && matched.instance().origin() == Origin.AUTHOR) {
                cascade.addAttribute(hint, Origin.PRESENTATIONAL_HINT, document, "attributes");
                hinted = true;
            }
            if (matched.pseudoElement() == pseudo) {
                cascade.add(matched);
            }
        }
        if (!hinted) {
            cascade.addAttribute(hint, Origin.PRESENTATIONAL_HINT, document, "attributes");
        }
        cascade.addAttribute(style, Origin.AUTHOR, document, "style");
        return cascade.style();
    }

    private boolean inherited(String customProperty) {
        DescriptorRule.Property rule = registered.get(customProperty);
        return rule == null || rule.inherits();
    }

    private static boolean hasContent(CascadedStyle style) {
        Winner winner = style.winner("content");
        return winner != null
                && switch (winner.value()) {
                    case CascadedValue.Specified(List<ComponentValue> value) ->
                        !(value.size() == 1
                                && value.getFirst() instanceof Ident(String word)
                                && (word.equalsIgnoreCase("none") || word.equalsIgnoreCase("normal")));
                    case CascadedValue.Read(Specified.Known(Value value)) -> !value.is("none") && !value.is("normal");
                    case CascadedValue.Read(Specified _) -> true;
                    case CascadedValue.Pending _ -> true;
                    case CascadedValue.Defaulting defaulting -> defaulting == CascadedValue.Defaulting.INHERIT;
                };
    }
}
