package io.pressrun.chaos;

import io.pressrun.chaos.FaultKind.Family;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The faults of a round in the order in which they come, like cards: each family has its turn before one comes again,
 * and each kind before the deck is shuffled anew.
 */
final class Deck {
    /** So many others come before a fault that had no effect comes again. */
    private static final int LATER = 2;

    private final Random random;
    private final List<FaultKind> kinds;
    private final List<FaultKind> cards = new ArrayList<>();

    Deck(Random random, List<FaultKind> kinds) {
        this.random = random;
        this.kinds = List.copyOf(kinds);
    }

    FaultKind draw() {
        if (cards.isEmpty()) {
            shuffle();
        }
        return cards.removeFirst();
    }

    /** It had no effect. */
    void putBack(FaultKind kind) {
        cards.add(Math.min(LATER, cards.size()), kind);
    }

    /** The families that have a kind in it. */
    Set<Family> families() {
        var families = EnumSet.noneOf(Family.class);
        kinds.forEach(kind -> families.add(kind.family()));
        return families;
    }

    private void shuffle() {
        var shuffled = new ArrayList<>(kinds);
        Collections.shuffle(shuffled, random);
        Map<Family, List<FaultKind>> left = new EnumMap<>(Family.class);
        shuffled.forEach(kind ->
                left.computeIfAbsent(kind.family(), _ -> new ArrayList<>()).add(kind));
        while (!left.isEmpty()) {
            var turns = new ArrayList<>(left.values());
            Collections.shuffle(turns, random);
            turns.forEach(family -> cards.add(family.removeLast()));
            left.values().removeIf(List::isEmpty);
        }
    }
}
