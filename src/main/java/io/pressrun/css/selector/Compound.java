package io.pressrun.css.selector;

import io.pressrun.css.selector.SimpleSelector.AnyOf;
import io.pressrun.css.selector.SimpleSelector.ClassName;
import io.pressrun.css.selector.SimpleSelector.Id;
import io.pressrun.css.selector.SimpleSelector.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A compound selector, what is cheap to tell before what is not. */
final class Compound {
    /** With more alternatives it is not worth it to look a rule up by each. */
    private static final int MAX_KEYS = 32;

    private final SimpleSelector[] simples;
    private final int specificity;
    private final Bloom names;
    private final List<BucketKey> keys;
    private final boolean never;

    Compound(List<SimpleSelector> all) {
        simples = all.stream()
                .sorted(Comparator.comparingInt(SimpleSelector::cost))
                .toArray(SimpleSelector[]::new);
        specificity = specificity(simples);
        names = names(simples);
        keys = keys(simples);
        never = Arrays.stream(simples).anyMatch(Compound::never);
    }

    boolean matches(ElementNode node, Matching matching) {
        for (SimpleSelector simple : simples) {
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

    private static boolean never(SimpleSelector simple) {
        return simple == StructuralPseudo.NEVER
                || simple instanceof AnyOf any
                        && any.list().selectors().stream().allMatch(Selector::never);
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

    private static int specificity(SimpleSelector[] simples) {
        int sum = Specificity.ZERO;
        for (SimpleSelector simple : simples) {
            sum = Specificity.sum(sum, simple.specificity());
        }
        return sum;
    }

    private static Bloom names(SimpleSelector[] simples) {
        Bloom names = Bloom.EMPTY;
        for (SimpleSelector simple : simples) {
            names = names.with(
                    switch (simple) {
                        case Id id -> Bloom.id(id.name());
                        case ClassName name -> Bloom.className(name.name());
                        case Type type -> Bloom.type(type.lower());
                        case AnyOf any
                        when any.list().selectors().size() == 1 ->
                            any.list().selectors().getFirst().subject().names();
                        default -> Bloom.EMPTY;
                    });
        }
        return names;
    }

    private static List<BucketKey> keys(SimpleSelector[] simples) {
        BucketKey best = BucketKey.ANY;
        for (SimpleSelector simple : simples) {
            BucketKey key = BucketKey.of(simple);
            if (key.kind().compareTo(best.kind()) < 0) {
                best = key;
            }
        }
        return best.equals(BucketKey.ANY) ? keysOfAlternatives(simples) : List.of(best);
    }

    private static List<BucketKey> keysOfAlternatives(SimpleSelector[] simples) {
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
        return List.of(BucketKey.ANY);
    }
}
