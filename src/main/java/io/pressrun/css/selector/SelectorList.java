package io.pressrun.css.selector;

import java.util.List;

/** Selectors of which one is enough. */
public record SelectorList(List<Selector> selectors) {
    static final SelectorList EMPTY = new SelectorList(List.of());

    public SelectorList {
        selectors = List.copyOf(selectors);
    }

    /** Whether one of them selects the element itself. */
    boolean anyMatches(ElementNode node, Matching matching) {
        if (!matching.enter(1)) {
            return false;
        }
        boolean matched = false;
        for (int i = 0; i < selectors.size() && !matched; i++) {
            Selector selector = selectors.get(i);
            matched = selector.pseudoElement() == null && selector.matches(node, matching);
        }
        matching.leave(1);
        return matched;
    }

    /** Whether none of them can match anything. */
    boolean never() {
        for (Selector selector : selectors) {
            if (!selector.never()) {
                return false;
            }
        }
        return true;
    }

    /** The greatest specificity of one of them (selectors-4, 17). */
    int specificity() {
        int most = Specificity.ZERO;
        for (Selector selector : selectors) {
            most = Math.max(most, selector.specificity());
        }
        return most;
    }
}
