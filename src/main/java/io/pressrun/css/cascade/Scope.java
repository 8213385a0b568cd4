package io.pressrun.css.cascade;

import io.pressrun.css.selector.ElementNode;
import io.pressrun.css.selector.Matching;
import io.pressrun.css.selector.SelectorList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An {@code @scope} rule (css-cascade-6, 2.5).
 *
 * @param outer the scope that it stands in
 * @param start null where the parent of the {@code style} element is the root
 * @param end what is in the scope no more; null for no end
 */
record Scope(
        @Nullable Scope outer,
        @Nullable SelectorList start,
        @Nullable SelectorList end) {
    /** The roots in whose scope the element is, the nearest first. */
    List<ElementNode> roots(ElementNode node, @Nullable ElementNode owner, Matching matching) {
        List<ElementNode> roots = new ArrayList<>();
        for (ElementNode at = node; at != null; at = at.parent()) {
            if (starts(at, owner, matching) && !ended(node, at, matching)) {
                roots.add(at);
            }
        }
        return roots;
    }

    private boolean starts(ElementNode node, @Nullable ElementNode owner, Matching matching) {
        if (outer == null) {
            return starts(node, owner, null, matching);
        }
        for (ElementNode around : outer.roots(node, owner, matching)) {
            if (starts(node, owner, around, matching)) {
                return true;
            }
        }
        return false;
    }

    private boolean starts(
            ElementNode node, @Nullable ElementNode owner, @Nullable ElementNode around, Matching matching) {
        if (start == null) {
            return owner == null || owner.parent() == null ? node.root() : node == owner.parent();
        }
        return matching.matches(start, node, around);
    }

    private boolean ended(ElementNode node, ElementNode root, Matching matching) {
        if (end == null) {
            return false;
        }
        for (ElementNode at = node; at != null; at = at.parent()) {
            if (matching.matches(end, at, root)) {
                return true;
            }
            if (at == root) {
                return false;
            }
        }
        return false;
    }
}
