package io.pressrun.css.selector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A complex selector (selectors-4, 3.1), compiled to be matched from its right end to the left. Immutable and shared by
 * threads.
 */
public final class Selector {
    private static final int MATCHED = 0;
    /** Nothing right of here is found by going on among siblings only. */
    private static final int NOT_HERE = 1;

    private static final int NOT_BELOW_THIS_PARENT = 2;
    private static final int NOT_AT_ALL = 3;

    private final Compound[] compounds;
    private final Combinator[] combinators;
    private final @Nullable PseudoElement pseudoElement;
    private final int specificity;
    private final Bloom ancestors;
    private final Bloom siblings;
    private final boolean never;

    /**
     * @param compounds from the right to the left, at least one
     * @param combinators the one at i stands left of the compound at i
     */
    Selector(List<Compound> compounds, List<Combinator> combinators, @Nullable PseudoElement pseudoElement) {
        this.compounds = compounds.toArray(Compound[]::new);
        this.combinators = combinators.toArray(Combinator[]::new);
        this.pseudoElement = pseudoElement;
        int sum = pseudoElement == null ? Specificity.ZERO : Specificity.TYPE;
        Bloom above = Bloom.EMPTY;
        for (int i = 0; i < this.compounds.length; i++) {
            sum = Specificity.sum(sum, this.compounds[i].specificity());
            if (i > 0 && this.combinators[i - 1].vertical()) {
                above = above.with(this.compounds[i].names());
            }
        }
        specificity = sum;
        ancestors = above;
        siblings = this.combinators.length > 0 && !this.combinators[0].vertical()
                ? this.compounds[1].names()
                : Bloom.EMPTY;
        never = pseudoElement == PseudoElement.ABSENT || compounds.stream().anyMatch(Compound::never);
    }

    public int specificity() {
        return specificity;
    }

    /** The pseudo-element of the matched element that is meant; null where the element itself is. */
    public @Nullable PseudoElement pseudoElement() {
        return pseudoElement;
    }

    /** The buckets in which it is to be looked for: by each of them some, by all of them all of its elements. */
    public List<BucketKey> keys() {
        return subject().keys();
    }

    /** Whether it can match nothing in any printed document. */
    public boolean never() {
        return never;
    }

    /** Whether the document has the names without which this matches nothing. */
    public boolean mayMatchIn(DocumentIndex document) {
        for (Compound compound : compounds) {
            boolean known = false;
            for (BucketKey key : compound.keys()) {
                known |= document.mayHold(key);
            }
            if (!known) {
                return false;
            }
        }
        return true;
    }

    /** The rightmost compound selector. */
    Compound subject() {
        return compounds[0];
    }

    Combinator[] combinators() {
        return combinators.clone();
    }

    /** Whether it selects the element, or a pseudo-element of it. */
    public boolean matches(ElementNode node, Matching matching) {
        if (combinators.length == 0) {
            return compounds[0].matches(node, matching);
        }
        if (!node.ancestors.mayHold(ancestors) || !node.siblingsBefore.mayHold(siblings)) {
            return false;
        }
        if (!matching.enter(compounds.length)) {
            return false;
        }
        boolean matched = match(0, node, matching) == MATCHED;
        matching.leave(compounds.length);
        return matched;
    }

    /**
     * Matches the compound at the index and all left of it. How it fails tells the caller which other elements are
     * still worth a try, so that the time is that of the elements passed and not of their combinations.
     */
    private int match(int index, ElementNode node, Matching matching) {
        if (!matching.step() || !compounds[index].matches(node, matching)) {
            return NOT_HERE;
        }
        if (index == combinators.length) {
            return MATCHED;
        }
        return switch (combinators[index]) {
            case CHILD -> parent(index, node, matching);
            case DESCENDANT -> ancestor(index, node, matching);
            case NEXT_SIBLING ->
                node.previous == null ? NOT_BELOW_THIS_PARENT : match(index + 1, node.previous, matching);
            case LATER_SIBLING -> earlierSibling(index, node, matching);
        };
    }

    private int parent(int index, ElementNode node, Matching matching) {
        if (node.parent == null) {
            return NOT_AT_ALL;
        }
        int result = match(index + 1, node.parent, matching);
        return result == NOT_HERE ? NOT_BELOW_THIS_PARENT : result;
    }

    private int ancestor(int index, ElementNode node, Matching matching) {
        for (ElementNode above = node.parent; above != null; above = above.parent) {
            int result = match(index + 1, above, matching);
            if (result == MATCHED || result == NOT_AT_ALL) {
                return result;
            }
        }
        return NOT_AT_ALL;
    }

    private int earlierSibling(int index, ElementNode node, Matching matching) {
        for (ElementNode before = node.previous; before != null; before = before.previous) {
            int result = match(index + 1, before, matching);
            if (result != NOT_HERE) {
                return result;
            }
        }
        return NOT_BELOW_THIS_PARENT;
    }
}
