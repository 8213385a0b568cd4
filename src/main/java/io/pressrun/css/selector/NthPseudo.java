package io.pressrun.css.selector;

import org.jspecify.annotations.Nullable;

/**
 * {@code :nth-child()} and its kin (selectors-4, 14.4).
 *
 * @param of null where all siblings are counted
 */
record NthPseudo(
        NthPlaces places,
        boolean fromEnd,
        boolean ofType,
        @Nullable SelectorList of) implements SimpleSelector {
    @Override
    public boolean matches(ElementNode node, Matching matching) {
        return of == null ? places.holds(place(node)) : amongSome(node, of, matching);
    }

    private int place(ElementNode node) {
        if (ofType) {
            return fromEnd ? node.typeIndexFromEnd() : node.typeIndex();
        }
        return fromEnd ? node.indexFromEnd() : node.index;
    }

    private boolean amongSome(ElementNode node, SelectorList some, Matching matching) {
        if (node.parent == null) {
            return places.holds(1) && some.anyMatches(node, matching);
        }
        int[] found = matching.places(this, some, node.parent);
        int place = found[node.index];
        return place > 0 && places.holds(fromEnd ? found[0] - place + 1 : place);
    }

    @Override
    public int specificity() {
        return of == null ? Specificity.CLASS : Specificity.sum(Specificity.CLASS, of.specificity());
    }

    @Override
    public int cost() {
        return of == null ? 3 : 5;
    }
}
