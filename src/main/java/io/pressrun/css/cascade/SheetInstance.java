package io.pressrun.css.cascade;

import io.pressrun.css.cascade.CompiledRule.Entry;
import io.pressrun.css.cascade.Conditions.ContainerCondition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** A stylesheet in its place in one document. */
final class SheetInstance {
    private final StyleSheetRules rules;
    private final Source.Sheet sheet;
    private final Origin origin;
    private final @Nullable Element owner;
    private final boolean[] holds;
    private final LayerOrder.@Nullable Layer[] layers;
    private final int firstOrder;
    private final int firstId;
    private final @Nullable MatchedRule[] matched;

    /**
     * @param owner the element that the stylesheet is written in
     * @param holds which of its conditions hold, but for those on containers
     * @param layers by their numbers in the stylesheet; null for those that are not there
     */
    SheetInstance(
            StyleSheetRules rules,
            Source.Sheet sheet,
            Origin origin,
            @Nullable Element owner,
            boolean[] holds,
            LayerOrder.@Nullable Layer[] layers,
            int firstOrder,
            int firstId) {
        this.rules = rules;
        this.sheet = sheet;
        this.origin = origin;
        this.owner = owner;
        this.holds = holds;
        this.layers = layers;
        this.firstOrder = firstOrder;
        this.firstId = firstId;
        matched = new MatchedRule[rules.parts().entries().size()];
    }

    StyleSheetRules rules() {
        return rules;
    }

    Source.Sheet sheet() {
        return sheet;
    }

    Origin origin() {
        return origin;
    }

    @Nullable
    Element owner() {
        return owner;
    }

    boolean holds(int condition) {
        return condition == Conditions.NONE || holds[condition];
    }

    List<ContainerCondition> containers(int condition) {
        return condition == Conditions.NONE
                ? List.of()
                : rules.parts().conditions().containers(condition);
    }

    int rank(int layer) {
        LayerOrder.Layer known = layers[layer];
        return known == null ? 0 : known.rank();
    }

    int order(CompiledRule rule) {
        return firstOrder + rule.order();
    }

    /** The rule as it takes part in the cascade; the same object for all elements but within scopes. */
    MatchedRule matched(Entry entry, int proximity) {
        if (proximity != MatchedRule.UNSCOPED) {
            return create(entry, proximity);
        }
        MatchedRule known = matched[entry.index()];
        if (known == null) {
            known = create(entry, proximity);
            matched[entry.index()] = known;
        }
        return known;
    }

    private MatchedRule create(Entry entry, int proximity) {
        CompiledRule rule = entry.rule();
        return new MatchedRule(
                rule,
                this,
                entry.selector().pseudoElement(),
                MatchedRule.weight(origin, rank(rule.layer()), entry.selector().specificity()),
                proximity,
                firstId + entry.index());
    }
}
