package io.pressrun.css.selector;

import io.pressrun.css.selector.SimpleSelector.AnyOf;
import io.pressrun.css.selector.SimpleSelector.ClassName;
import io.pressrun.css.selector.SimpleSelector.IdName;
import io.pressrun.css.selector.SimpleSelector.TypeName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A compound selector, what is cheap to tell before what is not. */
final class Compound {
    /** With more alternatives it is not worth it to look a rule up by each. */
    private static final int MAX_KEYS = 32;

    private static final ClassName[] NO_CLASSES = {};
    private static final SimpleSelector[] NO_OTHERS = {};

    private final @Nullable TypeName type;
    private final ClassName[] classes;
    private final SimpleSelector[] others;
    private final int specificity;
    private final Bloom names;
    private final List<BucketKey> keys;
    private final boolean never;

    Compound(List<SimpleSelector> simples) {
        TypeName foundType = null;
        List<ClassName> foundClasses = new ArrayList<>(simples.size());
        List<SimpleSelector> foundOthers = new ArrayList<>(simples.size());
        int sum = Specificity.ZERO;
        Bloom bits = Bloom.EMPTY;
        boolean nothing = false;
        for (SimpleSelector simple : simples) {
            sum = Specificity.sum(sum, simple.specificity());
            bits = bits.with(names(simple));
            nothing |= never(simple);
            if (simple instanceof ClassName name) {
                foundClasses.add(name);
            } else if (simple instanceof TypeName name) {
                foundType = name;
            } else {
                foundOthers.add(simple);
            }
        }
        if (foundOthers.size() > 1) {
            foundOthers.sort(Comparator.comparingInt(SimpleSelector::cost));
        }
        type = foundType;
        classes = foundClasses.isEmpty() ? NO_CLASSES : foundClasses.toArray(ClassName[]::new);
        others = foundOthers.isEmpty() ? NO_OTHERS : foundOthers.toArray(SimpleSelector[]::new);
        specificity = sum;
        names = bits;
        keys = keys(simples);
        never = nothing;
    }

    boolean matches(ElementNode node, Matching matching) {
        for (ClassName name : classes) {
            if (!name.matches(node, matching)) {
                return false;
            }
        }
        if (type != null && !type.matches(node, matching)) {
            return false;
        }
        for (SimpleSelector simple : others) {
            if (!simple.matches(node, matching)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it matches nothing. */
    boolean never() {
        return never;
    }

    int specificity() {
        return specificity;
    }

    /** The names that an element must have. */
    Bloom names() {
        return names;
    }

    /** The buckets in which an element that this selects is sure to find it. */
    List<BucketKey> keys() {
        return keys;
    }

    private static boolean never(SimpleSelector simple) {
        return simple == StructuralPseudo.NEVER
                || (simple instanceof AnyOf any && any.list().never());
    }

    private static Bloom names(SimpleSelector simple) {
        return switch (simple) {
            case IdName id -> Bloom.id(id.name());
            case ClassName name -> Bloom.className(name.name());
            case TypeName name -> Bloom.type(name.lower());
            case AnyOf any
            when any.list().selectors().size() == 1 ->
                any.list().selectors().getFirst().subject().names();
            default -> Bloom.EMPTY;
        };
    }

    private static List<BucketKey> keys(List<SimpleSelector> simples) {
        BucketKey best = BucketKey.ANY;
        for (SimpleSelector simple : simples) {
            BucketKey key = BucketKey.of(simple);
            if (key.kind().compareTo(best.kind()) < 0) {
                best = key;
            }
        }
        return best.kind() == BucketKey.Kind.ANY ? keysOfAlternatives(simples) : List.of(best);
    }

    private static List<BucketKey> keysOfAlternatives(List<SimpleSelector> simples) {
        for (SimpleSelector simple : simples) {
            if (simple instanceof AnyOf any && !any.list().selectors().isEmpty()) {
                Set<BucketKey> keys = new LinkedHashSet<>();
                for (Selector selector : any.list().selectors()) {
                    keys.addAll(selector.keys());
                    if (keys.size() > MAX_KEYS) {
                        break;
                    }
                }
                if (keys.size() <= MAX_KEYS && !keys.contains(BucketKey.ANY)) {
                    return List.copyOf(keys);
                }
            }
        }
        return BucketKey.ONLY_ANY;
    }
}
