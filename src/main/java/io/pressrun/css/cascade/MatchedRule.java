package io.pressrun.css.cascade;

import io.pressrun.css.selector.PseudoElement;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A rule that applies, with what decides its place among others (css-cascade-6, 2.1).
 *
 * @param weight its origin, layer and specificity, the greater the stronger
 * @param proximity steps from the element to the root of the scope
 * @param id of the rule and its selector among those of the document
 */
record MatchedRule(
        CompiledRule rule,
        SheetInstance instance,
        @Nullable PseudoElement pseudoElement,
        long weight,
        int proximity,
        int id) {
    /** The proximity of rules without a scope. */
    static final int UNSCOPED = Integer.MAX_VALUE;

    /** The weakest first. */
    static final Comparator<MatchedRule> WEAKEST_FIRST = MatchedRule::compare;

    static long weight(Origin origin, int layerRank, int specificity) {
        return (long) origin.strength() << 56 | (long) layerRank << 32 | specificity;
    }

    private static int compare(MatchedRule one, MatchedRule other) {
        if (one.weight != other.weight) {
            return Long.compare(one.weight, other.weight);
        }
        if (one.proximity != other.proximity) {
            return Integer.compare(other.proximity, one.proximity);
        }
        int order = Integer.compare(one.instance.order(one.rule), other.instance.order(other.rule));
        return order != 0 ? order : Integer.compare(one.id, other.id);
    }

    int layerRank() {
        return (int) (weight >>> 32 & 0xffffff);
    }
}
