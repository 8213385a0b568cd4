package io.pressrun.css.selector;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of matching selectors in one document: what {@code :scope} means, answers that were costly to find, and how
 * much work is left. When it is used up, selectors that join or nest others match no more.
 */
public final class Matching {
    /** Compound selectors tried. A document of 10,000 elements with a framework's stylesheet tries some 10 million. */
    static final long DEFAULT_BUDGET = 400_000_000;

    private static final int MAX_DEPTH = 600;

    private final DocumentIndex index;
    private final boolean quirks;
    private final IdentityHashMap<HasPseudo, Map<ElementNode, Boolean>> has = new IdentityHashMap<>();
    private final IdentityHashMap<NthPseudo, Map<ElementNode, int[]>> nth = new IdentityHashMap<>();
    private long budget;
    private int depth;
    private @Nullable ElementNode scope;
    private @Nullable ElementNode anchor;

    Matching(DocumentIndex index, boolean quirks, long budget) {
        this.index = index;
        this.quirks = quirks;
        this.budget = budget;
    }

    boolean quirks() {
        return quirks;
    }

    /** Whether the work that a document may cause is used up, so that some selectors were left unmatched. */
    public boolean exhausted() {
        return budget <= 0;
    }

    boolean step() {
        return --budget > 0;
    }

    /**
     * Begins a selector within another; false where that would go too deep, and then there is nothing to leave.
     *
     * @param levels how much deeper it may go
     */
    boolean enter(int levels) {
        if (depth + levels > MAX_DEPTH || !step()) {
            return false;
        }
        depth += levels;
        return true;
    }

    void leave(int levels) {
        depth -= levels;
    }

    /** The element that {@code :scope} means: the root of the document outside of scopes. */
    @Nullable
    ElementNode scope() {
        return scope == null ? index.root() : scope;
    }

    @Nullable
    ElementNode anchor() {
        return anchor;
    }

    /** Whether one of the selectors matches while {@code :scope} is this element; null is the document's root. */
    public boolean matches(SelectorList list, ElementNode node, @Nullable ElementNode scopeRoot) {
        ElementNode outer = scope;
        scope = scopeRoot;
        boolean matched = list.anyMatches(node, this);
        scope = outer;
        return matched;
    }

    /** Whether the selector matches while {@code :scope} is this element; null is the document's root. */
    public boolean matches(Selector selector, ElementNode node, @Nullable ElementNode scopeRoot) {
        ElementNode outer = scope;
        scope = scopeRoot;
        boolean matched = selector.matches(node, this);
        scope = outer;
        return matched;
    }

    boolean anchored(ElementNode newAnchor, BooleanSupplier test) {
        ElementNode outer = anchor;
        anchor = newAnchor;
        boolean result = test.getAsBoolean();
        anchor = outer;
        return result;
    }

    /** The known answer of a {@code :has()} for an element; it holds as long as {@code :scope} means the root. */
    @Nullable
    Boolean knownHas(HasPseudo pseudo, ElementNode node) {
        Map<ElementNode, Boolean> answers = scope == null ? has.get(pseudo) : null;
        return answers == null ? null : answers.get(node);
    }

    void know(HasPseudo pseudo, ElementNode node, boolean answer) {
        if (scope == null) {
            has.computeIfAbsent(pseudo, _ -> new HashMap<>()).put(node, answer);
        }
    }

    /**
     * The places among those siblings that an {@code of} clause selects, from 1, by the index of the sibling; 0 for
     * those that it does not. The number of all is in front.
     */
    int[] places(NthPseudo pseudo, SelectorList of, ElementNode parent) {
        Map<ElementNode, int[]> known =
                scope == null ? nth.computeIfAbsent(pseudo, _ -> new HashMap<>()) : new HashMap<>();
        int[] found = known.get(parent);
        if (found == null) {
            found = new int[parent.children + 1];
            for (ElementNode child = parent.firstChild; child != null; child = child.next) {
                if (of.anyMatches(child, this)) {
                    found[child.index] = ++found[0];
                }
            }
            known.put(parent, found);
        }
        return found;
    }

    List<ElementNode> all() {
        return index.nodes();
    }
}
