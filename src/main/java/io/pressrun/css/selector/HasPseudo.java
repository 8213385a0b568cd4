package io.pressrun.css.selector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code :has()} (selectors-4, 4.5).
 *
 * @param relatives each with an {@link SimpleSelector.Anchor} as its leftmost compound
 */
record HasPseudo(List<Selector> relatives) implements SimpleSelector {
    HasPseudo {
        relatives = List.copyOf(relatives);
    }

    @Override
    public boolean matches(ElementNode node, Matching matching) {
        Boolean known = matching.knownHas(this, node);
        if (known != null) {
            return known;
        }
        boolean found = matching.anchored(node, () -> search(node, matching));
        matching.know(this, node, found);
        return found;
    }

    private boolean search(ElementNode node, Matching matching) {
        for (Selector relative : relatives) {
            if (search(relative, node, matching)) {
                return true;
            }
        }
        return false;
    }

    private static boolean search(Selector relative, ElementNode node, Matching matching) {
        Combinator[] combinators = relative.combinators();
        Combinator leading = combinators[combinators.length - 1];
        if (leading.vertical()) {
            boolean children = leading == Combinator.CHILD && combinators.length == 1;
            return below(relative, node, !children, matching);
        }
        boolean descends = false;
        for (Combinator combinator : combinators) {
            descends |= combinator.vertical();
        }
        for (ElementNode sibling = node.next; sibling != null; sibling = sibling.next) {
            if (relative.matches(sibling, matching) || (descends && below(relative, sibling, true, matching))) {
                return true;
            }
            boolean nextOnly = leading == Combinator.NEXT_SIBLING && combinators.length == 1;
            if (nextOnly || matching.exhausted()) {
                return false;
            }
        }
        return false;
    }

    /** Whether the selector matches a child of the element, or one of all its descendants. */
    private static boolean below(Selector relative, ElementNode top, boolean deep, Matching matching) {
        Bloom wanted = relative.subject().names();
        if (!top.descendants.mayHold(wanted)) {
            return false;
        }
        ElementNode at = top.firstChild;
        while (at != null && matching.step()) {
            if (at.own.mayHold(wanted) && relative.matches(at, matching)) {
                return true;
            }
            at = deep && at.descendants.mayHold(wanted) && at.firstChild != null ? at.firstChild : following(at, top);
        }
        return false;
    }

    private static @Nullable ElementNode following(ElementNode node, ElementNode top) {
        ElementNode at = node;
        while (at != null && at != top) {
            if (at.next != null) {
                return at.next;
            }
            at = at.parent;
        }
        return null;
    }

    @Override
    public int specificity() {
        return new SelectorList(relatives).specificity();
    }

    @Override
    public int cost() {
        return 6;
    }
}
