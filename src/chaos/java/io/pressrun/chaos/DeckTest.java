package io.pressrun.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeckTest {
    private static final List<FaultKind> ALL = List.of(FaultKind.values());

    private static List<FaultKind> draw(Deck deck, int count) {
        return Stream.generate(deck::draw).limit(count).toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyFamily_hasItsTurnBeforeOneComesAgain(boolean directory) {
        IntStream.range(0, 50).forEach(seed -> {
            var deck = new Deck(new Random(seed), FaultKind.possible(directory));
            int families = deck.families().size();

            assertThat(draw(deck, families)).extracting(FaultKind::family).doesNotHaveDuplicates();
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyKindThatTheStoreAllows_comesOnceInADeck(boolean directory) {
        var wanted = FaultKind.possible(directory);
        var deck = new Deck(new Random(3), wanted);

        assertThat(draw(deck, wanted.size())).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(draw(deck, wanted.size())).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void sameSeed_givesTheSameFaults() {
        assertThat(draw(new Deck(new Random(7), ALL), 60)).isEqualTo(draw(new Deck(new Random(7), ALL), 60));
    }

    @Test
    void faultWithoutEffect_comesAgainSoon() {
        var deck = new Deck(new Random(7), ALL);
        var first = deck.draw();
        deck.putBack(first);

        assertThat(draw(deck, 3)).last().isEqualTo(first);
    }
}
