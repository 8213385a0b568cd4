package io.pressrun.css.selector;

import org.jspecify.annotations.Nullable;

/** A condition on one element. */
sealed interface SimpleSelector
        permits SimpleSelector.TypeName,
                SimpleSelector.InNamespace,
                SimpleSelector.IdName,
                SimpleSelector.ClassName,
                SimpleSelector.AnyOf,
                SimpleSelector.Not,
                SimpleSelector.Anchor,
                AttributeSelector,
                StructuralPseudo,
                NthPseudo,
                HasPseudo,
                LinguisticPseudo,
                StatePseudo {
    boolean matches(ElementNode node, Matching matching);

    default int specificity() {
        return Specificity.CLASS;
    }

    /** How much it costs to be tried, for the order within a compound selector. */
    default int cost() {
        return 3;
    }

    /** @param lower the name in lower case, for elements of HTML */
    record TypeName(String name, String lower) implements SimpleSelector {
        @Override
        public boolean matches(ElementNode node, Matching matching) {
            return node.html ? lower.equals(node.lowerName) : name.equals(node.name);
        }

        @Override
        public int specificity() {
            return Specificity.TYPE;
        }

        @Override
        public int cost() {
            return 1;
        }
    }

    /** The namespace of a type or universal selector; null and the empty string are none. */
    record InNamespace(@Nullable String address) implements SimpleSelector {
        @Override
        public boolean matches(ElementNode node, Matching matching) {
            String own = node.namespace == null ? "" : node.namespace;
            return own.equals(address == null ? "" : address);
        }

        @Override
        public int specificity() {
            return Specificity.ZERO;
        }

        @Override
        public int cost() {
            return 2;
        }
    }

    record IdName(String name) implements SimpleSelector {
        @Override
        public boolean matches(ElementNode node, Matching matching) {
            return node.id != null && (matching.quirks() ? name.equalsIgnoreCase(node.id) : name.equals(node.id));
        }

        @Override
        public int specificity() {
            return Specificity.ID;
        }

        @Override
        public int cost() {
            return 0;
        }
    }

    record ClassName(String name) implements SimpleSelector {
        @Override
        public boolean matches(ElementNode node, Matching matching) {
            for (String own : node.classes) {
                if (name.equals(own) || (matching.quirks() && name.equalsIgnoreCase(own))) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public int cost() {
            return 0;
        }
    }

    /** {@code :is()}, {@code :where()} and {@code &}. */
    record AnyOf(SelectorList list, int specificity) implements SimpleSelector {
        @Override
        public boolean matches(ElementNode node, Matching matching) {
            return list.anyMatches(node, matching);
        }

        @Override
        public int cost() {
            return 5;
        }
    }

    /** {@code :not()}. */
    record Not(SelectorList list) implements SimpleSelector {
        @Override
        public boolean matches(ElementNode node, Matching matching) {
            return !list.anyMatches(node, matching) && !matching.exhausted();
        }

        @Override
        public int specificity() {
            return list.specificity();
        }

        @Override
        public int cost() {
            return 4;
        }
    }

    /** The element that a {@code :has()} is asked of, at the left of its relative selectors. */
    record Anchor() implements SimpleSelector {
        @Override
        public boolean matches(ElementNode node, Matching matching) {
            return node == matching.anchor();
        }

        @Override
        public int specificity() {
            return Specificity.ZERO;
        }
    }
}
